import { describe, expect, it } from '@jest/globals';
import { readEnvironment } from './read-environment.js';

describe('readEnvironment', () => {
  it('takes defaults for what is unset or empty', () => {
    expect(readEnvironment({ DEMO_SHOP_PORT: '' })).toMatchObject({
      port: 8084,
      host: '127.0.0.1',
      speed: 1,
      size: 36,
    });
  });

  it('names every variable it does not understand', () => {
    expect(() => readEnvironment({ DEMO_SHOP_PORT: 'http', DEMO_SHOP_SPEED: '-1' })).toThrow(
      /DEMO_SHOP_PORT.*DEMO_SHOP_SPEED/,
    );
  });
});
