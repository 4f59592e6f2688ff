const ELLIPSIS = '…';

/** At most `max` code points, the last one an ellipsis where something was cut; never half a character. */
export function cutPoints(text: string, max: number): string {
  if (text.length <= max) return text;
  const points = Array.from(text);
  return points.length <= max
    ? text
    : `${points
        .slice(0, max - 1)
        .join('')
        .trimEnd()}${ELLIPSIS}`;
}

/** At most `max` UTF-16 units, which is how chat services count. */
export function cutUnits(text: string, max: number): string {
  if (text.length <= max) return text;
  let cut = '';
  for (const point of text) {
    if (cut.length + point.length > max - 1) break;
    cut += point;
  }
  return `${cut.trimEnd()}${ELLIPSIS}`;
}

/** At most `max` bytes of UTF-8. */
export function cutBytes(text: string, max: number): string {
  if (Buffer.byteLength(text) <= max) return text;
  const room = max - Buffer.byteLength(ELLIPSIS);
  let bytes = 0;
  let cut = '';
  for (const point of text) {
    bytes += Buffer.byteLength(point);
    if (bytes > room) break;
    cut += point;
  }
  return `${cut.trimEnd()}${ELLIPSIS}`;
}

/** Directional overrides and isolates: a title must not turn the text around it. */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g;

/** Hostile text on one line: no control characters, no overrides of direction, no halves of characters, no runs of spaces. */
export function oneLine(text: string): string {
  // By way of bytes, which have no halves of characters.
  return Buffer.from(text)
    .toString()
    .replace(DIRECTION, '')
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .trim();
}

/** An address that may stand behind a link: http or https, and nothing else. */
export function safeUrl(url: string | null | undefined): string | null {
  if (!url || !URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  return (protocol === 'http:' || protocol === 'https:') && href.length <= 2000 ? href : null;
}

/** For HTML, attributes included. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Keeps a title that runs from right to left from turning what stands beside it. */
export function isolate(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}
