import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Mutant } from './mutants.js';

const SCHEDULER = join(fileURLToPath(import.meta.url), '../../../../apps/scheduler');

export interface PlantedBuild {
  /** The entry point of the changed scheduler. */
  entry: string;
  remove(): Promise<void>;
}

/**
 * A copy of the built scheduler with one fault in it, in a temporary directory: what ships knows nothing of faults, and cannot be asked for one.
 * @throws when the text to be changed is not there exactly once: then the code has changed, and the mutant must
 */
export async function plantMutant({ name, file, from, to }: Mutant): Promise<PlantedBuild> {
  const dir = await mkdtemp(join(tmpdir(), 'goodshunter-mutant-'));
  const remove = () => rm(dir, { recursive: true, force: true });
  try {
    await cp(join(SCHEDULER, 'dist'), join(dir, 'dist'), { recursive: true });
    await cp(join(SCHEDULER, 'package.json'), join(dir, 'package.json'));
    await symlink(join(SCHEDULER, 'node_modules'), join(dir, 'node_modules'));
    const path = join(dir, 'dist', file);
    const parts = (await readFile(path, 'utf8')).split(from);
    if (parts.length !== 2) throw new Error(`"${name}": ${file} holds its text ${parts.length - 1} times, not once`);
    await writeFile(path, parts.join(to));
    return { entry: join(dir, 'dist/main.js'), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
