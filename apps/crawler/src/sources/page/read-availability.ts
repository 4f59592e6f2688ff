import type { Availability } from '@goodshunter/contracts/crawl';
import { closest, type MarkupElement, textOf, walkElements } from '../../markup/element.js';
import type { ParsedPrice } from '../../price/parse-price.js';
import { readStockText } from '../../stock/read-stock-text.js';
import { cardRowOf } from './find-cards.js';
import type { PageEvidence, PageVerdict } from './judge-page.js';
import type { MarkedOffer, MarkedProduct, ShopButton } from './page-facts.js';

const OUT = /outofstock|soldout|discontinued|^out$|oos|unavailable|nichtlieferbar|ausverkauft|reserved/;
const PREORDER = /preorder|presale|comingsoon/;
const BACKORDER = /backorder|madetoorder/;
const IN = /instock|onlineonly|limitedavailability|^in$|available|auflager|disponible/;

/** What an offer's markup says of the stock. In a shop on a street is not online. */
export function readMarkedState({ availability }: MarkedOffer): Availability {
  if (availability === undefined || availability.length > 200) return 'unknown';
  const word = availability
    .toLowerCase()
    .replace(/^.*[/#]/, '')
    .replace(/[\s_-]/g, '');
  if (word.includes('instoreonly')) return 'out_of_stock';
  if (OUT.test(word)) return 'out_of_stock';
  if (PREORDER.test(word)) return 'preorder';
  if (BACKORDER.test(word)) return 'backorder';
  return IN.test(word) ? 'in_stock' : 'unknown';
}

export interface StockEvidence extends PageEvidence {
  verdict: PageVerdict;
  /** A price was read without doubt: where nothing says "out", such a thing can be bought. */
  isPriceSure: boolean;
  /** What was chosen. */
  price?: ParsedPrice;
}

/**
 * What the page says of the stock of its product. Its own part counts, not cards of others: an enabled button to buy beats words,
 * words beat markup where no button contradicts them, and one offer that can be had is enough.
 */
export function readAvailability(evidence: StockEvidence): Availability {
  const { verdict, isPriceSure } = evidence;
  if (verdict.kind === 'category') return 'unknown';
  const marked = readMarked(evidence.products);
  // Buttons and words are of the variant that the page opens with.
  if (marked !== 'unknown' && evidence.products.some(({ isVariant }) => isVariant)) return marked;
  const isOfOtherSeller = createSellerFinder(evidence);
  const buttons = ownButtons(evidence).filter(({ kind, element }) => kind !== 'out' || !isOfOtherSeller(element));
  const said = readTexts(evidence, isOfOtherSeller);
  const canBuy = buttons.some(
    ({ kind, isEnabled, element }) => kind === 'cart' && isEnabled && element.name !== 'form',
  );
  // Where another button buys, one that is out among sizes or colours speaks of that one.
  const isButtonOut = buttons.some(({ kind, element }) => kind === 'out' && !(canBuy && isOfChoice(element)));
  const isAwaited = marked === 'preorder' || marked === 'backorder';
  const ordered = buttons.find(({ kind, isEnabled }) => isEnabled && (kind === 'preorder' || kind === 'backorder'));
  const saysOut = said.out > 0 || isButtonOut;
  if (verdict.kind === 'gone') return 'out_of_stock';
  if (ordered && !isButtonOut) return ordered.kind === 'preorder' ? 'preorder' : 'backorder';
  if (canBuy) {
    // All three agree against a button that scripts may take away.
    if (saysOut && (isButtonOut || marked === 'out_of_stock')) return 'out_of_stock';
    if (isAwaited) return marked;
    if (said.preorder > 0 && said.in === 0) return 'preorder';
    if (said.backorder > 0 && said.in === 0) return 'backorder';
    return 'in_stock';
  }
  if (isButtonOut) return 'out_of_stock';
  if (said.out > 0 && said.in === 0) return 'out_of_stock';
  if (isAwaited) return marked;
  if (said.preorder > 0 && said.in === 0) return 'preorder';
  if (said.backorder > 0 && said.in === 0) return 'backorder';
  if (said.out > 0) return said.isInFirst ? 'in_stock' : 'out_of_stock';
  if (buttons.some(({ kind }) => kind === 'notify') && said.in === 0) return 'out_of_stock';
  if (said.in > 0) return 'in_stock';
  if (marked !== 'unknown') return marked;
  if (buttons.some(({ kind, isLabelled }) => kind === 'cart' && isLabelled) && !hasChoice(evidence))
    return 'out_of_stock';
  return isPriceSure ? 'in_stock' : 'unknown';
}

/** One offer that can be had is enough; of the page's own product only, and of the variant that is asked for. */
export function readMarked(all: readonly MarkedProduct[]): Availability {
  const variants = all.filter(({ isVariant }) => isVariant);
  const products = variants.length > 0 ? variants : all;
  const states = products.filter(({ isOwn }) => isOwn !== false).flatMap(({ offers }) => offers.map(readMarkedState));
  return (
    (['in_stock', 'preorder', 'backorder', 'out_of_stock'] as const).find((state) => states.includes(state)) ??
    'unknown'
  );
}

function ownButtons({ facts, block, cards }: StockEvidence): ShopButton[] {
  return facts.buttons.filter(
    ({ element, isShown }) =>
      isShown && element.order >= block.start && element.order <= block.end && !cardRowOf(element, cards),
  );
}

interface Said {
  in: number;
  out: number;
  preorder: number;
  backorder: number;
  isInFirst: boolean;
}

const MAX_TEXTS = 300;
const INLINE = new Set('span b strong em i font small mark data u'.split(' '));
/** Names of the places where sizes and colours are chosen: one of them that is out does not make all out. */
const CHOICE = /swatch|variant|option|size|colou?r|(?:^|[\s_-])attribute|select|taille|gr[oö](?:ss|ß)e|talla|taglia/i;
/** Names that give a text its size or colour, and choose none. */
const LOOK =
  /(?<![a-z])(?:a|text|txt|font|bg|fg|has|is|u)[-_](?:size|colou?r)[\w-]*|colou?r[-_](?:price|red|green|orange|gr[ae]y|black|white|success|error|warning|danger|primary|secondary|state|dark|light|\d)[\w-]*/gi;

const HIDDEN_NAME = /(?:^|\s)(?:hide|hidden|d-none|is-hidden|u-hidden|js-hidden)(?:\s|$)/i;
const HIDDEN_LEVELS = 4;

/** A message that waits for its case, by the name of its element alone; "hidden md:block" is seen on larger screens. */
function isHiddenByName(start: MarkupElement): boolean {
  let element: MarkupElement | null = start;
  for (let level = 0; level < HIDDEN_LEVELS && element; level++, element = element.parent) {
    const names = element.attributes.class;
    if (names !== undefined && HIDDEN_NAME.test(names) && !/(?:sm|md|lg|xl)[:-](?!hid|none)/.test(names)) return true;
  }
  return false;
}

/** Counts what the short texts of the product's part say. */
function readTexts({ facts, block, cards }: StockEvidence, isOfOtherSeller: (element: MarkupElement) => boolean): Said {
  const said: Said = { in: 0, out: 0, preorder: 0, backorder: 0, isInFirst: false };
  let read = 0;
  for (const { element, text } of facts.texts) {
    if (element.order < block.start || element.order > block.end) continue;
    if (++read > MAX_TEXTS) break;
    const state = readStockText(text);
    if (state === null || isOfChoice(element) || isHiddenByName(element) || cardRowOf(element, cards)) continue;
    // "0" and "in stock" may stand in two elements; words around it may turn it round.
    const outer = INLINE.has(element.name) ? element.parent : element.children.length > 1 ? element : null;
    const around = outer ? textOf(outer, 120) : '';
    const turned = around.trim() !== text.trim() && around.length < 70 ? readStockText(around) : null;
    // "Out" is said; what is written beside it without a space between ("349 krSold out") does not take it back.
    if (state === 'out_of_stock' && isOfOtherSeller(element)) continue;
    const whole = turned === null || (state === 'out_of_stock' && turned === 'in_stock') ? state : turned;
    if (said.in + said.out === 0) said.isInFirst = whole === 'in_stock';
    if (whole === 'in_stock') said.in++;
    else if (whole === 'out_of_stock') said.out++;
    else said[whole]++;
  }
  return said;
}

const ROW = new Set(['tr', 'li', 'article']);
const ROW_LEVELS = 6;

/**
 * Answers whether an element stands in a row of a seller, a size or the like that costs something else than what was chosen: that it is out
 * there says nothing of the page's product.
 */
function createSellerFinder({ places, price, heading }: StockEvidence): (element: MarkupElement) => boolean {
  if (!price) return () => false;
  const amountsIn = new Map<MarkupElement, { isOther: boolean; isOwn: boolean }>();
  for (const { element, amountMinor, isMarked, isStruck } of places) {
    const row = isMarked && !isStruck ? rowOf(element) : null;
    if (!row) continue;
    const amounts = amountsIn.get(row) ?? { isOther: false, isOwn: false };
    if (amountMinor === price.amountMinor) amounts.isOwn = true;
    else amounts.isOther = true;
    amountsIn.set(row, amounts);
  }
  return (element) => {
    const row = amountsIn.size > 0 ? rowOf(element) : null;
    const amounts = row ? amountsIn.get(row) : undefined;
    if (!row || !amounts) return false;
    const holdsHeading = heading ? closest(heading, (one) => one === row) !== null : false;
    return amounts.isOther && !amounts.isOwn && !holdsHeading;
  };
}

function rowOf(start: MarkupElement): MarkupElement | null {
  let element: MarkupElement | null = start;
  for (let level = 0; level < ROW_LEVELS && element; level++, element = element.parent)
    if (ROW.has(element.name)) return element;
  return null;
}

/** Whether a size or colour is to be chosen first: until then shops keep their button disabled. */
function hasChoice({ facts, block }: StockEvidence): boolean {
  let found = false;
  walkElements(facts.root, ({ name, attributes, order }) => {
    if (order >= block.start && order <= block.end)
      found ||=
        name === 'select' ||
        (name === 'input' && /radio|checkbox|number|text/i.test(attributes.type ?? '')) ||
        CHOICE.test(attributes.class ?? '');
    return !found;
  });
  return found;
}

function isOfChoice(start: MarkupElement): boolean {
  let element: MarkupElement | null = start;
  for (let level = 0; level < 4 && element; level++, element = element.parent) {
    if (element.name === 'label' || element.name === 'option') return true;
    const { class: names, id } = element.attributes;
    if (names !== undefined && CHOICE.test(names) && CHOICE.test(names.replace(LOOK, ''))) return true;
    if (id !== undefined && CHOICE.test(id)) return true;
  }
  return false;
}
