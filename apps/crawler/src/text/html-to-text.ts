import { type MarkupElement, textOf, walkElements } from '../markup/element.js';
import { parseMarkup } from '../markup/parse-markup.js';

const LOOKS_LIKE_HTML = /<[a-z!/][^<>]*>|&(?:#\d|#x|[a-z]{2,8};)/i;

/** Escaped HTML as feeds carry it, read once: its text, and the first picture in it. Plain text stays as it is. */
export function readHtmlFragment(html: string, maxLength: number): { text: string; imageSource?: string } {
  if (!LOOKS_LIKE_HTML.test(html)) return { text: html.slice(0, maxLength) };
  const { root } = parseMarkup(html.slice(0, maxLength * 4), 'html', { maxDepth: 100, maxElements: 2000 });
  const imageSource = findImage(root);
  return { text: textOf(root, maxLength), ...(imageSource ? { imageSource } : {}) };
}

/** The first picture below an element that is not a tracking pixel. */
export function findImage(root: MarkupElement): string | undefined {
  let source: string | undefined;
  walkElements(root, ({ name, attributes }) => {
    if (source !== undefined) return false;
    const isPixel = attributes.width === '1' || attributes.height === '1' || attributes.width === '0';
    if (name.toLowerCase() === 'img' && !isPixel && attributes.src) source = attributes.src;
    return undefined;
  });
  return source;
}
