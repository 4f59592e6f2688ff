import { describe, expect, it } from '@jest/globals';
import { HostPacer } from './host-pacer.js';

const never = new AbortController().signal;
const now = () => performance.now();

describe('HostPacer', () => {
  it('lets a few requests of a host pass at once, and the next when one is over', async () => {
    const pacer = new HostPacer({ now, maxPerHost: 2 });
    const release = await pacer.acquire('a', 0, never);
    await pacer.acquire('a', 0, never);
    const order: string[] = [];
    const third = pacer.acquire('a', 0, never).then(() => order.push('third'));
    await pacer.acquire('b', 0, never);
    order.push('other host');
    release();
    release();
    await third;
    expect(order).toEqual(['other host', 'third']);
  });

  it('keeps requests of a host apart, and never those of another', async () => {
    const pacer = new HostPacer({ now });
    const order: string[] = [];
    const startedAt = now();
    (await pacer.acquire('a', 500, never))();
    const second = pacer.acquire('a', 500, never).then(() => order.push('same host'));
    (await pacer.acquire('b', 500, never))();
    order.push('other host');
    await second;
    expect(now() - startedAt).toBeGreaterThanOrEqual(499);
    expect(pacer.waitMs('a')).toBeGreaterThan(0);
    expect(order).toEqual(['other host', 'same host']);
    expect(pacer.waitMs('unknown')).toBe(0);
  });

  it('gives a turn back when the one who waits gives up', async () => {
    const pacer = new HostPacer({ now, maxPerHost: 1 });
    const release = await pacer.acquire('a', 0, never);
    const controller = new AbortController();
    const impatient = pacer.acquire('a', 0, controller.signal);
    const patient = pacer.acquire('a', 0, never);
    controller.abort(new Error('enough'));
    await expect(impatient).rejects.toThrow('enough');
    release();
    (await patient)();
    await expect(pacer.acquire('a', 0, controller.signal)).rejects.toThrow('enough');
  });
});
