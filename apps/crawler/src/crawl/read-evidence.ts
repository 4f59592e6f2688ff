import type { Evidence } from '@goodshunter/contracts/crawl';
import { decodeText, looksBinary, sniffHtmlEncoding } from '../fetch/decode-text.js';
import type { SeenAnswer } from '../fetch/shop-session.js';
import { textOf, walkElements } from '../markup/element.js';
import { parseMarkup } from '../markup/parse-markup.js';
import { cleanText } from '../text/clean-text.js';

const LIMITS = { maxDepth: 100, maxElements: 3000, attributes: new Set<string>() };
const MAX_TITLE = 300;
const MAX_TEXT = 4000;

/**
 * What an answer showed, as text: its title and first words, without scripts and markup, few enough to keep. The head of the answer is
 * read here and now: it is short, and nothing on it is believed. Never throws.
 */
export function readEvidence({ url, status, contentType, head }: SeenAnswer): Evidence {
  const seen = { url: url.slice(0, 2000), ...(status === undefined ? {} : { httpStatus: status }) };
  if (looksBinary(head)) return { ...seen, title: '', text: '' };
  const text = decodeText(head, { contentType, declared: sniffHtmlEncoding(head) });
  if (!/<[a-z!?]/i.test(text.slice(0, 2000))) return { ...seen, title: '', text: cleanText(text, MAX_TEXT) };
  const { root } = parseMarkup(text, 'html', LIMITS);
  let title = '';
  walkElements(root, (element) => {
    if (title === '' && element.name === 'title') title = cleanText(textOf(element, 1000), MAX_TITLE);
    return title === '' ? undefined : false;
  });
  return { ...seen, title, text: cleanText(textOf(root, MAX_TEXT * 3), MAX_TEXT) };
}
