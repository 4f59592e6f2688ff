import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { FROM_SOURCE } from '../support/start-crawler.js';

const MEASURE = fileURLToPath(new URL('../memory/measure-pictures.ts', import.meta.url));
/** A crawler has 512 MB where compose runs it, and crawls meanwhile. */
const MOST_MB = 200;

const blank = (width: number, channels: 3 | 4 = 4) =>
  sharp({ create: { width, height: width, channels, background: { r: 250, g: 250, b: 250, alpha: 0.5 } } });

const HOSTILE: Record<string, () => Promise<Buffer>> = {
  'AVIF of 40 million pixels in a kilobyte': () => blank(6300).avif({ effort: 0 }).toBuffer(),
  'AVIF of 6 million pixels': () => blank(2400).avif({ effort: 0 }).toBuffer(),
  'interlaced PNG of 16 bits': () => blank(6300).toColourspace('rgb16').png({ progressive: true }).toBuffer(),
  'interlaced PNG': () => blank(4900).png({ progressive: true }).toBuffer(),
  GIF: () => blank(6300).gif().toBuffer(),
  'progressive JPEG': () => blank(5700, 3).jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer(),
  'SVG of many shapes': async () =>
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${'<path d="M1 1"/>'.repeat(450_000)}</svg>`,
    ),
};

let directory: string;
let warmUp: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pictures-'));
  warmUp = join(directory, 'warm-up');
  await writeFile(warmUp, await blank(300, 3).png().toBuffer());
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function measure(file: string) {
  const child = spawn(process.execPath, [...FROM_SOURCE, MEASURE, file, warmUp], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(await text(child.stdout)) as { isShown: boolean; grownMb: number };
}

it.each(Object.keys(HOSTILE))('four at once take a bounded amount of memory: %s', async (name) => {
  const file = join(directory, 'picture');
  await writeFile(file, (await HOSTILE[name]?.()) ?? '');
  const { grownMb } = await measure(file);
  expect(grownMb).toBeLessThan(MOST_MB);
});

it('a large photograph is shown all the same', async () => {
  const file = join(directory, 'photograph');
  await writeFile(file, await blank(4800, 3).jpeg().toBuffer());
  expect((await measure(file)).isShown).toBe(true);
});
