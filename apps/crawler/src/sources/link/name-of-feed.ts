import { decodeXML } from 'entities';
import { cleanText } from '../../text/clean-text.js';

const ENTRY = /<(?:item|entry)[\s>]|"items"\s*:/i;
const TITLE = /<title(?:\s[^>]{0,200})?>\s*(?:<!\[CDATA\[([\s\S]{1,500}?)\]\]>|([^<]{1,500}))/i;
const JSON_TITLE = /"title"\s*:\s*("(?:[^"\\]|\\.){1,500}")/;

/** What a feed calls itself, out of its first characters; '' where its entries come first. */
export function nameOfFeed(head: string): string {
  const start = head.slice(0, ENTRY.exec(head)?.index);
  const [, verbatim, escaped] = TITLE.exec(start) ?? [];
  const written = verbatim ?? (escaped === undefined ? readJson(start) : decodeXML(escaped));
  return cleanText(written, 200);
}

function readJson(start: string): string {
  try {
    return String(JSON.parse(JSON_TITLE.exec(start)?.[1] ?? '""'));
  } catch {
    return '';
  }
}
