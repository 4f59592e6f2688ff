import { rm } from 'node:fs/promises';
import type { Database } from '@goodshunter/db';
import { findCode, insertCode } from '../../store/people/code-store.js';
import { hasSetUpAdmin } from '../../store/people/user-store.js';
import { readSecretFile, writeSecretFile } from '../secret-file.js';
import { createLongCode, hashCode } from './one-time-code.js';

const DAY_SECONDS = 86_400;

export interface SetupLinkOptions {
  database: Pick<Database, 'sql'>;
  /** Where people reach the page, without a slash at its end. */
  publicUrl: string;
  /** Keeps the link over restarts; '': it is told once, here. */
  file: string;
  /** Makes a link although somebody is the admin already: for who has lost the way in. @default false */
  isForced?: boolean;
}

/**
 * The link by which the first admin takes over: the one in the file while it works, else a new one. The code is in the database, so that
 * any replica takes it, and stands behind the `#`, so that no log of a proxy sees it. Undefined when there is an admin already.
 * @throws when the file cannot be written
 */
export async function ensureSetupLink(options: SetupLinkOptions): Promise<string | undefined> {
  const { database, publicUrl, file, isForced = false } = options;
  if (!isForced && (await hasSetUpAdmin(database.sql))) {
    // A link that does not work any more misleads whoever finds it.
    if (file !== '') await rm(file, { force: true });
    return undefined;
  }
  const kept = file === '' ? undefined : /#code=([\w-]+)/.exec((await readSecretFile(file)) ?? '')?.[1];
  const works = kept !== undefined && (await findCode(database.sql, 'setup', hashCode(kept))) !== undefined;
  if (works && kept !== undefined) return linkOf(publicUrl, kept);
  const { code, codeHash } = createLongCode();
  const link = linkOf(publicUrl, code);
  if (file !== '') await writeSecretFile(file, link);
  await insertCode(database.sql, { kind: 'setup', codeHash, seconds: DAY_SECONDS });
  return link;
}

function linkOf(publicUrl: string, code: string): string {
  return `${publicUrl}/setup#code=${code}`;
}
