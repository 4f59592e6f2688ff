import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** One file of the page, ready to be sent. */
export interface PageFile {
  body: Buffer;
  type: string;
  etag: string;
  /** Its name says what is in it: it never changes. */
  isImmutable: boolean;
  /** Compressed copies, by their content coding. */
  encoded: Readonly<Partial<Record<'br' | 'gzip', Buffer>>>;
}

export interface PageFiles {
  /** index.html, in which `%STYLE_NONCE%` stands for the nonce of a copy. */
  index: string;
  /** By path, `/assets/index-4f3a.js`. */
  files: ReadonlyMap<string, PageFile>;
}

const PAGE = fileURLToPath(new URL('../../dist/page/', import.meta.url));

/** Reads the built page, about 1 MB, into memory; undefined where it is not built, as in most tests. */
export function readPageFiles(directory: string = PAGE): PageFiles | undefined {
  const index = join(directory, 'index.html');
  if (!existsSync(index)) return undefined;
  const files = new Map<string, PageFile>();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const type = TYPES[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const name = `/${relative(directory, path).split(sep).join('/')}`;
    files.set(name, readPageFile(path, name, type));
  }
  return { index: readFileSync(index, 'utf8'), files };
}

function readPageFile(path: string, name: string, type: string): PageFile {
  const body = readFileSync(path);
  return {
    body,
    type,
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    isImmutable: name.startsWith('/assets/'),
    encoded: {
      ...(existsSync(`${path}.br`) ? { br: readFileSync(`${path}.br`) } : {}),
      ...(existsSync(`${path}.gz`) ? { gzip: readFileSync(`${path}.gz`) } : {}),
    },
  };
}
