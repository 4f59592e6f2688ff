/** Shared by every package: ESM, TypeScript by swc, workspace packages read from their source. */
export default {
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
  // Only to end what hangs; more than twice PATIENCE_MS of packages/testing, which gives up first and says on what.
  testTimeout: 300_000,
  // What a failed test leaves open must not keep an unattended run from ending, and from saying so.
  forceExit: process.env.CI !== undefined,
  testMatch: ['<rootDir>/src/**/*.test.ts', '<rootDir>/test/**/*.test.ts'],
  coverageProvider: 'v8',
};
