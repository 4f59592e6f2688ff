import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runOptions, unitProject } from './jest.preset.mjs';

const packages = ['apps', 'packages', 'tests']
  .flatMap((folder) => readdirSync(join(import.meta.dirname, folder)).map((name) => join(folder, name)))
  .filter((path) => existsSync(join(import.meta.dirname, path, 'jest.config.mjs')));

/** The unit tests of all packages in one run, for `make verify`. */
export default {
  ...runOptions,
  projects: packages.map((path) => ({ ...unitProject, displayName: path, rootDir: join(import.meta.dirname, path) })),
};
