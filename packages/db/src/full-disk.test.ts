import { describe, expect, it } from '@jest/globals';
import { FullDisk } from './full-disk.js';

function setUp() {
  let now = 0;
  const written: number[] = [];
  const rows: object[] = [];
  const sql = {
    query: async <Row extends object>() => rows as Row[],
    execute: async () => {
      written.push(now);
      return { affectedRows: 1, insertId: 0 };
    },
  };
  const disk = new FullDisk(sql, () => now);
  return {
    disk,
    written,
    rows,
    at: (ms: number) => {
      now = ms;
    },
  };
}

describe('FullDisk', () => {
  it('counts as full for five seconds after a refusal', async () => {
    const { disk, at } = setUp();
    expect(await disk.isKnown()).toBe(false);
    disk.note();
    at(4999);
    expect(disk.isFresh).toBe(true);
    expect(await disk.isKnown()).toBe(true);
    at(5000);
    expect(disk.isFresh).toBe(false);
    expect(await disk.isKnown()).toBe(false);
  });

  it('writes a storm of refusals down once a second', () => {
    const { disk, written, at } = setUp();
    for (const ms of [0, 1, 500, 999, 1000, 1500, 2100]) {
      at(ms);
      disk.note();
    }
    expect(written).toEqual([0, 1000, 2100]);
  });

  it('believes what another process wrote down', async () => {
    const { disk, rows } = setUp();
    rows.push({});
    expect(disk.isFresh).toBe(false);
    expect(await disk.isKnown()).toBe(true);
  });
});
