import { latch } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import { createGuessGuard } from './guess-guard.js';
import { createLimits } from './limits.js';

const hashOf = (text: string) => Buffer.from(text);
const statusOf = (asked: Promise<unknown>) =>
  asked.then(
    (found) => found ?? 'nothing',
    (error: { status?: number }) => error.status ?? String(error),
  );

describe('guesses', () => {
  it('that come all at once are looked up no oftener than one after the other', async () => {
    let lookedUp = 0;
    const end = latch();
    const find = createGuessGuard(createLimits(), 'token', async () => {
      lookedUp += 1;
      await end.opened;
      return undefined;
    });
    const asked = Array.from({ length: 1500 }, (_, n) => statusOf(find(hashOf(`guess ${n}`), '203.0.113.7')));
    await Promise.all(asked.slice(30));
    end.open();
    const answers = await Promise.all(asked);
    expect(lookedUp).toBe(30);
    expect(answers.filter((answer) => answer === 429)).toHaveLength(1470);
  });

  it('do not shut out whoever was right lately, nor does what is right count', async () => {
    const find = createGuessGuard(createLimits(), 'token', async (hash) =>
      String(hash) === 'wrong' ? undefined : 'ok',
    );
    const ask = (text: string) => statusOf(find(hashOf(text), '203.0.113.7'));
    for (let n = 0; n < 100; n += 1) expect(await ask(`right ${n}`)).toBe('ok');
    for (let n = 0; n < 30; n += 1) expect(await ask('wrong')).toBe('nothing');
    expect(await ask('wrong')).toBe(429);
    expect(await ask('right 5')).toBe('ok');
    expect(await ask('right, and new here')).toBe(429);
  });

  it('that are one and the same are looked up once while it lasts, and a database that is away counts nothing', async () => {
    let lookedUp = 0;
    const find = createGuessGuard(createLimits(), 'token', async () => {
      lookedUp += 1;
      throw new Error('away');
    });
    const answers = await Promise.all(Array.from({ length: 50 }, () => statusOf(find(hashOf('x'), '203.0.113.7'))));
    expect([lookedUp, new Set(answers)]).toEqual([1, new Set(['Error: away'])]);
    for (let n = 0; n < 50; n += 1) expect(await statusOf(find(hashOf(`${n}`), '203.0.113.7'))).toBe('Error: away');
  });
});
