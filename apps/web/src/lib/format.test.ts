import { describe, expect, it } from '@jest/globals';
import {
  formatChange,
  formatMoney,
  hostOf,
  initialsOf,
  minorUnits,
  parseMoney,
  safeUrl,
  splitDuration,
} from './format.js';

describe('formatMoney', () => {
  it.each([
    [172_000, 'EUR', 'en', '€1,720'],
    [172_050, 'EUR', 'en', '€1,720.50'],
    [68_000, 'JPY', 'en', '¥68,000'],
    [172_000, 'EUR', 'de', '1.720 €'],
    [1_299_000, 'HUF', 'en', 'Ft 12,990'],
    [1234, null, 'en', '12.34'],
    [1234, 'XYZW', 'en', '12.34 XYZW'],
  ])('writes %d %s in %s as %s', (minor, currency, locale, text) => {
    expect(formatMoney(minor, currency, locale).replaceAll(/\s/g, ' ')).toBe(text);
  });

  it('knows currencies without minor units and with three digits', () => {
    expect([minorUnits('JPY'), minorUnits('EUR'), minorUnits('KWD'), minorUnits(null)]).toEqual([1, 100, 1000, 100]);
  });

  it('counts minor units as ISO 4217 does, also where people write none', () => {
    expect(['HUF', 'IDR', 'COP', 'PKR', 'XYZW'].map(minorUnits)).toEqual([100, 100, 100, 100, 100]);
    expect(parseMoney('12 990', 'HUF')).toBe(1_299_000);
  });
});

it.each([
  [195_000, 172_000, '−12 %'],
  [100, 105, '+5 %'],
  [10_000, 9_960, '−0.4 %'],
  [100, 100, undefined],
  [0, 100, undefined],
  [null, 100, undefined],
])('writes the change from %d to %d as %s', (from, to, text) => {
  expect(formatChange(from, to, 'en')?.replaceAll(/\s/g, ' ')).toBe(text);
});

it.each([
  ['', null],
  ['1720', 172_000],
  ['1,720', 172_000],
  ['1.720,50', 172_050],
  ['1,720.5', 172_050],
  ['12.34', 1234],
  ['1 720', 172_000],
  ['abc', undefined],
  ['-5', undefined],
  ['1.2.3', undefined],
])('reads the price %j as %s', (text, minor) => expect(parseMoney(text, 'EUR')).toBe(minor));

it.each([
  [-5, { count: 0, unit: 's' }],
  [59_400, { count: 59, unit: 's' }],
  [95_000, { count: 1, unit: 'min' }],
  [7_200_000, { count: 2, unit: 'h' }],
  [49 * 3_600_000, { count: 2, unit: 'd' }],
])('splits %d ms', (ms, expected) => expect(splitDuration(ms)).toEqual(expected));

it.each([
  'javascript:alert(1)',
  'data:text/html,x',
  ' vbscript:x',
  '//shop.example',
  'ftp://x.example',
  '',
  null,
  'JaVaScRiPt:1',
])('lets no link lead to %j', (address) => expect(safeUrl(address)).toBeUndefined());

it('shows a host without www', () => expect(hostOf('https://www.shop.example:8080/a')).toBe('shop.example:8080'));

it.each([
  ['Mika Klein', 'MK'],
  ['admin', 'A'],
  ['  ', ''],
  ['愛子', '愛'],
  ['😀 b c', '😀C'],
])('%j has the initials %j', (name, initials) => expect(initialsOf(name)).toBe(initials));
