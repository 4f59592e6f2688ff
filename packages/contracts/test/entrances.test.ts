import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import * as api from '../src/api/index.js';

const src = fileURLToPath(new URL('../src/', import.meta.url));

/** Names of the files that a bundle of an entrance is made of, without its packages. */
async function bundle(entrance: string): Promise<{ files: string[]; text: string }> {
  const { metafile, outputFiles } = await build({
    stdin: { contents: `export * from './${entrance}/index.ts';`, resolveDir: src },
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    logLevel: 'silent',
  });
  const files = Object.keys(metafile.inputs).filter((file) => !file.includes('node_modules'));
  return { files: files.map((file) => file.replace(/^.*src\//, '')), text: outputFiles[0]?.text ?? '' };
}

describe('the entrance for browsers', () => {
  it('brings nothing of the others into a bundle', async () => {
    const { files, text } = await bundle('api');
    expect(files).toContain('api/task.ts');
    expect(files.filter((file) => /^(crawl|sources)\//.test(file))).toEqual([]);
    // Of the operator's side.
    for (const secret of ['EBAY_CLIENT_SECRET', 'api.ebay.com']) expect(text).not.toContain(secret);
  });

  it('would be told if it did', async () => {
    const { files, text } = await bundle('sources');
    expect(files).toContain('sources/source-keys.ts');
    expect(text).toContain('EBAY_CLIENT_SECRET');
  });
});

it('keeps the rooms apart: none imports another', async () => {
  const rooms = ['api', 'crawl', 'money', 'sources'];
  for (const room of rooms) {
    for (const name of await readdir(`${src}${room}`, { recursive: true })) {
      if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue;
      const text = await readFile(`${src}${room}/${name}`, 'utf8');
      for (const other of rooms.filter((one) => one !== room)) {
        expect({ file: `${room}/${name}`, imports: text.includes(`from '../${other}/`) && other }).toMatchObject({
          imports: false,
        });
      }
    }
  }
});

it('names each operation once, with what it does to what', () => {
  const all = Object.values(api.operations);
  expect(all.length).toBeGreaterThan(15);
  expect(new Set(all.map(({ operationId }) => operationId)).size).toBe(all.length);
  expect(new Set(all.map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, ':x')}`)).size).toBe(all.length);
  for (const [name, operation] of Object.entries(api.operations)) expect(operation.operationId).toBe(name);
});
