import { describe, expect, it } from '@jest/globals';
import { toCsv, toMajor } from './csv.js';

describe('toCsv', () => {
  it('quotes what needs it and lets no title become a formula', () => {
    expect(toCsv([['a "b", c', '=HYPERLINK("x")', '-12.50', '+49', 'plain']])).toBe(
      '"a ""b"", c","\'=HYPERLINK(""x"")",-12.50,\'+49,plain\r\n',
    );
  });
});

describe('toMajor', () => {
  it.each([
    [1250, 'EUR', '12.50'],
    [1250, 'JPY', '1250'],
    [1_299_000, 'HUF', '12990.00'],
    [1250, 'KWD', '1.250'],
    [5, null, '0.05'],
  ])('writes %d %s as %s', (minor, currency, expected) => {
    expect(toMajor(minor, currency)).toBe(expected);
  });
});
