import { describe, expect, it } from '@jest/globals';
import { type WorkSight, WorkWatch } from './work-watch.js';

const streams = { mode: 'redis_streams', silentMs: 1000 } as const;
const polls = { mode: 'db_polling', silentMs: 1000 } as const;
const sight = (more: Partial<WorkSight>): WorkSight => ({
  schedulers: [streams],
  stats: { waiting: 5, consumers: 1 },
  writeTrouble: undefined,
  ...more,
});

/** What it says at each second while it sees the same. */
function watchFor(seconds: number, what: WorkSight, watch = new WorkWatch(0), from = 0) {
  let since: number | undefined;
  for (let second = from; second <= from + seconds; second++) {
    watch.look(what, second * 1000);
    if (watch.trouble !== undefined) since ??= second - from;
  }
  return { watch, since, trouble: watch.trouble };
}

describe('WorkWatch', () => {
  it('says nothing while a scheduler reads, however much waits', () => {
    expect(watchFor(300, sight({ stats: { waiting: 1e6, consumers: 1 } })).trouble).toBeUndefined();
  });

  it('says after 30 s that no scheduler lives, from the start or from its last word on', () => {
    const none = sight({ schedulers: [], stats: { waiting: 0, consumers: 0 } });
    expect(watchFor(100, none)).toMatchObject({ since: 30, trouble: { kind: 'no_scheduler' } });
    const { watch } = watchFor(100, sight({}));
    expect(watchFor(100, none, watch, 100)).toMatchObject({ since: 29, trouble: { kind: 'no_scheduler' } });
    watch.look(sight({}), 201_000);
    expect(watch.trouble).toBeUndefined();
  });

  it.each([
    ['all poll', { schedulers: [polls] }, 'the schedulers poll'],
    ['nobody is in the group', { stats: { waiting: 1, consumers: 0 } }, '1 entry waits'],
  ])('says after 30 s that nobody reads what waits, when %s', (_when, more, words) => {
    const { since, trouble } = watchFor(100, sight(more));
    expect(since).toBe(30);
    expect(trouble).toMatchObject({ kind: 'nobody_reads', words: expect.stringContaining(words) });
  });

  it('is content when nothing waits, or Redis is away or switched off', () => {
    expect(watchFor(100, sight({ schedulers: [polls], stats: { waiting: 0, consumers: 0 } })).trouble).toBeUndefined();
    expect(watchFor(100, sight({ schedulers: [polls], stats: undefined })).trouble).toBeUndefined();
  });

  it('does not take schedulers for dead that cannot write that they live', () => {
    const mute = sight({ schedulers: [], stats: undefined, writeTrouble: 'read_only' });
    const { watch, trouble } = watchFor(300, mute);
    expect(trouble).toBeUndefined();
    expect(watchFor(28, sight({ schedulers: [], stats: undefined }), watch, 301).trouble).toBeUndefined();
  });
});
