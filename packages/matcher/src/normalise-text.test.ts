import { describe, expect, it } from '@jest/globals';
import { normaliseText } from './normalise-text.js';

describe('normaliseText', () => {
  it('gives every character the same form in all its cases, and changes no form again', () => {
    const wrong: string[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const character = String.fromCodePoint(code);
      const form = normaliseText(character);
      const isSame =
        (form === character || normaliseText(form) === form) &&
        normaliseText(character.toUpperCase()) === form &&
        normaliseText(character.toLowerCase()) === form;
      if (!isSame) wrong.push(code.toString(16));
    }
    expect(wrong).toEqual([]);
  });

  it('leaves nothing invisible, no lone surrogate and no white space but single spaces', () => {
    expect(normaliseText('\u200b a\u00ad\tb\u00a0\u3000c\ud800 \ufeff')).toBe('a b c\ufffd');
  });

  it('cuts at a word, and never a character in two', () => {
    expect(normaliseText(`${'word '.repeat(5000)}`).length).toBeLessThanOrEqual(20_000);
    expect(normaliseText(`é${'word '.repeat(5000)}`)).toMatch(/ word$/);
    expect(normaliseText('𝒷é'.repeat(30_000))).not.toMatch(/\p{Surrogate}/u);
  });
});
