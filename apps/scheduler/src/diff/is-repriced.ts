type VariantPrices = Readonly<Record<string, number>>;

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
  const isFall = to < from;
  for (const [variant, price] of Object.entries(after)) {
    const was = before[variant];
    // A variant that is new to the product undercuts it.
    if (was === undefined ? isFall && price < from : isFall ? price < was : price > was) return true;
  }
  return false;
}
