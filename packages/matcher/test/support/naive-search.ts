/** Scripts written without spaces between words: there a word may begin and end anywhere. */
const SPACELESS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
const WORD = /[\p{L}\p{N}\p{M}]/u;
const DIGIT = /\p{N}/u;

/** How much of a word must be given. `start`: `camera` finds `cameras`. `whole`: `pro` leaves `product` alone. */
export type WordRule = 'start' | 'whole';

/**
 * Whether `needle` (a word or a phrase) stands in `text`; both are normalised already. Words begin where the text has a word
 * begin, and a number is never found inside a longer one (`5` is not in `15` or `50`). Plain search: a needle is never a pattern.
 */
export function containsWord(text: string, needle: string, rule: WordRule): boolean {
  if (needle === '') return true;
  for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + 1)) {
    if (beginsAt(text, at, needle) && endsAt(text, at + needle.length, needle, rule)) return true;
  }
  return false;
}

function beginsAt(text: string, at: number, needle: string): boolean {
  const before = lastCharacter(text.slice(Math.max(0, at - 2), at));
  return before === '' || isBoundary(before, String.fromCodePoint(needle.codePointAt(0) ?? 0));
}

function endsAt(text: string, end: number, needle: string, rule: WordRule): boolean {
  const code = text.codePointAt(end);
  if (code === undefined) return true;
  const after = String.fromCodePoint(code);
  const last = lastCharacter(needle);
  if (rule === 'whole') return isBoundary(last, after);
  return !(DIGIT.test(last) && DIGIT.test(after));
}

/** Whether a word may end after `left` and another begin with `right`. */
function isBoundary(left: string, right: string): boolean {
  return !WORD.test(left) || !WORD.test(right) || SPACELESS.test(left) || SPACELESS.test(right);
}

function lastCharacter(text: string): string {
  return Array.from(text).at(-1) ?? '';
}
