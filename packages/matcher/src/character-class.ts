/** Scripts written without spaces between words: there a word may begin and end anywhere. */
const SPACELESS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
const WORD = /[\p{L}\p{N}\p{M}]/u;
const DIGIT = /\p{N}/u;

const IS_WORD = 1;
const IS_SPACELESS = 2;
const IS_DIGIT = 4;
const IS_KNOWN = 8;

/** Filled as characters are met: asking three patterns of each is what would cost most. Letters stand in the first four planes. */
const known = new Uint8Array(0x40000);

/** What kind of character it is, as far as the ends of words go. 0: none that a word is made of. */
export function classOf(codePoint: number): number {
  const stored = known[codePoint];
  if (stored !== undefined && stored !== 0) return stored & ~IS_KNOWN;
  const character = String.fromCodePoint(codePoint);
  const found =
    (WORD.test(character) ? IS_WORD : 0) |
    (SPACELESS.test(character) ? IS_SPACELESS : 0) |
    (DIGIT.test(character) ? IS_DIGIT : 0);
  if (stored !== undefined) known[codePoint] = found | IS_KNOWN;
  return found;
}

/** Whether a word may end after a character of class `left` and another begin with one of class `right`. */
export function isBoundary(left: number, right: number): boolean {
  return (left & right & IS_WORD) === 0 || ((left | right) & IS_SPACELESS) !== 0;
}

/** Both are digits: a number goes on. */
export function isInNumber(left: number, right: number): boolean {
  return (left & right & IS_DIGIT) !== 0;
}
