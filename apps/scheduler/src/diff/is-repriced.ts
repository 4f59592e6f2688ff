type VariantPrices = Readonly<Record<string, number>>;

/** Names under which crawlers give a range of prices instead of each variant's: its ends, and which or how many variants there are. */
const RANGE = { low: 'range-low', high: 'range-high', of: 'range-of' } as const;

const isRange = (prices: VariantPrices): boolean => prices[RANGE.of] !== undefined;

/**
 * Whether a price that moved was changed by the shop, rather than that another size is now the cheapest to be had: the small one sold
 * out, was taken away, or came back. What is not known of the variants counts as changed.
 * @param prices of the variants by variant, as remembered from looks before, and at this one
 */
export function isRepriced(
  prices: { before: VariantPrices | null; after: VariantPrices | null },
  from: number,
  to: number,
): boolean {
  const { before, after } = prices;
  if (!before || !after) return true;
  // A shop that tells only from where to where its sizes cost, and which there are: one end that moves with a size that came or went is its.
  if (isRange(before) && isRange(after))
    return (
      before[RANGE.of] === after[RANGE.of] ||
      (before[RANGE.low] !== after[RANGE.low] && before[RANGE.high] !== after[RANGE.high])
    );
  if (isRange(before)) return true;
  // All that are left cost the same: those that cost so before.
  if (isRange(after)) return leftAt(before, after, to) === undefined;
  const isFall = to < from;
  for (const [variant, price] of Object.entries(after)) {
    const was = before[variant] === undefined ? undefined : Math.abs(before[variant]);
    // A variant that is new to the product undercuts it.
    if (was === undefined ? isFall && price < from : isFall ? price < was : price > was) return true;
  }
  return false;
}

/** As many as crawlers name, and those that were taken away. */
const MOST_REMEMBERED = 120;

/**
 * What is remembered of a product's variants after a look. One that was taken away keeps its last price, below zero, so that its return is no new
 * price.
 */
export function rememberVariants(
  before: VariantPrices | null,
  after: VariantPrices | null,
  price: number | null,
): VariantPrices | null {
  if (!before || !after || isRange(before)) return after;
  const left = isRange(after) ? leftAt(before, after, price) : after;
  if (!left) return after;
  const gone = Object.entries(before).filter(([variant]) => left[variant] === undefined);
  const room = Math.max(0, MOST_REMEMBERED - Object.keys(left).length);
  return { ...Object.fromEntries(gone.slice(0, room).map(([variant, was]) => [variant, -Math.abs(was)])), ...left };
}

/** The variants that a look shows of those before, where it says only that all of so many cost `price`; undefined: it may show others. */
function leftAt(before: VariantPrices, after: VariantPrices, price: number | null): VariantPrices | undefined {
  const left = Object.entries(before).filter(([, was]) => was === price);
  return left.length === after[RANGE.of] ? Object.fromEntries(left) : undefined;
}
