import preset from '../../jest.preset.mjs';

export default {
  ...preset,
  globalSetup: '../testing/jest/start-mariadb.mjs',
  globalTeardown: '../testing/jest/stop-mariadb.mjs',
};
