import preset from '../../jest.preset.mjs';

export default {
  ...preset,
  globalSetup: '../../packages/testing/jest/start-mariadb.mjs',
  globalTeardown: '../../packages/testing/jest/stop-mariadb.mjs',
};
