import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { CrawlError } from '../errors.js';

const unzip = promisify(gunzip);

/**
 * What a gzip file holds that a shop serves as such (`feed.xml.gz`, without a Content-Encoding); whatever else stays as it is.
 * @throws {CrawlError} `too_large` beyond `maxBytes`, `layout_changed` for a broken file
 */
export async function unpackFile(body: Buffer, maxBytes: number): Promise<Buffer> {
  if (body[0] !== 0x1f || body[1] !== 0x8b || body[2] !== 8) return body;
  try {
    return await unzip(body, { maxOutputLength: maxBytes });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new CrawlError('too_large', 'The gzip file of the shop holds more than allowed.', { cause });
    }
    throw new CrawlError('layout_changed', 'The shop answers with a gzip file that is broken.', { cause });
  }
}
