import {
  hintsAtWaitingRoom,
  isNamedWaitingRoom,
  isPerhapsNamedWaitingRoom,
  saysWaitingRoom,
} from '../../fetch/waiting-room-words.js';
import { normalizeWords } from '../../stock/words.js';
import type { PageFacts } from './page-facts.js';

/** Waiting rooms say little; a shop's menus stand around some. */
const FEW_TEXTS = 80;
const LONGEST = 600;

/** What a page says that lets its readers wait for their turn before the shop; undefined: it is none. For pages that sell nothing. */
export function findWaitingRoom({ title, texts, metas }: PageFacts, heading: string): string | undefined {
  const said = [heading, title].map(normalizeWords).find((words) => words.length < 160 && saysWaitingRoom(words));
  if (said !== undefined || texts.length >= FEW_TEXTS) return said;
  const words = texts
    .filter(({ text }) => text.length > 5 && text.length < LONGEST)
    .map(({ text }) => normalizeWords(text));
  const sentence = words.find(saysWaitingRoom);
  if (sentence !== undefined) return sentence;
  const named = [heading, title, metas.get('og:title') ?? ''];
  const name = named.find(isNamedWaitingRoom);
  if (name !== undefined) return name;
  const hint = named.some(isPerhapsNamedWaitingRoom) ? words.find(hintsAtWaitingRoom) : undefined;
  // Two that each stand elsewhere too make one.
  return hint ?? (words.filter(hintsAtWaitingRoom).length >= 2 && texts.length < 15 ? words[0] : undefined);
}
