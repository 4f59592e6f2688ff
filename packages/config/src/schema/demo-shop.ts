import type { SectionDefinition } from './key-definition.js';

export const DEMO_SHOP = {
  port: { doc: 'Port of the demo shop.', format: 'port', default: 8084, env: 'DEMO_SHOP_PORT' },
  host: {
    doc: 'Address it listens on. Its controls have no password: leave it private.',
    format: 'text',
    default: '127.0.0.1',
    env: 'DEMO_SHOP_HOST',
  },
  seed: {
    doc: 'The same seed gives the same shops with the same life.',
    format: 'whole',
    min: 0,
    max: 4_294_967_295,
    default: 20,
    env: 'DEMO_SHOP_SEED',
  },
  speed: {
    doc: 'Shop seconds per second: 2 is twice as fast, 0 stands still.',
    format: 'decimal',
    min: 0,
    max: 100_000,
    default: 1,
    env: 'DEMO_SHOP_SPEED',
  },
  listings: {
    doc: 'Listings of each shop on its first day.',
    format: 'whole',
    min: 1,
    max: 1000,
    default: 36,
    env: 'DEMO_SHOP_LISTINGS',
  },
} as const satisfies SectionDefinition;
