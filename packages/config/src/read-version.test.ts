import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { readVersion } from './read-version.js';

it('reads the version of the package that a module of src or dist belongs to', () => {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  for (const folder of ['src', 'dist']) {
    expect(readVersion(new URL(`../${folder}/main.js`, import.meta.url).href)).toBe(version);
  }
});
