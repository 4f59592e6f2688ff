import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { createLogger } from './logger.js';

function capture(level?: string) {
  const stream = new PassThrough();
  const log = createLogger({ service: 'test', stream, ...(level ? { level } : {}) });
  const lines = () =>
    String(stream.read() ?? '')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { log, lines };
}

describe('createLogger', () => {
  it('writes one JSON object per line with the message under msg', () => {
    const { log, lines } = capture();
    log.info('scheduler started', { mode: 'redis_streams' });
    expect(lines()).toEqual([
      {
        time: expect.any(String),
        level: 'info',
        service: 'test',
        msg: 'scheduler started',
        mode: 'redis_streams',
      },
    ]);
  });

  it('writes errors out with message, code, stack and cause', () => {
    const { log, lines } = capture();
    const error = Object.assign(new Error('outer', { cause: new Error('inner') }), { code: 'E_OUTER' });
    log.warn('publish task failed', { error });
    const [line] = lines();
    expect(line?.error).toMatchObject({
      message: 'outer',
      code: 'E_OUTER',
      cause: { message: 'inner' },
      stack: expect.stringContaining('logger.test'),
    });
  });

  it('leaves out what is below its level', () => {
    const { log, lines } = capture('warn');
    log.info('quiet');
    log.error('loud');
    expect(lines().map((line) => line.msg)).toEqual(['loud']);
  });

  it('adds the fields of a child to each line', () => {
    const { log, lines } = capture();
    log.child({ runId: 7 }).info('run saved', { items: 3 });
    expect(lines()[0]).toMatchObject({ runId: 7, items: 3 });
  });
});
