import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { BadEncodingError, TooLargeError } from './errors.js';

/** Two, since a proxy may compress what a server has compressed; more is an attack. */
const MAX_CODINGS = 2;
const CHUNK_BYTES = 64 * 1024;
/** What is joined at once, in a fraction of a millisecond; ten megabytes would hold up everybody for five. */
const JOIN_BYTES = 512 * 1024;

/** How much of a body is read. */
export interface BodyLimit {
  maxBytes: number;
  /** A longer body is cut there, rather than refused. */
  cutsBody: boolean;
}

/** What may arrive compressed of a body that is cut: hardly more than what it gives, unless it is an attack. */
export const COMPRESSED_SLACK = 4;

/**
 * Reads a body to its end and undoes its Content-Encoding. `maxBytes` bounds what arrives as well as what each decoder gives,
 * counted while it streams: a bomb ends at the limit, and so does an endless stream that unpacks to nothing. A body that may be cut
 * gives what came up to the limit.
 * @throws {TooLargeError} {@link BadEncodingError}, and whatever the body fails with
 */
export async function readBody(
  body: Readable,
  contentEncoding: string | undefined,
  { maxBytes, cutsBody }: BodyLimit,
): Promise<Buffer> {
  try {
    const codings = parseCodings(contentEncoding).reverse();
    // What is compressed must not be cut, or it could not be unpacked up to there.
    const limit = (isLast: boolean, source: AsyncIterable<Buffer>) => {
      if (!cutsBody) return limitBytes(source, maxBytes);
      return isLast ? cutBytes(source, maxBytes) : limitBytes(source, maxBytes * COMPRESSED_SLACK);
    };
    let source = limit(codings.length === 0, ownChunks(body));
    // The coding named last was applied last.
    for (const [index, coding] of codings.entries()) {
      source = limit(index === codings.length - 1, decode(source, coding));
    }
    return await join(await gather(source));
  } finally {
    body.destroy();
  }
}

/** Below this share of the buffer that it is a view of, a chunk is copied. */
const OWN_SHARE = 0.5;

/**
 * Chunks that hold no more memory than they have bytes. A chunk is a view of what came from the socket at once, which is kept as long
 * as any view of it: chunks of one byte, each with kilobytes of extensions, would keep all of it.
 */
async function* ownChunks(body: Readable): AsyncGenerator<Buffer> {
  for await (const chunk of body as AsyncIterable<Buffer>) {
    const isOwn = chunk.length >= chunk.buffer.byteLength * OWN_SHARE;
    // Not from Node's pool of small buffers, which a few of them would keep as well.
    if (isOwn) yield chunk;
    else {
      const copy = Buffer.allocUnsafeSlow(chunk.length);
      chunk.copy(copy);
      yield copy;
    }
  }
}

/** Chunks as they come, small ones gathered: ten million of one byte each would take a gigabyte of objects. */
async function gather(source: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const gathered: Buffer[] = [];
  let block = NO_BYTES;
  let used = 0;
  for await (const chunk of source) {
    if (chunk.length >= CHUNK_BYTES / 4) {
      if (used > 0) gathered.push(block.subarray(0, used));
      gathered.push(chunk);
      block = NO_BYTES;
      used = 0;
      continue;
    }
    if (used + chunk.length > block.length) {
      if (used > 0) gathered.push(block.subarray(0, used));
      // The first block is as small as most bodies.
      block = Buffer.allocUnsafeSlow(gathered.length === 0 && used === 0 ? CHUNK_BYTES / 4 : CHUNK_BYTES);
      used = 0;
    }
    used += chunk.copy(block, used);
  }
  if (used > 0) gathered.push(block.subarray(0, used));
  return gathered;
}

const NO_BYTES = Buffer.alloc(0);

/** One buffer of many, with a turn for others now and then. */
async function join(chunks: readonly Buffer[]): Promise<Buffer> {
  const [first] = chunks;
  if (chunks.length === 1 && first) return first;
  const bytes = chunks.reduce((sum, { length }) => sum + length, 0);
  if (bytes <= JOIN_BYTES) return Buffer.concat(chunks);
  const whole = Buffer.allocUnsafeSlow(bytes);
  let end = 0;
  let yieldAt = JOIN_BYTES;
  for (const chunk of chunks) {
    chunk.copy(whole, end);
    end += chunk.length;
    if (end < yieldAt) continue;
    await setImmediate();
    yieldAt = end + JOIN_BYTES;
  }
  return whole;
}

function parseCodings(contentEncoding: string | undefined): string[] {
  const codings = (contentEncoding ?? '')
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');
  if (codings.length > MAX_CODINGS) throw new BadEncodingError('the answer is compressed too many times');
  return codings;
}

async function* limitBytes(source: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new TooLargeError('body');
    yield chunk;
  }
}

async function* cutBytes(source: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Buffer> {
  let left = maxBytes;
  for await (const chunk of source) {
    yield chunk.subarray(0, left);
    left -= chunk.length;
    if (left <= 0) return;
  }
}

async function* decode(source: AsyncGenerator<Buffer>, coding: string): AsyncGenerator<Buffer> {
  const first = await source.next();
  // Empty answers often name a coding for nothing.
  if (first.done) return;
  const decoder = createDecoder(coding, first.value);
  // What fails here destroys the decoder, and so comes out of the loop below.
  pipeline(withFirst(first.value, source), decoder).catch(() => {});
  try {
    yield* decoder;
  } catch (error) {
    if (ZLIB_ERROR.test((error as NodeJS.ErrnoException).code ?? '')) {
      throw new BadEncodingError('the compressed answer is broken', { cause: error });
    }
    throw error;
  }
}

/** `Z_DATA_ERROR` and its kin from zlib; brotli's own names begin with `ERR_` and two underscores or `ERR_BROTLI`. */
const ZLIB_ERROR = /^(Z_|ERR__|ERR_BROTLI|ERR_PADDING|ERR_BUFFER_TOO_LARGE)/;

async function* withFirst(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

function createDecoder(coding: string, start: Buffer): Transform {
  const options = { chunkSize: CHUNK_BYTES };
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip(options);
    case 'br':
      return createBrotliDecompress(options);
    case 'deflate':
      // It means zlib, but some servers send the bare stream: the method in the first byte tells.
      return ((start[0] ?? 0) & 0x0f) === 8 ? createInflate(options) : createInflateRaw(options);
    default:
      throw new BadEncodingError('the answer has a content coding that was not asked for');
  }
}
