import { definePackage } from '../../jest.preset.mjs';

export default definePackage({
  integration: {
    globalSetup: '../../packages/testing/jest/start-mariadb.mjs',
    globalTeardown: '../../packages/testing/jest/stop-mariadb.mjs',
  },
});
