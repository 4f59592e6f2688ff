import { describe, expect, it } from '@jest/globals';
import {
  answerWithin,
  doublingDelay,
  jitter,
  Pause,
  readRetryAfter,
  sleep,
  startDeadline,
  untilAborted,
  WaitingLine,
  waitAtMost,
} from './index.js';

const LONG_MS = 600_000;
const never = new Promise<never>(() => {});
const quiet = new AbortController().signal;

describe('untilAborted', () => {
  it('comes to what the promise comes to, and throws the reason when the signal is first', async () => {
    expect(await untilAborted(Promise.resolve(7), quiet)).toBe(7);
    await expect(untilAborted(Promise.reject(new Error('broken')), quiet)).rejects.toThrow('broken');
    const controller = new AbortController();
    const waiting = untilAborted(never, controller.signal);
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await expect(untilAborted(Promise.resolve(7), controller.signal)).rejects.toThrow('enough');
  });
});

describe('answerWithin', () => {
  it('gives the answer, or what the late one is for', async () => {
    const late = () => 'late';
    expect(await answerWithin(Promise.resolve('in time'), LONG_MS, late)).toBe('in time');
    await expect(answerWithin(Promise.reject(new Error('broken')), LONG_MS, late)).rejects.toThrow('broken');
    expect(await answerWithin(never, 1, late)).toBe('late');
    const refuse = () => {
      throw new Error('no answer');
    };
    await expect(answerWithin(never, 1, refuse)).rejects.toThrow('no answer');
    await waitAtMost(never, 1);
  });

  it('takes an answer that came while the process was busy for one in time', async () => {
    const answer = new Promise((resolve) => setImmediate(resolve, 'in time'));
    const asked = answerWithin(answer, 1, () => 'late');
    const until = performance.now() + 20;
    while (performance.now() < until);
    expect(await asked).toBe('in time');
  });
});

describe('sleep and Pause', () => {
  it('end early by the signal, and a pause by a call, also one that came before', async () => {
    await sleep(1, quiet);
    const controller = new AbortController();
    const pause = new Pause(controller.signal);
    const waits = [pause.wait(LONG_MS)];
    pause.wake();
    await Promise.all(waits);
    pause.wake();
    await pause.wait(LONG_MS);
    waits.push(pause.wait(LONG_MS), sleep(LONG_MS, controller.signal));
    controller.abort();
    await Promise.all(waits);
    await sleep(LONG_MS, controller.signal);
    await pause.wait(LONG_MS);
  });
});

describe('WaitingLine', () => {
  it('calls in order of arrival, those who are meant, and nobody who has left', async () => {
    const line = new WaitingLine<string>();
    const called: string[] = [];
    const controller = new AbortController();
    const join = (who: string, signal = quiet) => line.join(who, signal).then(() => called.push(who));
    const gone = join('gone', controller.signal);
    const rest = [join('large'), join('small'), join('small too')];
    controller.abort(new Error('no more'));
    await expect(gone).rejects.toThrow('no more');
    expect(line.callNext((who) => who.startsWith('small'))).toEqual({ who: 'small' });
    expect([line.callNext(), line.callNext(), line.callNext()]).toEqual([
      { who: 'large' },
      { who: 'small too' },
      undefined,
    ]);
    await Promise.all(rest);
    expect([called, line.length]).toEqual([['small', 'large', 'small too'], 0]);
    await expect(line.join('late', controller.signal)).rejects.toThrow('no more');
  });
});

describe('startDeadline', () => {
  it('tells time that is up from a caller who left', async () => {
    const short = startDeadline(1);
    await expect(short.race(never)).rejects.toMatchObject({ name: 'TimeoutError' });
    expect([short.reason(), short.signal.aborted]).toEqual(['timeout', true]);
    const controller = new AbortController();
    const left = startDeadline(LONG_MS, controller.signal);
    controller.abort(new Error('left'));
    expect([left.reason(), left.signal.reason]).toEqual(['aborted', new Error('left')]);
    const late = startDeadline(LONG_MS, AbortSignal.abort(new DOMException('', 'TimeoutError')));
    expect(late.reason()).toBe('timeout');
    late.clear();
    const cleared = startDeadline(1);
    cleared.clear();
    await sleep(10, quiet);
    expect(cleared.reason()).toBeUndefined();
    left.clear();
  });

  it('counts anew from a restart, but not once it is over', async () => {
    const longer = startDeadline(20);
    longer.restart(LONG_MS);
    const shorter = startDeadline(LONG_MS);
    shorter.restart(1);
    await expect(shorter.race(never)).rejects.toMatchObject({ name: 'TimeoutError' });
    const cleared = startDeadline(LONG_MS);
    cleared.clear();
    cleared.restart(1);
    await sleep(40, quiet);
    expect([longer.reason(), cleared.reason()]).toEqual([undefined, undefined]);
    longer.clear();
  });
});

describe('doublingDelay and jitter', () => {
  it('double from the first up to the longest, and spread by a quarter', () => {
    const delays = [1, 2, 3, 4, 99_999].map((failures) => doublingDelay(failures, { firstMs: 100, longestMs: 500 }));
    expect(delays).toEqual([100, 200, 400, 500, 500]);
    expect([jitter(100, () => 0), jitter(100, () => 1)]).toEqual([75, 125]);
  });
});

describe('readRetryAfter', () => {
  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['Fri, 02 Jan 2026 03:05:05 GMT', 60_000],
    ['Fri, 02 Jan 2026 03:00:00 GMT', 0],
    ['99999999999999', 86_400_000],
    ['soon', undefined],
    ['', undefined],
    [null, undefined],
    [undefined, undefined],
  ])('reads %j as %j ms', (value, expected) =>
    expect(readRetryAfter(value, Date.parse('2026-01-02T03:04:05Z'))).toBe(expected),
  );
});
