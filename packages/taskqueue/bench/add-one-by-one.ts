import { createOursEngine } from './ours-engine.js';
import { createRawEngine } from './raw-engine.js';

/** What a fresh process sees: microseconds for each awaited add, of its first ones and of those after many. */
export interface OneByOne {
  coldUs: number;
  warmUs: number;
}

const COLD = 300;
const WARMING = 3000;
const WARM = 2000;

// A process of its own, started by one-add.ts: `add-one-by-one.ts ours|raw PORT`, answers OneByOne as JSON on its output.
const [name, port] = process.argv.slice(2);
const engine = name === 'ours' ? createOursEngine(`127.0.0.1:${port}`) : createRawEngine(Number(port));
let taskId = 0;

async function usPerAdd(count: number): Promise<number> {
  const startedAt = performance.now();
  for (let added = 0; added < count; added += 1) await engine.addOne(++taskId);
  return ((performance.now() - startedAt) / count) * 1000;
}

// Connecting is no part of an add.
await engine.addOne(++taskId);
const coldUs = await usPerAdd(COLD);
await usPerAdd(WARMING);
const figures: OneByOne = { coldUs, warmUs: await usPerAdd(WARM) };
process.stdout.write(JSON.stringify(figures));
await engine.close();
