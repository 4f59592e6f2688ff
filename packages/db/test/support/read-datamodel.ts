import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Datamodel } from './derive-ddl.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const generator = fileURLToPath(new URL('dmmf-generator.mjs', import.meta.url));

/** What Prisma itself understands of prisma/schema.prisma, with native types: handed to a generator of ours. */
export async function readDatamodel(): Promise<Datamodel> {
  const dir = await mkdtemp(join(tmpdir(), 'dmmf-'));
  try {
    const schema = join(dir, 'schema.prisma');
    const file = join(dir, 'dmmf.json');
    const text = await readFile(join(root, 'prisma/schema.prisma'), 'utf8');
    await writeFile(schema, `${text}\ngenerator dmmf {\n  provider = "node ${generator}"\n}\n`);
    const args = ['generate', '--config', join(root, 'prisma.config.ts'), '--schema', schema, '--generator', 'dmmf'];
    await promisify(execFile)(join(root, 'node_modules/.bin/prisma'), args, {
      env: { ...process.env, DMMF_FILE: file, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
    });
    return JSON.parse(await readFile(file, 'utf8')) as Datamodel;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
