/** Runs in a process of its own (picture-memory.test.ts starts it): makes one hostile picture small, four times at once, and prints by how much the process grew. */
import { readFile } from 'node:fs/promises';
import { resizePicture } from '../../src/picture/resize-picture.js';

const [file = '', warmUp = ''] = process.argv.slice(2);
const shape = { size: 320, format: 'webp' } as const;
// Decoders and their threads are there before the measured one.
await resizePicture(await readFile(warmUp), shape);
const bytes = await readFile(file);
const peakMb = () => process.resourceUsage().maxRSS / 1024;
const before = peakMb();
const startedAt = performance.now();
const made = await Promise.all(Array.from({ length: 4 }, () => resizePicture(bytes, shape)));
process.stdout.write(
  JSON.stringify({
    isShown: made.every((picture) => picture !== undefined),
    grownMb: peakMb() - before,
    tookMs: performance.now() - startedAt,
  }),
);
