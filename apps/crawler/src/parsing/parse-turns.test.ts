import { describe, expect, it } from '@jest/globals';
import { ParseTurns } from './parse-turns.js';

const never = new AbortController().signal;
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Asks for a turn by a name, and notes when it comes. */
function createAsker(turns: ParseTurns) {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const ask = (name: string, bytes: number) =>
    void turns.take(bytes, never).then((end) => {
      started.push(name);
      ends.set(name, end);
    });
  const end = async (name: string) => {
    ends.get(name)?.();
    await settle();
  };
  return { started, ask, end };
}

describe('ParseTurns', () => {
  it('keeps a thread free of large documents, and lets the others go first', async () => {
    const turns = new ParseTurns({ threads: 2, largeBytes: 100 });
    const { started, ask, end } = createAsker(turns);
    for (const name of ['large 1', 'large 2']) ask(name, 101);
    for (const name of ['small 1', 'small 2', 'small 3']) ask(name, 100);
    await settle();
    expect(started).toEqual(['large 1', 'small 1']);
    expect([turns.busy, turns.waiting]).toEqual([2, 3]);
    await end('large 1');
    expect(started.at(-1)).toBe('small 2');
    await end('small 1');
    await end('small 2');
    expect(started).toEqual(['large 1', 'small 1', 'small 2', 'small 3', 'large 2']);
    await end('small 3');
    await end('large 2');
    expect([turns.busy, turns.waiting]).toEqual([0, 0]);
  });

  it('reads large documents too where there is one thread', async () => {
    const { started, ask, end } = createAsker(new ParseTurns({ threads: 1, largeBytes: 100 }));
    ask('large', 101);
    ask('small', 1);
    await settle();
    expect(started).toEqual(['large']);
    await end('large');
    expect(started).toEqual(['large', 'small']);
  });

  it('lets whoever gives up leave the line', async () => {
    const turns = new ParseTurns({ threads: 1 });
    const end = await turns.take(1, never);
    const controller = new AbortController();
    const waiting = turns.take(1, controller.signal);
    controller.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    await expect(turns.take(1, controller.signal)).rejects.toThrow('gone');
    expect(turns.waiting).toBe(0);
    end();
    expect(turns.busy).toBe(0);
  });
});
