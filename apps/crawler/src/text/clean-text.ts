/**
 * What joins without hiding anything, where it belongs: emoji to one picture, letters after a virama and within a Persian word, the flags of
 * England, Scotland and Wales (black flags with tags).
 */
const JOINED = [
  /\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?(?:\u200d\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?)+/u,
  /(?<=[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca])[\u200c\u200d](?=\p{L})/u,
  /(?<=\p{Script=Arabic}\p{M}?)\u200c(?=\p{Script=Arabic})/u,
  /\u{1f3f4}\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f}/u,
];
/** Controls, bidi marks and isolates, zero-width characters, tags, soft hyphens, lone surrogates. */
const UNWANTED = /[\p{Cf}\p{Cs}\ufff0-\ufffb\ufffe\uffff]|(?!\s)\p{Cc}/u;
const JOINED_OR_UNWANTED = new RegExp(`(${JOINED.map(({ source }) => source).join('|')})|${UNWANTED.source}`, 'gu');
/** Half of a character, and what joined it to the one before. */
const CUT_END = /[\u200c\u200d]?[\ud800-\udbff]?$/;
/** Most texts; asking for the properties of each character takes longer. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;
const NEEDS_CLEANING = /[^\p{L}\p{N}\p{P}\p{S}\p{M} ]| {2}|^ | $/u;

/**
 * Scraped text as plain data: no control or bidi characters and none that hide, spaces collapsed and trimmed, at most `maxLength` UTF-16
 * units, never half a character. Joiners stay where they make one picture of emoji or belong to the spelling of a word.
 */
export function cleanText(text: string, maxLength: number): string {
  // What is cut away is not worth cleaning: spaces and controls rarely make up most of a text.
  const head = text.length > maxLength * 4 + 1000 ? text.slice(0, maxLength * 4 + 1000) : text;
  const clean =
    !PLAIN.test(head) && NEEDS_CLEANING.test(head)
      ? head.replace(JOINED_OR_UNWANTED, '$1').replace(/\s+/g, ' ').trim()
      : head;
  if (clean.length <= maxLength) return clean;
  const cut = clean.slice(0, maxLength);
  return cut.replace(CUT_END, '').trimEnd();
}

/**
 * An absolute http(s) address, resolved against `base`, without credentials and at most `maxLength` long; else undefined.
 */
export function cleanLink(link: string | undefined, base: string, maxLength = 2000): string | undefined {
  if (link === undefined || link.length > maxLength * 2) return undefined;
  const trimmed = link.trim();
  if (trimmed === '') return undefined;
  let address: URL;
  try {
    address = new URL(trimmed, base);
  } catch {
    return undefined;
  }
  if (address.protocol !== 'http:' && address.protocol !== 'https:') return undefined;
  if (address.username !== '' || address.password !== '') return undefined;
  return address.href.length <= maxLength ? address.href : undefined;
}
