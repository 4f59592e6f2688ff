import { describe, expect, it } from '@jest/globals';
import { findBadText } from './check-text.js';

describe('findBadText', () => {
  it.each([
    [{ name: 'a\u0000b' }, 'name'],
    [{ name: '\ud83d' }, 'name'],
    [{ name: 'a\udc00' }, 'name'],
    [{ query: { search: 'a\u001bb' } }, 'query.search'],
    [{ words: ['fine', 'not\u0007'] }, 'words[1]'],
    [{ query: { 'a\u0000': 1 } }, 'query'],
    ['\u0085', ''],
    [{ note: 'two\nlines' }, 'note'],
  ])('finds what is wrong in %j', (value, field) => {
    expect(findBadText(value)).toEqual([{ field, message: expect.stringContaining('must') }]);
  });

  it.each([{ name: '😀 Ünï' }, { n: 1, list: [null, true] }, undefined, { words: ['ライカ'] }])(
    'lets %j be',
    (value) => {
      expect(findBadText(value)).toEqual([]);
    },
  );

  it('lets line breaks be where they belong, and nothing else', () => {
    expect(findBadText({ note: 'two\r\n\tlines' }, ['note'])).toEqual([]);
    expect(findBadText({ note: 'two\nlines\u0000' }, ['note'])).toHaveLength(1);
  });
});
