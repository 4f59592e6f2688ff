import { measureJson } from '../measure-json.js';

const LIMITS = { values: 200_000, depth: 100 };
const MAX_TEXTS = 60;
/** What is no JSON costs an exception each. */
const MAX_ATTEMPTS = 1000;
/** Of all that is parsed. */
const MAX_VALUES = 400_000;
/** Where data begins in a script: assigned, handed over, or in the first place. Keys are quoted, or it is code. */
const START = /(?:[=(,:]|\breturn)\s{0,5}([[{]\s{0,20}["{[])/g;
const ESCAPED = /JSON\.parse\(\s{0,5}(["'])|__next_f\.push\(\s?\[\s?1,\s?(")/g;

/**
 * The data that the scripts of a page hold as JSON: whole scripts of data, what is assigned to a name (`window.__INITIAL_STATE__ = {..}`), and
 * texts that hold JSON themselves. Code is passed over. Reads each script a few times at most, however it is written.
 */
export function findScriptData(scripts: readonly string[]): unknown[] {
  const found: unknown[] = [];
  const flight: string[] = [];
  const parse = createParser();
  for (const script of scripts) {
    if (found.length >= MAX_TEXTS) break;
    const first = script.trimStart().charAt(0);
    const whole = first === '{' || first === '[' ? parse(script) : undefined;
    if (whole !== undefined) found.push(whole);
    else {
      readEscaped(script, parse, found, flight);
      readAssigned(script, parse, found);
    }
  }
  // Pieces of a stream: lines of data, each behind its number.
  for (const line of flight.join('').split('\n').slice(0, 2000)) {
    const data = /^[\da-f]{1,6}:[[{]/.test(line) ? parse(line.slice(line.indexOf(':') + 1)) : undefined;
    if (data !== undefined && found.length < MAX_TEXTS) found.push(data);
  }
  return found;
}

function readAssigned(script: string, parse: Parse, found: unknown[]): void {
  START.lastIndex = 0;
  // What does not end is looked at to the end of the script: not more often than this.
  let budget = 2 * script.length + 1000;
  for (let match = START.exec(script); match && budget > 0 && found.length < MAX_TEXTS; match = START.exec(script)) {
    const start = match.index + match[0].length - (match[1]?.length ?? 0);
    const end = findEnd(script, start);
    budget -= end - start;
    const data = end - start > 30 ? parse(script.slice(start, end)) : undefined;
    if (data === undefined) continue;
    found.push(data);
    START.lastIndex = end;
  }
}

function readEscaped(script: string, parse: Parse, found: unknown[], flight: string[]): void {
  ESCAPED.lastIndex = 0;
  for (let match = ESCAPED.exec(script); match && found.length < MAX_TEXTS; match = ESCAPED.exec(script)) {
    const quote = match[1] ?? match[2] ?? '"';
    const start = match.index + match[0].length - 1;
    const end = findQuote(script, start, quote);
    if (end < 0) return;
    ESCAPED.lastIndex = end;
    const text = readLiteral(script.slice(start + 1, end), quote);
    if (text === undefined) continue;
    if (match[2]) flight.push(text);
    else {
      const data = parse(text);
      if (data !== undefined) found.push(data);
    }
  }
}

function readLiteral(text: string, quote: string): string | undefined {
  const plain = quote === "'" ? text.replaceAll("\\'", "'").replace(/(?<!\\)"/g, '\\"') : text;
  const value = parseJson(`"${plain}"`);
  return typeof value === 'string' ? value : undefined;
}

function findQuote(text: string, start: number, quote: string): number {
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at];
    if (char === '\\') at++;
    else if (char === quote) return at;
  }
  return -1;
}

/** Where the brackets that open at `start` are closed; the end of the text if nowhere. */
function findEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) {
      at = findQuote(text, at, '"');
      if (at < 0) return text.length;
    } else if (code === 123 || code === 91) depth++;
    else if ((code === 125 || code === 93) && --depth === 0) return at + 1;
  }
  return text.length;
}

type Parse = (text: string) => unknown;

/** Reads JSON of objects and lists, until a page has been given all that it gets. */
function createParser(): Parse {
  let attempts = 0;
  let read = 0;
  return (text) => {
    if (attempts >= MAX_ATTEMPTS || read >= MAX_VALUES) return undefined;
    attempts++;
    const { values, depth } = measureJson(text, LIMITS);
    if (values > LIMITS.values || depth > LIMITS.depth) return undefined;
    read += values;
    const data = parseJson(text);
    return typeof data === 'object' && data !== null ? data : undefined;
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // It was code after all.
    return undefined;
  }
}
