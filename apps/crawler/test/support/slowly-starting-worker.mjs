import { setTimeout } from 'node:timers/promises';

export { default } from './misbehaving-worker.mjs';

/** Longer than the limit that its test gives a parse. */
await setTimeout(3000);
