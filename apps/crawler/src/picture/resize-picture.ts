import type { PictureFormat, PictureSize } from '@goodshunter/contracts/crawl';
import sharp, { type Metadata } from 'sharp';

/** Formats that shops show. */
const FORMATS = new Set(['jpeg', 'png', 'webp', 'gif', 'avif', 'heif']);
const LOADERS = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((name) => `VipsForeignLoad${name}`);
/** A picture that says it is larger is not even begun. */
const MOST_PIXELS = 40_000_000;
/** Most that a decoded picture takes, however few bytes tell of it. */
const MOST_DECODED_BYTES = 100_000_000;
/** What the decoder of AVIF and HEIC takes for each of those: a file of one kilobyte took 730 MB. */
const HEIF_FACTOR = 4;
const QUALITY = 78;
/** A picture that is made to take long to decode is given up. */
const MOST_SECONDS = 5;

// One at a time on one core: crawls are why this process is here.
sharp.concurrency(1);
sharp.cache(false);
// All others are not even looked into: an SVG is a program, and 8 MB of one took 1.3 GB and ten seconds to say how large it is.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: LOADERS });

export interface PictureShape {
  size: PictureSize;
  format: PictureFormat;
}

let turn: Promise<unknown> = Promise.resolve();

/** One picture after another, as each may take that much memory. In the wanted format, its longest side at most `size`, without what a camera wrote into it. Undefined: these bytes are no picture that we show. */
export function resizePicture(bytes: Buffer, shape: PictureShape): Promise<Buffer | undefined> {
  const mine = turn.then(() => resize(bytes, shape));
  turn = mine;
  return mine;
}

async function resize(bytes: Buffer, shape: PictureShape): Promise<Buffer | undefined> {
  try {
    const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 });
    const metadata = await picture.metadata();
    if (!FORMATS.has(metadata.format ?? '') || decodedBytes(metadata) > MOST_DECODED_BYTES) return undefined;
    const { size, format } = shape;
    const small = picture
      .timeout({ seconds: MOST_SECONDS })
      .rotate()
      .resize({ width: size, height: size, fit: 'inside', withoutEnlargement: true });
    if (format === 'webp') return await small.webp({ quality: QUALITY }).toBuffer();
    return await small.flatten({ background: '#ffffff' }).jpeg({ quality: QUALITY }).toBuffer();
  } catch {
    // Broken, too large, or not what it says: a stranger's bytes are no error of ours.
    return undefined;
  }
}

/** What it takes as a whole; pictures that are read line by line take less. */
function decodedBytes({ format, width = 0, height = 0, channels = 4, depth }: Metadata): number {
  const bytes = width * height * channels * (depth === 'uchar' || depth === undefined ? 1 : 2);
  return format === 'heif' ? bytes * HEIF_FACTOR : bytes;
}
