import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { BareTasks } from './bare-task.js';
import { type Figures, summarize } from './figures.js';
import type { Load } from './generate-load.js';

export const CONNECTIONS = 10;
const GENERATOR = fileURLToPath(new URL('generator.ts', import.meta.url));

/** One load from a generator process of its own. @param onBegun is called once its connections stand */
export async function measure(load: Load, onBegun: () => void = () => {}): Promise<Figures> {
  const generator = promisify(execFile)(process.execPath, ['--import', 'tsx', GENERATOR, JSON.stringify(load)]);
  generator.child.stderr?.once('data', onBegun);
  const { stdout } = await generator;
  return JSON.parse(stdout) as Figures;
}

/** The floor: the same two writes without HTTP, ten at a time. */
export async function measureFloor(tasks: BareTasks, seconds: number): Promise<Figures> {
  const latenciesMs: number[] = [];
  const endsAt = performance.now() + seconds * 1000;
  async function caller(): Promise<void> {
    for (;;) {
      const begunAt = performance.now();
      if (begunAt >= endsAt) return;
      await tasks.create();
      latenciesMs.push(performance.now() - begunAt);
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, caller));
  return summarize(latenciesMs, 0, seconds);
}
