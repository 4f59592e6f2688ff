import type { PictureSize } from '@goodshunter/contracts/crawl';
import sharp from 'sharp';

/** Formats that shops show. No SVG: it is a program, and may ask for other things by itself. */
const FORMATS = new Set(['jpeg', 'png', 'webp', 'gif', 'avif', 'heif']);
/** A picture that says it is larger is not decoded: 40 million pixels take 160 MB. */
const MOST_PIXELS = 40_000_000;
const QUALITY = 78;

// One at a time on one core: crawls are why this process is here.
sharp.concurrency(1);
sharp.cache(false);

/** As WebP, its longest side at most `size`, without what a camera wrote into it. Undefined: these bytes are no picture that we show. */
export async function resizePicture(bytes: Buffer, size: PictureSize): Promise<Buffer | undefined> {
  try {
    const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 });
    const { format } = await picture.metadata();
    if (format === undefined || !FORMATS.has(format)) return undefined;
    return await picture
      .rotate()
      .resize({ width: size, height: size, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: QUALITY })
      .toBuffer();
  } catch {
    // Broken, too large, or not what it says: a stranger's bytes are no error of ours.
    return undefined;
  }
}
