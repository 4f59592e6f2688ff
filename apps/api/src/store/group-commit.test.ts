import { latch, waitFor } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import { GroupCommit, type GroupCommitOptions } from './group-commit.js';

class RowError extends Error {}

function createGroup(options: Partial<GroupCommitOptions<number, string>> = {}) {
  const groups: number[][] = [];
  const group = new GroupCommit<number, string>({
    commitAll: async (rows) => {
      groups.push([...rows]);
      if (rows.includes(13)) throw new RowError('13 is refused');
      return rows.map((row) => `row ${row}`);
    },
    isFaultOfOneRow: (error) => error instanceof RowError,
    createWaitError: () => new Error('waited too long'),
    ...options,
  });
  return { group, groups };
}

describe('GroupCommit', () => {
  it('commits rows of one turn together and answers each with its own result', async () => {
    const { group, groups } = createGroup();
    expect(await Promise.all([1, 2, 3].map((row) => group.commit(row)))).toEqual(['row 1', 'row 2', 'row 3']);
    expect(groups).toEqual([[1, 2, 3]]);
  });

  it('lets a refused row fail alone', async () => {
    const { group, groups } = createGroup();
    const settled = await Promise.allSettled([1, 13, 3].map((row) => group.commit(row)));
    expect(settled).toEqual([
      { status: 'fulfilled', value: 'row 1' },
      { status: 'rejected', reason: new RowError('13 is refused') },
      { status: 'fulfilled', value: 'row 3' },
    ]);
    expect(groups).toEqual([[1, 13, 3], [1], [13], [3]]);
  });

  it('tells nobody of a commit whose results do not fit its rows', async () => {
    const { group } = createGroup({ commitAll: async () => ['only one'] });
    const settled = await Promise.allSettled([1, 2].map((row) => group.commit(row)));
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('refuses the whole group without trying again when the server is away', async () => {
    let tries = 0;
    const away = new Error('away');
    const { group } = createGroup({
      commitAll: async () => {
        tries += 1;
        throw away;
      },
    });
    const settled = await Promise.allSettled([1, 2].map((row) => group.commit(row)));
    expect(settled.map((one) => one.status === 'rejected' && one.reason)).toEqual([away, away]);
    expect(tries).toBe(1);
  });

  it('begins no more commits than it may, gathers what comes meanwhile, and fills no group beyond its size', async () => {
    const release = latch();
    const groups: number[][] = [];
    const { group } = createGroup({
      maxRows: 2,
      maxUnderWay: 1,
      commitAll: async (rows) => {
        groups.push([...rows]);
        await release.opened;
        return rows.map(String);
      },
    });
    const first = group.commit(1);
    await waitFor(() => groups.length === 1, { what: 'the first commit' });
    const others = [2, 3, 4].map((row) => group.commit(row));
    release.open();
    expect(await Promise.all([first, ...others])).toEqual(['1', '2', '3', '4']);
    expect(groups).toEqual([[1], [2, 3], [4]]);
  });

  it('refuses who waited too long for a commit to begin, and goes on when the server answers again', async () => {
    const release = latch();
    const { group } = createGroup({
      maxUnderWay: 1,
      maxWaitMs: 20,
      commitAll: async (rows) => {
        await release.opened;
        return rows.map(String);
      },
    });
    const first = group.commit(1);
    await new Promise((resolve) => setImmediate(resolve));
    await expect(group.commit(2)).rejects.toThrow('waited too long');
    release.open();
    expect(await first).toBe('1');
    expect(await group.commit(3)).toBe('3');
  });
});
