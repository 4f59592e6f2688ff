import { describe, expect, it } from '@jest/globals';
import { connectionOptions } from './connection-options.js';

const URL = 'mysql://me:hush@db.example:3306/mine';

describe('the longest wait for a connection', () => {
  it('is 2 s, or what the URL says', () => {
    expect(connectionOptions(URL)).toMatchObject({ acquireTimeout: 2000, connectTimeout: 2000 });
    expect(connectionOptions(`${URL}?ssl=true&waitMs=5000`)).toMatchObject({
      acquireTimeout: 5000,
      connectTimeout: 5000,
      ssl: true,
      database: 'mine',
    });
  });

  it.each(['', '0', '99', '2s', '1.5', '-1', '600001', 'Infinity'])('is never %p', (waitMs) => {
    expect(() => connectionOptions(`${URL}?waitMs=${waitMs}`)).toThrow(
      'waitMs of the database URL must be a whole number from 100 to 600000',
    );
  });
});
