/** How much of a sum over document order falls between two places of the document. */
export function sumBetween(sum: Int32Array, from: number, to: number): number {
  return (sum[to] ?? 0) - (sum[from] ?? 0);
}
