import { isGrossOf } from './favour-places.js';
import type { PageFacts } from './page-facts.js';
import type { ShownAmount, VisiblePrice } from './visible-price.js';

/** How far apart, in elements, an old price and the one that replaces it may stand. */
const NEAR = 40;
const MAX_NEIGHBOURS = 20;

/** What places that replace one another say of amounts. */
export interface Replaced {
  old: Set<number>;
  current: Set<number>;
}

/**
 * Amounts that a lower one beside them replaces: their place is struck through or called old, or a discount shown near
 * leads from one to the other (219.99, -50 %, 110). This belongs to places: an amount that also stands by itself, where the
 * lower one does or better, is not old because somewhere else it is struck through.
 */
export function findReplacedValues(
  places: readonly VisiblePrice[],
  savings: readonly ShownAmount[],
  facts: PageFacts,
): Replaced {
  const old = new Set<number>();
  const current = new Set<number>();
  const percents = readPercents(facts);
  const replaced = new Map<VisiblePrice, VisiblePrice>();
  const near = places
    .filter(({ score, isStruck, kind }) => score > 0 || ((isStruck || kind === 'old') && score > -6))
    .sort((a, b) => a.order - b.order);
  for (const [index, first] of near.entries()) {
    for (const second of near.slice(index + 1, index + 1 + MAX_NEIGHBOURS)) {
      if (second.order - first.order > NEAR) break;
      if (first.value === second.value || first.row !== second.row) continue;
      const [high, low] = first.value > second.value ? [first, second] : [second, first];
      if (low.isStruck || (low.isNet && !high.isNet)) continue;
      const isOld = high.isStruck || (high.isCalledOld && !low.isCalledOld && low.value > high.value * 0.1);
      // "R$ 123,41 com 5 % de desconto no boleto": on terms, so the other one stays what people pay.
      if (!isOld && low.isOnTerms && !high.isOnTerms) continue;
      if (!isOld && !isDiscounted(high, low, percents) && !isSaved(high, low, savings)) continue;
      // "Subscribe & save 15 %" leads to what it costs on terms.
      if (low.score <= 0 || (low.said !== null && low.said !== 'old')) continue;
      const known = replaced.get(high);
      if (!known || known.score < low.score) replaced.set(high, low);
    }
  }
  for (const [high, low] of replaced) {
    const isFree = places.some(
      (other) =>
        other.value === high.value &&
        !replaced.has(other) &&
        !other.isStruck &&
        !other.isCalledOld &&
        other.score >= low.score,
    );
    if (isFree) continue;
    old.add(high.value);
    current.add(low.value);
  }
  // What people pay stands beside it: markup that names the net amount does not answer.
  for (const net of places)
    if (net.isNet && places.some((other) => other.score > 0 && isGrossOf(other, net))) old.add(net.value);
  for (const value of current) if (old.has(value)) current.delete(value);
  return { old, current };
}

function isDiscounted(
  high: VisiblePrice,
  low: VisiblePrice,
  percents: readonly { order: number; percent: number }[],
): boolean {
  const share = 100 * (1 - low.value / high.value);
  return percents.some(
    ({ order, percent }) => Math.abs(order - high.order) <= NEAR && Math.abs(percent - share) <= 0.6,
  );
}

/** "1529, 899, -630": what is saved is shown too. */
function isSaved(high: VisiblePrice, low: VisiblePrice, savings: readonly ShownAmount[]): boolean {
  const saved = high.value - low.value;
  if (saved === low.value || saved < high.value * 0.03) return false;
  return savings.some(({ value, order }) => Math.abs(order - high.order) <= NEAR && Math.abs(value - saved) < 0.005);
}

/** A percentage by itself, or one that is called a discount; "25 % up to $200" is a fee. */
const DISCOUNT =
  /^\W{0,4}(\d{1,2}(?:[.,]\d)?) ?%\W{0,4}(?:off|discount|rabatt|sale)?\W{0,2}$|(?:save|off|discount|rabatt|spar|remise|économ|ahorr|descuento|sconto|risparm|korting|slev|rabat|скидк|выгод|割引|할인|折扣).{0,20}?(\d{1,2}(?:[.,]\d)?) ?%|(?<![\d.,])(\d{1,2}) ?% ?(?:off|rabatt|discount|sparen|gespart|de remise|de réduction|de descuento|di sconto|de desconto|korting|zniżki|скидк)/i;

const TWO_AMOUNTS = /\d.{0,4}\p{Sc}.*\d|\p{Sc}.*\d.*\p{Sc}/u;

function readPercents({ numbers }: PageFacts): { order: number; percent: number }[] {
  const percents: { order: number; percent: number }[] = [];
  for (const { element, text } of numbers) {
    const match = text.length < 60 ? DISCOUNT.exec(text.trim()) : null;
    // "$185.25 (5% off)" alone is what one of several ways of buying costs.
    if (match?.[3] !== undefined && !TWO_AMOUNTS.test(text)) continue;
    const percent = Number((match?.[1] ?? match?.[2] ?? match?.[3])?.replace(',', '.') ?? 0);
    if (percent >= 3 && percents.length < 200) percents.push({ order: element.order, percent });
  }
  return percents;
}
