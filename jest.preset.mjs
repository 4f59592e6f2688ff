import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

const NOTE_TIMES = fileURLToPath(new URL('packages/testing/jest/note-times.mjs', import.meta.url));

/** Shared by every package: ESM, TypeScript by swc, workspace packages read from their source. */
const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  testEnvironmentOptions: { customExportConditions: ['@goodshunter/source', 'node', 'node-addons'] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
};

/** Quick and offline, beside what they test: they start no server but their own on a loopback port. */
export const unitProject = { ...shared, displayName: 'unit', testMatch: ['<rootDir>/src/**/*.test.ts'] };

/** What concerns a whole run. */
export const runOptions = {
  // Only to end what hangs; more than twice PATIENCE_MS of packages/testing, which gives up first and says on what.
  testTimeout: 300_000,
  // What a failed test leaves open must not keep an unattended run from ending, and from saying so.
  forceExit: process.env.CI !== undefined,
  // A worker ends by itself once it is told to, having nothing open; with thousands of modules that takes more than jest's half second on
  // a busy machine, which would then speak of a leak. What does hang is still ended, and named.
  workerGracefulExitTimeout: 60_000,
  coverageProvider: 'v8',
  // Integration tests wait more than they compute; of two cores jest would use one.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // For the list of the slowest at the end of `make check`.
  ...(process.env.GOODSHUNTER_TEST_TIMES ? { reporters: ['default', NOTE_TIMES] } : {}),
};

/**
 * The configuration of a package: project `unit` is src/, project `integration` is test/, on real servers and processes.
 * @param {object} integration further options of the integration tests, such as a `globalSetup` that only they pay for
 */
export const definePackage = ({ integration = {} } = {}) => ({
  ...runOptions,
  projects: [
    unitProject,
    { ...shared, displayName: 'integration', testMatch: ['<rootDir>/test/**/*.test.ts'], ...integration },
  ],
});

export default definePackage();
