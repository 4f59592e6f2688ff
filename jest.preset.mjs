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
  // Generous: on a busy machine of two cores a test that starts a server may take seconds.
  testTimeout: 30_000,
  // What a failed test leaves open must not keep an unattended run from ending, and from saying so.
  forceExit: process.env.CI !== undefined,
  testMatch: ['<rootDir>/src/**/*.test.ts', '<rootDir>/test/**/*.test.ts'],
  coverageProvider: 'v8',
};
