/** Number of the first line of a JSON text that holds a comment (`//`, `/*` or `#` outside of strings), counted from 1. */
export function findComment(text: string): number | undefined {
  // Strings are stepped over as a whole; an unfinished one reaches to the end of its line.
  const pieces = /"(?:[^"\\\n]|\\.)*"?|\/\/|\/\*|#/g;
  for (const { 0: piece, index } of text.matchAll(pieces)) {
    if (!piece.startsWith('"')) return text.slice(0, index).split('\n').length;
  }
  return undefined;
}
