import type { ShownAmount, VisiblePrice } from './find-visible-prices.js';
import type { PageFacts } from './page-facts.js';

/** How far apart, in elements, an old price and the one that replaces it may stand. */
const NEAR = 40;
const MAX_NEIGHBOURS = 20;

/**
 * Amounts that a lower one beside them replaces: they are struck through or their place is called old, or a discount
 * shown near them leads from one to the other (219.99, -50 %, 110).
 */
export function findReplacedValues(
  visible: readonly VisiblePrice[],
  savings: readonly ShownAmount[],
  struck: ReadonlySet<number>,
  facts: PageFacts,
): { old: Set<number>; current: Set<number> } {
  const old = new Set<number>();
  const current = new Set<number>();
  const percents = readPercents(facts);
  const places = visible.filter(({ score }) => score > 0).sort((a, b) => a.order - b.order);
  for (const [index, first] of places.entries()) {
    for (const second of places.slice(index + 1, index + 1 + MAX_NEIGHBOURS)) {
      if (second.order - first.order > NEAR) break;
      if (first.value === second.value) continue;
      const [high, low] = first.value > second.value ? [first, second] : [second, first];
      if (low.isNet && !high.isNet) continue;
      const isOld = struck.has(high.value) || (high.isCalledOld && !low.isCalledOld && low.value > high.value * 0.1);
      if (!isOld && !isDiscounted(high, low, percents) && !isSaved(high, low, savings)) continue;
      old.add(high.value);
      current.add(low.value);
    }
  }
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
  /^\W{0,4}(\d{1,2}(?:[.,]\d)?) ?%\W{0,4}(?:off|discount|rabatt|sale)?\W{0,2}$|(?:save|off|discount|rabatt|spar|remise|économ|ahorr|descuento|sconto|risparm|korting|slev|rabat|скидк|выгод|割引|할인|折扣).{0,20}?(\d{1,2}(?:[.,]\d)?) ?%/i;

function readPercents({ numbers }: PageFacts): { order: number; percent: number }[] {
  const percents: { order: number; percent: number }[] = [];
  for (const { element, text } of numbers) {
    const match = text.length < 60 ? DISCOUNT.exec(text.trim()) : null;
    const percent = Number((match?.[1] ?? match?.[2])?.replace(',', '.') ?? 0);
    if (percent >= 3 && percents.length < 200) percents.push({ order: element.order, percent });
  }
  return percents;
}
