export interface DecodeHints {
  /** The Content-Type header. */
  contentType?: string | undefined;
  /** What the document itself says; a byte order mark is looked for anyway. */
  declared?: string | undefined;
}

/**
 * Bytes as text. A byte order mark wins; then bytes that are valid UTF-8 beyond ASCII are UTF-8, whatever is claimed (no
 * other encoding looks like it by accident); then the header, the document's own word, and windows-1252, which can read anything.
 */
export function decodeText(bytes: Uint8Array, hints: DecodeHints = {}): string {
  const marked = readMark(bytes);
  if (marked !== undefined) return new TextDecoder(marked).decode(bytes);
  const utf8 = tryDecode(bytes, 'utf-8');
  const header = /charset\s*=\s*["']?([^\s;"']+)/i.exec(hints.contentType ?? '')?.[1];
  const claimed = [header, hints.declared].filter((label) => label !== undefined);
  // UTF-16 of Latin text and ISO-2022 are valid UTF-8 too, but only as ASCII.
  if (utf8 !== undefined && /[^\0-\x7f]/.test(utf8)) return utf8;
  for (const label of claimed) {
    const text = tryDecode(bytes, label);
    if (text !== undefined) return text;
  }
  return utf8 ?? tryDecode(bytes, 'windows-1252') ?? '';
}

/** The encoding a page names in its first kilobytes: `<meta charset>` or `<meta http-equiv>`. */
export function sniffHtmlEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString('latin1');
  const declared = /<meta\s[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(head)?.[1];
  // A page that could be read this far is not UTF-16, whatever it says.
  return declared !== undefined && /^utf-?16/i.test(declared) ? 'utf-8' : declared;
}

/** Whether the bytes are no text in any encoding that pages are written in. */
export function looksBinary(bytes: Uint8Array): boolean {
  if (readMark(bytes) !== undefined) return false;
  const head = bytes.subarray(0, 1024);
  const zeros = head.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  // UTF-16 without a mark has its zeros at every other place.
  const isUtf16 = zeros > head.length / 4 && (head[0] === 0 || head[1] === 0) && head[0] !== head[1];
  if (isUtf16) return false;
  const controls = head.reduce((count, byte) => count + (byte < 32 && ![9, 10, 12, 13, 27].includes(byte) ? 1 : 0), 0);
  return zeros > 0 ? controls > 4 || head.length < 64 : controls > head.length / 20;
}

function readMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return undefined;
}

function tryDecode(bytes: Uint8Array, label: string): string | undefined {
  try {
    const decoder = new TextDecoder(label, { fatal: true });
    const text = decoder.decode(bytes);
    return decoder.encoding === 'windows-1252' ? mendWindows1252(text) : text;
  } catch {
    return undefined;
  }
}

/** 0x80 to 0x9f of windows-1252; the five places it leaves empty stay what they are. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Node 20 decodes windows-1252 as latin1, so that "5 €" would have no currency. */
function mendWindows1252(text: string): string {
  return text.replace(/[\x80-\x9f]/g, (char) => WINDOWS_1252[char.charCodeAt(0) - 0x80] ?? char);
}
