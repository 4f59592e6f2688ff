import type { PictureFormat, PictureSize } from '@goodshunter/contracts/crawl';
import sharp from 'sharp';

/** Formats that shops show. No SVG: it is a program, and may ask for other things by itself. */
const FORMATS = new Set(['jpeg', 'png', 'webp', 'gif', 'avif', 'heif']);
/** A picture that says it is larger is not decoded: 40 million pixels take 160 MB. */
const MOST_PIXELS = 40_000_000;
const QUALITY = 78;
/** A picture that is made to take long to decode is given up. */
const MOST_SECONDS = 5;

// One at a time on one core: crawls are why this process is here.
sharp.concurrency(1);
sharp.cache(false);

export interface PictureShape {
  size: PictureSize;
  format: PictureFormat;
}

/** In the wanted format, its longest side at most `size`, without what a camera wrote into it. Undefined: these bytes are no picture that we show. */
export async function resizePicture(bytes: Buffer, shape: PictureShape): Promise<Buffer | undefined> {
  try {
    const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 });
    const { format: known } = await picture.metadata();
    if (known === undefined || !FORMATS.has(known)) return undefined;
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
