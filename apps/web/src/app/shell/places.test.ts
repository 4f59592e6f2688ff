import { describe, expect, it } from '@jest/globals';
import { placeOf } from './places.js';

describe('placeOf', () => {
  it.each([
    ['/', 'feed'],
    ['/items/7', 'feed'],
    ['/hunts', 'hunts'],
    ['/hunts/new', 'hunts'],
    ['/attention', 'attention'],
    ['/settings/me', 'settings'],
    ['/nowhere', undefined],
    ['/huntsman', undefined],
    ['/items-of-all', undefined],
  ])('knows where %s belongs', (pathname, name) => {
    expect(placeOf(pathname)?.name).toBe(name);
  });
});
