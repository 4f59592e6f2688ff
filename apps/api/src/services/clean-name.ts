const NEITHER_CONTROL_NOR_HALF = /[\p{Cc}\p{Cs}]/gu;
const HALF_AT_END = /\p{Cs}$/u;

/**
 * A name that somebody chose elsewhere, by the rule for every text here: one line without control characters and half characters, at most
 * `most` long, not cut within a character. Empty where nothing is left.
 */
export function cleanName(text: string, most: number): string {
  const clean = text
    .slice(0, 10 * most)
    .replaceAll(NEITHER_CONTROL_NOR_HALF, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  return clean.slice(0, most).replace(HALF_AT_END, '').trim();
}
