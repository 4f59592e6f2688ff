/** Sums over all elements before one, in document order: of visible text, pictures, prices, headings and links. */
export type Sums = Record<'text' | 'images' | 'prices' | 'headings' | 'links', Int32Array>;

/** In one piece of memory: pages come by the thousand. */
export function createSums(length: number): Sums {
  const { buffer, BYTES_PER_ELEMENT: bytes } = new Int32Array(5 * length);
  const part = (index: number) => new Int32Array(buffer, index * length * bytes, length);
  return { text: part(0), images: part(1), prices: part(2), headings: part(3), links: part(4) };
}

/** How much of a sum falls between two places of the document. */
export function sumBetween(sum: Int32Array, from: number, to: number): number {
  return (sum[to] ?? 0) - (sum[from] ?? 0);
}
