/** The same address with its spaces as %20: of the two ways to write them in a query, the one that every server reads. */
export function percentSpaces(url: URL): URL {
  const written = new URL(url);
  written.search = url.search.replaceAll('+', '%20');
  return written;
}
