import { cleanText } from '../../text/clean-text.js';

const CUT = /\s*(?:…|\.{3})$/;
/** Shorter beginnings may be anybody's. */
const LEAST_BEGINNING = 8;

/** A title that a template cut ("Puzzle en bois des ani..."), whole where the card says it elsewhere with the same beginning. */
export function wholeTitle(title: string, said: readonly (string | undefined)[]): string {
  const beginning = fold(title.replace(CUT, ''));
  if (!CUT.test(title) || beginning.length < LEAST_BEGINNING) return title;
  for (const one of said) {
    const whole = cleanText(one ?? '', 500);
    if (fold(whole).startsWith(beginning) && !CUT.test(whole)) return whole;
  }
  return title;
}

const fold = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim();
