/**
 * An expression that finds any of the phrases as whole words: "kaufen" is not in "Verkaufen". Scripts that write no spaces
 * (Chinese, Japanese, Thai) know no borders of words. Phrases are separated by commas and may hold plain groups `(?:a|b)`.
 */
export function wordsOf(list: string): RegExp {
  const phrases = list
    .split(',')
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '');
  const isUnspaced = (phrase: string) =>
    /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Hangul}]/u.test(phrase);
  const spaced = phrases.filter((phrase) => !isUnspaced(phrase)).map((phrase) => phrase.replaceAll(' ', '[ -]?'));
  // Most places are within words of plain letters: they are told first.
  const parts = [
    `(?<![a-z\\d])(?<![\\p{L}\\p{M}\\d])(?:${spaced.join('|')})(?![\\p{L}\\p{M}\\d])`,
    ...phrases.filter(isUnspaced),
  ];
  return new RegExp(spaced.length > 0 ? parts.join('|') : parts.slice(1).join('|'), 'u');
}

/** An expression that finds what any of the expressions finds: most texts hold none of their words, and are looked at once. */
export function anyOf(...expressions: readonly RegExp[]): RegExp {
  return new RegExp(expressions.map(({ source }) => source).join('|'), 'u');
}

/** Lower case, one space between words, no marks around it. */
export function normalizeWords(text: string): string {
  const lower = text.toLowerCase();
  // Most texts are plain already: looking is cheaper than copying.
  const plain = UNEVEN.test(lower) ? lower.replace(SPACES, ' ').replaceAll('’', "'") : lower;
  return (STARTS_EVENLY.test(plain) ? plain : plain.replace(MARKS_BEFORE, '')).trim();
}

const UNEVEN = /\s\s|[\t\n\r\u00a0\u200b\u202f’]/;
const SPACES = /[\s\u00a0\u200b\u202f]+/g;
const STARTS_EVENLY = /^[a-z\d]/;
const MARKS_BEFORE = /^[^\p{L}\d]{1,20}/u;
