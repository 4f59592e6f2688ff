import { latch, waitFor } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import { Entry } from '../wire/entry.js';
import { Acknowledger } from './acknowledger.js';

const entry = (i: number) => new Entry(`1-${i}`, '{}', 1, 0);

/** One whose batches are answered when the gate opens. */
function createGated() {
  const sizes: number[] = [];
  const gate = latch();
  const acknowledger = new Acknowledger({
    send: async (entries) => {
      sizes.push(entries.length);
      await gate.opened;
    },
    onError: (error) => {
      throw error;
    },
  });
  return { acknowledger, sizes, gate };
}

describe('Acknowledger', () => {
  it('sends what finishes in one turn together, and meanwhile finished entries as the next batch', async () => {
    const { acknowledger, sizes, gate } = createGated();
    for (let i = 0; i < 3; i++) acknowledger.push(entry(i));
    await waitFor(() => sizes.length === 1);
    for (let i = 3; i < 303; i++) acknowledger.push(entry(i));
    gate.open();
    await acknowledger.flush();
    expect(sizes).toEqual([3, 250, 50]);
    expect(acknowledger.size).toBe(0);
  });

  it('sends full batches at once, three of them at most', async () => {
    const { acknowledger, sizes, gate } = createGated();
    for (let i = 0; i < 1010; i++) acknowledger.push(entry(i));
    expect(sizes).toEqual([250, 250, 250]);
    gate.open();
    await acknowledger.flush();
    expect(sizes).toEqual([250, 250, 250, 250, 10]);
  });

  it('keeps what was not taken, and sends nothing more until it is told to', async () => {
    const errors: unknown[] = [];
    const sent: string[][] = [];
    let isDown = true;
    const acknowledger = new Acknowledger({
      send: async (entries) => {
        if (isDown) throw new Error('down');
        sent.push(entries.map(({ entryId }) => entryId));
      },
      onError: (error) => errors.push(error),
    });
    acknowledger.push(entry(1));
    await waitFor(() => errors.length === 1);
    acknowledger.push(entry(2));
    await new Promise(setImmediate);
    expect(errors).toHaveLength(1);
    isDown = false;
    await acknowledger.flush();
    expect(sent).toEqual([['1-1', '1-2']]);
  });
});
