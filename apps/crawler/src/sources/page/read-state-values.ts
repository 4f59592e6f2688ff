const PRICE_FIELD =
  /["']?(?:[a-z_-]{0,20}price[a-z_-]{0,20}|[a-z_]{0,10}amount|prix|preis|precio|prezzo)["']?\s*[:=]\s*["']?(\d{1,9}(?:\.\d{1,4})?)["']?\s*[,;}\]\n]/gi;
const MAX_MATCHES = 500;

/** Amounts that the page's own scripts (data layers, embedded state) call a price. They confirm, they never decide. */
export function readStateValues(scripts: readonly string[]): Set<number> {
  const values = new Set<number>();
  for (const script of scripts) {
    for (const match of script.matchAll(PRICE_FIELD)) {
      if (values.size >= MAX_MATCHES) return values;
      values.add(Number(match[1]));
    }
  }
  return values;
}
