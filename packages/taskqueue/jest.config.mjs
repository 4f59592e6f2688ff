import preset from '../../jest.preset.mjs';

// The long tests wait for leases to run out and cost no CPU meanwhile.
export default { ...preset, maxWorkers: 3 };
