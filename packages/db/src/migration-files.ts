import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MigrationError } from './errors.js';

export interface MigrationFile {
  /** The directory's name, `<time>_<name>`; migrations are applied in the order of their names. */
  name: string;
  sql: string;
  /** SHA-256 of migration.sql in hex, as the official tool computes it. */
  checksum: string;
}

const MIGRATIONS = join('prisma', 'migrations');

/** Path of `prisma/migrations`, searched upwards from this module, then from the working directory. */
export function findMigrations(): string {
  for (const start of [dirname(fileURLToPath(import.meta.url)), process.cwd()]) {
    for (let dir = start; ; dir = dirname(dir)) {
      const path = join(dir, MIGRATIONS);
      if (existsSync(path)) return path;
      if (dir === dirname(dir)) break;
    }
  }
  throw new MigrationError('no prisma/migrations was found upwards from the program or the working directory; name it');
}

/** All migrations of a directory, in order. */
export async function readMigrations(dir: string): Promise<MigrationFile[]> {
  const entries = await readdir(dir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(dir, name, 'migration.sql'), 'utf8').catch((error: unknown) => {
        throw new MigrationError(`migration ${name} has no readable migration.sql in ${dir}`, { cause: error });
      });
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}
