import { closest, type MarkupElement, textOf } from '../../markup/element.js';
import type { VisiblePrice } from './visible-price.js';

/** What a sentence says of things of a kind: "A good kettle costs from 40 to 90 €". */
const COST_OF_A_KIND =
  /(?<!\p{L})(?:costs?|expect to pay|you(?:'ll| will) pay|ranges?|ranging|vary|varies|between|kostet|kosten|reich(?:en|t)|liegen|liegt|bewegen|zwischen|coûte(?:nt)?|comptez|compter|varie(?:nt)?|oscillent|entre|cuestan?|oscilan?|varían?|costano?|variano?|vanno|va da|tra|fra|custam?|variam?|kost|variëren|tussen|kosztuj[eą]|waha(?:ją)?|mieszczą|zapłac\p{L}+|pomiędzy|между|стоит|стоят|колеб\p{L}+|обойд\p{L}+|stojí|pohybuj\p{L}+|mezi|kostar|koster|varierar|varierer|mellan|mellem|mellom|maksa[av]\p{L}*|välillä|kerül(?:nek)?|costă)(?!\p{L})/iu;
/** So long is a paragraph that somebody wrote to be read, in characters. */
const PARAGRAPH = 60;

/**
 * Tells ranges, and where they begin, that stand in running text: what such things cost, not this one. For the places of one page, whose
 * paragraphs are each read once, however many prices stand among them.
 * @param canBuy there is a button to buy something
 */
export function createSpokenRanges(canBuy: boolean): (place: VisiblePrice) => boolean {
  const paragraphs = new Map<MarkupElement, readonly MarkupElement[]>();

  /** Two long paragraphs of an element: one of them is beside any other. */
  function longIn(holder: MarkupElement): readonly MarkupElement[] {
    const known = paragraphs.get(holder);
    if (known) return known;
    const found: MarkupElement[] = [];
    for (const child of holder.children) {
      if (typeof child === 'string' || child.name !== 'p' || textOf(child, 200).length <= PARAGRAPH) continue;
      if (found.push(child) === 2) break;
    }
    paragraphs.set(holder, found);
    return found;
  }

  /** It stands in a paragraph beside longer ones: in an article. */
  function isAmongParagraphs(element: MarkupElement): boolean {
    const paragraph = closest(element, ({ name }) => name === 'p');
    return paragraph?.parent != null && longIn(paragraph.parent).some((other) => other !== paragraph);
  }

  return ({ kind, isProse, source, element }) =>
    (kind === 'from' || kind === 'range') &&
    (isProse ||
      (source.text.length > 16 && COST_OF_A_KIND.test(source.text)) ||
      (!canBuy && isAmongParagraphs(element)));
}
