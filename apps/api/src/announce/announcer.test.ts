import type { LogFields, Logger } from '@goodshunter/logger';
import { QueueUnavailableError, type SubmitResult } from '@goodshunter/taskqueue';
import { describe, expect, it } from '@jest/globals';
import { createAnnouncer, createSilentAnnouncer } from './announcer.js';
import { CircuitBreaker } from './circuit-breaker.js';
import { StreamRoom } from './stream-room.js';

function createRig(submit: () => Promise<SubmitResult>, room?: StreamRoom) {
  const warnings: Array<[string, LogFields | undefined]> = [];
  const outcomes: string[] = [];
  const submitted: unknown[] = [];
  const log: Logger = {
    debug() {},
    info() {},
    warn: (message, fields) => void warnings.push([message, fields]),
    error() {},
    child: () => log,
  };
  const announcer = createAnnouncer({
    producer: {
      submitTask: (...args) => {
        submitted.push(args);
        return submit();
      },
      stopTask: submit,
    },
    breaker: new CircuitBreaker({ failureThreshold: 2 }),
    budgetMs: 20,
    ...(room && { isCrowded: () => room.isCrowded }),
    log,
    onOutcome: (outcome) => {
      if (outcome === 'queued') room?.countAdded();
      outcomes.push(outcome);
    },
  });
  return { announcer, warnings, outcomes, submitted };
}

describe('createAnnouncer', () => {
  it('adds the task with its correlation id, within the budget', async () => {
    const { announcer, outcomes, submitted } = createRig(async () => ({ status: 'queued', entryId: '1-1' }));
    expect(await announcer.announce(42, 'c-1')).toBe('queued');
    expect(submitted).toEqual([[{ taskId: 42, source: 'api', correlationId: 'c-1' }, { timeoutMs: 20 }]]);
    expect(outcomes).toEqual(['queued']);
  });

  it('adds nothing to a stream that nobody reads, until a look finds room in it', async () => {
    const room = new StreamRoom(3);
    const { announcer, warnings, outcomes, submitted } = createRig(
      async () => ({ status: 'queued', entryId: '1-1' }),
      room,
    );
    room.note(2);
    for (let i = 0; i < 6; i += 1) await announcer.announce(i, 'c-1');
    expect(outcomes).toEqual(['queued', 'queued', 'queued', 'queued', 'held_back', 'held_back']);
    expect(submitted).toHaveLength(4);
    room.note(6);
    expect(await announcer.announce(7, 'c-1')).toBe('deferred');
    room.note(5);
    expect(await announcer.announce(8, 'c-1')).toBe('queued');
    expect(warnings).toEqual([]);
  });

  it('counts a task that waits already as queued', async () => {
    const { announcer, outcomes } = createRig(async () => ({ status: 'duplicate', entryId: '1-1' }));
    expect(await announcer.announce(42, 'c-1')).toBe('queued');
    expect(outcomes).toEqual(['duplicate']);
  });

  it('warns with the task and the error, defers, and stops asking after failures in a row', async () => {
    const { announcer, warnings, outcomes, submitted } = createRig(() =>
      Promise.reject(new QueueUnavailableError('timeout')),
    );
    for (let i = 0; i < 3; i += 1) expect(await announcer.announce(42, 'c-1')).toBe('deferred');
    expect(outcomes).toEqual(['timeout', 'timeout', 'breaker_open']);
    expect(submitted).toHaveLength(2);
    expect(warnings[0]).toEqual([
      'publish task failed, fallback to direct scheduling',
      {
        task_id: 42,
        taskId: 42,
        correlationId: 'c-1',
        error: {
          name: 'QueueUnavailableError',
          code: 'QUEUE_UNAVAILABLE',
          message: 'the queue is unavailable: timeout',
        },
      },
    ]);
    expect(warnings).toHaveLength(3);
  });
});

describe('createSilentAnnouncer', () => {
  it('defers everything', async () => {
    expect(await createSilentAnnouncer().announce(1, 'c')).toBe('deferred');
  });
});
