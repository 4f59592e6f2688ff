import { describe, expect, it } from '@jest/globals';
import { createSealer, SealKeyError } from './seal-config.js';

const FIELDS = ['token'];
const KEY = 'a-key-of-enough-characters';

describe('a sealer', () => {
  it('keeps secret fields encrypted, and only them', () => {
    const sealer = createSealer(KEY);
    const sealed = sealer.seal({ token: '123456:secret-token', chat: 'x' }, FIELDS);
    expect(sealed.chat).toBe('x');
    expect(JSON.stringify(sealed)).not.toContain('secret-token');
    expect(sealer.open(sealed, FIELDS)).toEqual({ token: '123456:secret-token', chat: 'x' });
    expect(sealer.seal({ token: '123456:secret-token' }, FIELDS).token).not.toBe(sealed.token);
  });

  it('answers the last four characters, and none of a short secret', () => {
    const sealer = createSealer(KEY);
    expect(sealer.mask(sealer.seal({ token: '123456:secret-token' }, FIELDS), FIELDS)).toEqual({ token: '…oken' });
    expect(sealer.mask({ token: 'hunter2' }, FIELDS)).toEqual({ token: '…' });
    expect(sealer.isMask('…oken')).toBe(true);
  });

  it('opens with a former key, seals with the new one, and says which is missing', () => {
    const before = createSealer(KEY).seal({ token: 'abc' }, FIELDS);
    const rotating = createSealer(`a-new-key-of-enough-characters,${KEY}`);
    const opened = rotating.open(before, FIELDS);
    expect(opened).toEqual({ token: 'abc' });
    const after = rotating.seal(opened, FIELDS);
    expect(createSealer('a-new-key-of-enough-characters').open(after, FIELDS)).toEqual({ token: 'abc' });
    expect(() => createSealer('another').open(after, FIELDS)).toThrow(SealKeyError);
    expect(() => createSealer('').seal({ token: 'abc' }, FIELDS)).toThrow(/is missing/);
    expect(createSealer('another').mask(after, FIELDS)).toEqual({ token: '…' });
  });

  it('notices that what is stored was altered', () => {
    const sealer = createSealer(KEY);
    const { token } = sealer.seal({ token: 'abc' }, FIELDS);
    const text = String(token);
    const altered = text.slice(0, -2) + (text.endsWith('AA') ? 'BB' : 'AA');
    expect(() => sealer.open({ token: altered }, FIELDS)).toThrow(SealKeyError);
  });
});
