import { cpuTimeOf } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import { measureJson } from './measure-json.js';
import { looksLikeJson, parseJson } from './parse-json.js';

const NO_LIMITS = { values: Number.POSITIVE_INFINITY, depth: Number.POSITIVE_INFINITY };

describe('measureJson', () => {
  it.each([
    ['7', 1, 0],
    ['[]', 2, 1],
    ['[1, 2]', 3, 1],
    ['{"a": [{}, {"b": "c"}], "d": 1}', 7, 3],
    ['["[{,", "\\"[{,", "\\\\", [1]]', 6, 2],
    ['["never closed, [[[', 2, 1],
  ])('counts %s', (text, values, depth) => expect(measureJson(text, NO_LIMITS)).toEqual({ values, depth }));

  it('stops at its limits', () => {
    expect(measureJson('[[[[', { values: 9, depth: 2 })).toEqual({ values: 4, depth: 3 });
    expect(measureJson('1,1,1,1', { values: 2, depth: 2 }).values).toBe(3);
  });

  it('takes time in proportion to the text, whatever is escaped', () => {
    const timeOf = (n: number) => {
      const text = `"${'\\"'.repeat(n)}`;
      return cpuTimeOf(() => void measureJson(text, NO_LIMITS));
    };
    const small = Math.max(5, Math.min(timeOf(500_000), timeOf(500_000)));
    // Ten times the text; quadratic work would take a hundred times as long.
    expect(Math.min(timeOf(5_000_000), timeOf(5_000_000))).toBeLessThan(small * 40);
  });
});

describe('parseJson', () => {
  it('reads what is JSON, and says what is not', () => {
    expect(parseJson('{"a":[1]}')).toEqual({ a: [1] });
    expect(() => parseJson('<html>')).toThrow(expect.objectContaining({ kind: 'layout_changed' }));
  });

  it.each([
    ['more values than a shop sends', `[${'{},'.repeat(250_000)}{}]`],
    ['deeper nesting than a shop sends', '['.repeat(101) + ']'.repeat(101)],
  ])('refuses %s', (_name, text) => {
    expect(() => parseJson(text)).toThrow(expect.objectContaining({ kind: 'too_large' }));
  });
});

describe('looksLikeJson', () => {
  it.each([
    ['{"a":1}', true],
    [' \r\n[1]', true],
    ['\ufeff{}', true],
    ['<html>', false],
    ['', false],
    ['"text"', false],
  ])('%j: %s', (text, expected) => expect(looksLikeJson(Buffer.from(text))).toBe(expected));
});
