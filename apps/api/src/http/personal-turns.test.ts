import { latch } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import { createPersonalTurns } from './personal-turns.js';

describe('turns of a person', () => {
  it('are few at once, others wait, and what is too much is refused; nobody else notices', async () => {
    const turns = createPersonalTurns({ atOnce: 2, waiting: 3 });
    const end = latch();
    const begun: string[] = [];
    const work = (name: string) => async () => {
      begun.push(name);
      await end.opened;
      return name;
    };
    const first = ['a', 'b', 'c', 'd', 'e'].map((name) => turns.take(1, work(name)));
    await expect(turns.take(1, work('f'))).rejects.toMatchObject({ status: 429 });
    const other = turns.take(2, work('other'));
    expect(begun).toEqual(['a', 'b', 'other']);
    end.open();
    expect(await Promise.all([...first, other])).toEqual(['a', 'b', 'c', 'd', 'e', 'other']);
    expect(await turns.take(1, work('g'))).toBe('g');
  });

  it('end with what fails', async () => {
    const turns = createPersonalTurns({ atOnce: 1, waiting: 1 });
    const fail = () => Promise.reject(new Error('no'));
    await expect(turns.take(1, fail)).rejects.toThrow('no');
    await expect(turns.take(1, fail)).rejects.toThrow('no');
    expect(await turns.take(1, async () => 'yes')).toBe('yes');
  });
});
