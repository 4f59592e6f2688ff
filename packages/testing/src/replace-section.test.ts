import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { replaceSection } from './replace-section.js';

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'replace-section-'));
  file = join(folder, 'report.md');
});
afterEach(() => rm(folder, { recursive: true }));

it('replaces what stands between its marks, and nothing else', async () => {
  await writeFile(
    file,
    '# A\n<!-- a: start -->\nold\n<!-- a: end -->\nby hand\n<!-- b: start -->\nb\n<!-- b: end -->\n',
  );
  await replaceSection(file, 'a', 'new $& one');
  expect(await readFile(file, 'utf8')).toBe(
    '# A\n<!-- a: start -->\nnew $& one\n<!-- a: end -->\nby hand\n<!-- b: start -->\nb\n<!-- b: end -->\n',
  );
});

it('adds a section at the end of a file without it, and makes the file', async () => {
  await replaceSection(file, 'a', 'first');
  await replaceSection(file, 'b', 'second');
  expect(await readFile(file, 'utf8')).toBe(
    '<!-- a: start -->\nfirst\n<!-- a: end -->\n\n<!-- b: start -->\nsecond\n<!-- b: end -->\n',
  );
});
