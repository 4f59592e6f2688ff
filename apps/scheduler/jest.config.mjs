import { definePackage } from '../../jest.preset.mjs';

// Most of these tests wait for leases and outages, and cost no CPU meanwhile.
export default {
  ...definePackage({
    integration: {
      globalSetup: '../../packages/testing/jest/start-mariadb.mjs',
      globalTeardown: '../../packages/testing/jest/stop-mariadb.mjs',
    },
  }),
  maxWorkers: 3,
};
