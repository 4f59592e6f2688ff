export interface JsonSize {
  /** Objects, arrays and what is listed in them, about. */
  values: number;
  /** The deepest nesting. */
  depth: number;
}

const QUOTE = 34;
const BACKSLASH = 92;

/**
 * How much JSON.parse would build of a text, without building it: ten megabytes of `{},` become some hundred, in one step that
 * nothing can interrupt. Stops counting at the limits. Of text that is no JSON it says anything.
 */
export function measureJson(text: string, limits: JsonSize): JsonSize {
  let values = 1;
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length && values <= limits.values && deepest <= limits.depth; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = findStringEnd(text, at);
    else if (code === 44) values += 1;
    else if (code === 91 || code === 123) {
      values += 1;
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (code === 93 || code === 125) depth -= 1;
  }
  return { values, depth: deepest };
}

/** Where the string that starts at `start` ends; the end of the text when it does not. */
function findStringEnd(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}
