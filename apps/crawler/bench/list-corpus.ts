import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** A recorded page of a list, as `<id>.html.gz` and `<id>.json` of a folder hold it. */
export interface RecordedList {
  id: string;
  url: string;
  body: Uint8Array;
}

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

/** The folder the command names, else the one beside the repository; null when there is none. */
export function findListCorpus(argument: string | undefined): string | null {
  const folder = argument
    ? resolve(process.env.INIT_CWD ?? '.', argument)
    : resolve(ROOT, '../shared/corpus/list-pages');
  return existsSync(folder) ? folder : null;
}

/** Only what a crawler knows: the answers beside it are for the scorer. */
export function readLists(folder: string): RecordedList[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.html.gz'))
    .sort()
    .map((name) => {
      const id = name.slice(0, -'.html.gz'.length);
      const { url } = JSON.parse(readFileSync(join(folder, `${id}.json`), 'utf8')) as { url: string };
      return { id, url, body: gunzipSync(readFileSync(join(folder, name))) };
    });
}
