import { decodeHTML, decodeHTMLAttribute } from 'entities';
import { NameTable, toLower } from './name-table.js';
import type { TagKind } from './tag-kinds.js';
import type { TreeBuilder } from './tree-builder.js';

const TAB = 9;
const SPACE = 32;
const EXCLAMATION = 33;
const QUOTE = 34;
const APOSTROPHE = 39;
const DASH = 45;
const SLASH = 47;
const EQUALS = 61;
const CLOSE = 62;
const QUESTION = 63;

const readValue = (written: string): string => (written.includes('&') ? decodeHTMLAttribute(written) : written);
const isSpace = (code: number): boolean => code === SPACE || (code >= TAB && code <= 13 && code !== 11);
const isLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122;

/**
 * Reads the tags and texts of HTML in one pass from mark to mark: what lies between two of them is searched through by the machine, not
 * letter by letter. As lenient as browsers; whatever is never closed ends with the document. Linear, never throws.
 * @param kept attributes that are read; of the others nothing is copied
 */
export function scanHtml(text: string, builder: TreeBuilder, kept: ReadonlySet<string> | undefined): void {
  const kinds = new NameTable(text, (written) => builder.kindOf(toLower(written)));
  const names = new NameTable(text, (written) => {
    const name = toLower(written);
    return { name, isKept: kept === undefined || kept.has(name) };
  });
  const classes = new NameTable(text, (written) => ({ value: builder.shared(readValue(written)) }));
  const { length } = text;
  let isSelfClosed = false;
  /** Where text that was not taken yet begins. */
  let start = 0;
  let mark = text.indexOf('<');
  while (mark >= 0 && !builder.isTruncated) {
    const code = text.charCodeAt(mark + 1);
    const isTag = isLetter(code);
    if (isTag || code === SLASH || code === EXCLAMATION || code === QUESTION) {
      if (mark > start) takeText(start, mark);
      if (isTag) start = readTag(mark + 1);
      else if (code === SLASH) start = readEndTag(mark);
      else start = code === QUESTION ? passTo('>', mark + 2, mark + 2) : passDeclaration(mark);
      mark = text.indexOf('<', start);
    } else mark = text.indexOf('<', mark + 1);
  }
  if (start < length && !builder.isTruncated) takeText(start, length);

  function takeText(start: number, end: number): void {
    const written = text.slice(start, end);
    builder.addText(written.includes('&') ? decodeHTML(written) : written);
  }

  /** Where the next mark of an end is passed; what is never ended is text. */
  function passTo(end: string, from: number, start: number): number {
    const found = text.indexOf(end, from);
    if (found >= 0) return found + end.length;
    takeText(start, length);
    return length;
  }

  /** Comments, types of documents, and what looks like either. */
  function passDeclaration(mark: number): number {
    const isDashed = text.charCodeAt(mark + 2) === DASH;
    if (isDashed && text.charCodeAt(mark + 3) === DASH) {
      const end = text.indexOf('-->', mark + 2);
      return end < 0 ? length : end + 3;
    }
    if (text.startsWith('[CDATA[', mark + 2)) {
      const end = text.indexOf(']]>', mark + 9);
      return end < 0 ? length : end + 3;
    }
    return passTo('>', mark + (isDashed ? 4 : 3), mark + 2);
  }

  function readEndTag(mark: number): number {
    let start = mark + 2;
    while (isSpace(text.charCodeAt(start))) start++;
    const first = text.charCodeAt(start);
    if (!isLetter(first)) return passTo('>', start, start);
    let hash = 0;
    let end = start;
    for (; end < length; end++) {
      const code = text.charCodeAt(end);
      if (code === CLOSE || isSpace(code)) break;
      hash = (Math.imul(hash, 31) + code) | 0;
    }
    if (end === length) return length;
    const kind = kinds.known(start, end, hash) ?? builder.knownKind(toLower(text.slice(start, end)));
    if (kind) builder.closeElement(kind);
    else builder.flushText();
    const close = text.indexOf('>', end);
    return close < 0 ? length : close + 1;
  }

  /** Reads a start tag from its name on, and what is only text up to its end tag with it. */
  function readTag(start: number): number {
    let hash = 0;
    let end = start;
    for (; end < length; end++) {
      const code = text.charCodeAt(end);
      if (code <= CLOSE && (code === CLOSE || code === SLASH || isSpace(code))) break;
      hash = (Math.imul(hash, 31) + code) | 0;
    }
    if (end === length) return length;
    const kind = kinds.at(start, end, hash);
    if (!builder.openElement(kind)) return length;
    const after = readAttributes(end);
    if (isSelfClosed) builder.closeFresh();
    else if (kind.isRaw) return readRaw(kind, after);
    return after;
  }

  /** Reads attributes up to the end of their tag, and notes whether that ends itself. */
  function readAttributes(from: number): number {
    isSelfClosed = false;
    let place = from;
    while (place < length) {
      const code = text.charCodeAt(place);
      if (code === CLOSE) return place + 1;
      if (isSpace(code)) place++;
      else if (code === SLASH) {
        place = passSpaces(place + 1);
        isSelfClosed = text.charCodeAt(place) === CLOSE;
      } else place = readAttribute(place);
    }
    return length;
  }

  function readAttribute(start: number): number {
    let hash = text.charCodeAt(start);
    let end = start + 1;
    for (; end < length; end++) {
      const code = text.charCodeAt(end);
      if (code <= CLOSE && (code === CLOSE || code === EQUALS || code === SLASH || isSpace(code))) break;
      hash = (Math.imul(hash, 31) + code) | 0;
    }
    const after = passSpaces(end);
    if (after >= length) return length;
    const { name, isKept } = names.at(start, end, hash);
    if (text.charCodeAt(after) !== EQUALS) {
      if (isKept) builder.addAttribute(name, '');
      return after;
    }
    const first = passSpaces(after + 1);
    const mark = text.charCodeAt(first);
    const isQuoted = mark === QUOTE || mark === APOSTROPHE;
    const from = isQuoted ? first + 1 : first;
    const to = isQuoted ? text.indexOf(mark === QUOTE ? '"' : "'", from) : endOfUnquoted(from);
    if (to < 0) return length;
    if (isKept) {
      const value = name === 'class' ? classes.at(from, to, hashOf(from, to)).value : readValue(text.slice(from, to));
      builder.addAttribute(name, value);
    }
    return isQuoted ? to + 1 : to;
  }

  /** Of a value whose end is known: some of its letters tell it from most others. */
  function hashOf(from: number, to: number): number {
    const quarter = (to - from) >> 2;
    let hash = to - from;
    for (let place = from; place < to; place += quarter + 1) hash = (Math.imul(hash, 31) + text.charCodeAt(place)) | 0;
    return (Math.imul(hash, 31) + text.charCodeAt(to - 1)) | 0;
  }

  function endOfUnquoted(from: number): number {
    for (let end = from; end < length; end++) {
      const code = text.charCodeAt(end);
      if (code === CLOSE || isSpace(code)) return end;
    }
    return -1;
  }

  function passSpaces(from: number): number {
    let place = from;
    while (isSpace(text.charCodeAt(place))) place++;
    return place;
  }

  /** The content of scripts, styles, titles and text fields: text, whatever stands in it, up to their own end tag. */
  function readRaw(kind: TagKind, from: number): number {
    const { name } = kind;
    let end = text.indexOf('</', from);
    while (end >= 0) {
      const after = end + 2 + name.length;
      const code = text.charCodeAt(after);
      if ((code === CLOSE || code === SLASH || isSpace(code)) && text.slice(end + 2, after).toLowerCase() === name)
        break;
      end = text.indexOf('</', end + 2);
    }
    const to = end < 0 ? length : end;
    if (to > from) {
      if (name === 'title') takeText(from, to);
      else builder.addText(text.slice(from, to));
    }
    if (end < 0) return length;
    builder.closeElement(kind);
    const close = text.indexOf('>', end);
    return close < 0 ? length : close + 1;
  }
}
