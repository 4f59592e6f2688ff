type VariantPrices = Readonly<Record<string, number>>;

/** Names under which crawlers give a range of prices instead of each variant's: its ends, and a digest of which variants there are. */
const RANGE = { low: 'range-low', high: 'range-high', of: 'range-of' } as const;

/**
 * Whether a price that moved was changed by the shop, rather than that another size is now the cheapest to be had: the small one sold
 * out, or came back. What is not known of the variants counts as changed.
 * @param prices of the variants by variant, at the last look and at this one
 */
export function isRepriced(
  prices: { before: VariantPrices | null; after: VariantPrices | null },
  from: number,
  to: number,
): boolean {
  const { before, after } = prices;
  if (!before || !after) return true;
  const isRange = before[RANGE.of] !== undefined && after[RANGE.of] !== undefined;
  // A shop that tells only from where to where its sizes cost, and which there are: one end that moves with a size that came or went is its.
  if (isRange && before[RANGE.of] !== after[RANGE.of])
    return before[RANGE.low] !== after[RANGE.low] && before[RANGE.high] !== after[RANGE.high];
  if (isRange) return true;
  const isFall = to < from;
  for (const [variant, price] of Object.entries(after)) {
    const was = before[variant];
    // A variant that is new to the product undercuts it.
    if (was === undefined ? isFall && price < from : isFall ? price < was : price > was) return true;
  }
  return false;
}
