/** What nobody sees: soft hyphens, zero-width characters, variation selectors. By Unicode's rule (NFKC_Casefold) they do not count. */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}+/gu;
/**
 * Marks beyond thirty in a row (Unicode's Stream-Safe Text, UAX 15): putting them in order takes the square of their number, 38 ms for 10,000.
 * The half-width voicing marks of katakana are letters that become marks.
 */
const TOO_MANY_MARKS = /([\p{M}\uFF9E\uFF9F]{30})[\p{M}\uFF9E\uFF9F]+/gu;
const MARKED_I = /i\p{M}+/gu;
const UNEVEN_SPACE = /\s{2,}|[^\S ]/gu;
const LONE_SURROGATE = /\p{Surrogate}/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII is meant
const ASCII = /^[\x00-\x7f]*$/;

/** Full width, ligatures and the like may make text longer, up to eighteen times; what stands beyond this is not compared. */
const MOST_CHARACTERS = 20_000;

/**
 * Brings text to the form in which it is compared, on both sides: full-width and half-width forms become one (NFKC); case is folded, so
 * that `ß` meets `SS`, both sigmas meet each other, and `İSTANBUL` and `ıstanbul` meet `istanbul`; what is invisible is taken out; runs of
 * white space become one space. Takes time in proportion to the text, whatever it is. At most 20,000 characters come out.
 */
export function normaliseText(text: string): string {
  const folded = ASCII.test(text) ? text.slice(0, MOST_CHARACTERS).toLowerCase() : foldUnicode(text);
  return folded.replace(UNEVEN_SPACE, ' ').trim();
}

function foldUnicode(text: string): string {
  const plain = text.replace(LONE_SURROGATE, '\uFFFD').replace(IGNORABLE, '').replace(TOO_MANY_MARKS, '$1');
  // Lower case first, as `ẞ` has no upper case of its own; then through upper case, where `ß` is SS.
  const cased = cut(plain.normalize('NFKC')).toLowerCase().toUpperCase().toLowerCase().normalize('NFKC');
  const undotted = cased.includes('\u0307') ? undotI(cased) : cased;
  return cut(undotted.replaceAll('ς', 'σ'));
}

/** The dot that `İ` keeps in lower case is the one that every `i` has already. */
function undotI(text: string): string {
  return text
    .normalize('NFD')
    .replace(MARKED_I, (i) => i.replaceAll('\u0307', ''))
    .normalize('NFKC');
}

/** Ends at a space where there is one, so that no word is cut to another. */
function cut(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  const start = text.slice(0, MOST_CHARACTERS);
  const end = start.lastIndexOf(' ');
  return end > 0 ? start.slice(0, end) : start.replace(LONE_SURROGATE, '');
}
