/** A field whose name ends in a word for price, with a number; each match begins at a letter, which keeps it linear. */
const PRICE_FIELD =
  /(?:[pP](?:ri(?:ce|x)|reis|recio|rezzo)|[aA]mount)[a-zA-Z_-]{0,20}["']?\s{0,3}[:=]\s{0,3}["']?(\d{1,9}(?:\.\d{1,4})?)["']?\s{0,3}[,;}\]\n]/g;
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
