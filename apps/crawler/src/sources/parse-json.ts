import { CrawlError } from '../errors.js';

/** JSON of a shop's API. @throws {CrawlError} `layout_changed` when it is none: many shops answer with a page instead. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CrawlError('layout_changed', 'The shop answers with something that is not JSON.', { cause });
  }
}
