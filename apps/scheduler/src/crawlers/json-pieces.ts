/** A value of the outermost object, or one element of a value that is an array there; `start` and `end` are bytes. */
export interface JsonPiece {
  key: string;
  kind: 'value' | 'array' | 'element';
  start: number;
  end: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d];
const SPACES: ReadonlySet<number | undefined> = new Set([0x20, 0x09, 0x0a, 0x0d]);

/**
 * Finds the parts of a JSON object, so that none but a small one is parsed at once: its values, arrays element by element. It looks at
 * quotes and brackets only; whether a piece is JSON is for `JSON.parse` to say. `array` comes before the elements of each array.
 * @param longest bytes of a piece
 * @throws {SyntaxError} when it is no object, or a piece is longer
 */
export function* jsonPieces(body: Uint8Array, longest: number): Generator<JsonPiece> {
  let at = skipSpaces(body, 0);
  at = skipSpaces(body, expect(body, at, OPEN_BRACE));
  if (body[at] !== CLOSE_BRACE) {
    for (;;) {
      const keyEnd = skipValue(body, expectAhead(body, at, QUOTE), longest);
      const key: unknown = JSON.parse(textOf(body, at, keyEnd));
      at = skipSpaces(body, expect(body, skipSpaces(body, keyEnd), COLON));
      if (body[at] === OPEN_BRACKET) {
        yield { key: String(key), kind: 'array', start: at, end: at };
        at = skipSpaces(body, at + 1);
        while (body[at] !== CLOSE_BRACKET) {
          const end = skipValue(body, at, longest);
          yield { key: String(key), kind: 'element', start: at, end };
          at = skipSpaces(body, end);
          if (body[at] !== COMMA) break;
          at = skipSpaces(body, at + 1);
          // Nothing follows a comma but another element.
          if (body[at] === CLOSE_BRACKET) fail(at);
        }
        at = expect(body, at, CLOSE_BRACKET);
      } else {
        const end = skipValue(body, at, longest);
        yield { key: String(key), kind: 'value', start: at, end };
        at = end;
      }
      at = skipSpaces(body, at);
      if (body[at] !== COMMA) break;
      at = skipSpaces(body, at + 1);
    }
  }
  at = skipSpaces(body, expect(body, at, CLOSE_BRACE));
  if (at < body.length) fail(at);
}

export function textOf(body: Uint8Array, start: number, end: number): string {
  return Buffer.from(body.buffer, body.byteOffset + start, end - start).toString('utf8');
}

function skipSpaces(body: Uint8Array, at: number): number {
  let next = at;
  while (SPACES.has(body[next])) next += 1;
  return next;
}

/** Behind the value that begins here. */
function skipValue(body: Uint8Array, start: number, longest: number): number {
  const last = Math.min(body.length, start + longest);
  let depth = 0;
  for (let at = start; at < last; at += 1) {
    const byte = body[at];
    if (byte === QUOTE) {
      at += 1;
      while (at < last && body[at] !== QUOTE) at += body[at] === BACKSLASH ? 2 : 1;
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth += 1;
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      // The end of what is around a number or a word.
      if (depth === 0) return at > start ? at : fail(at);
      depth -= 1;
    } else if (depth > 0 || (byte !== COMMA && !SPACES.has(byte))) continue;
    else return at > start ? at : fail(at);
    if (depth === 0) return Math.min(at + 1, last);
  }
  return fail(last);
}

function expectAhead(body: Uint8Array, at: number, byte: number): number {
  return body[at] === byte ? at : fail(at);
}

function expect(body: Uint8Array, at: number, byte: number): number {
  return expectAhead(body, at, byte) + 1;
}

function fail(at: number): never {
  throw new SyntaxError(`no JSON object with values of a bounded size, at byte ${at}`);
}
