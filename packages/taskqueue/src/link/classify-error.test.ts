import { describe, expect, it } from '@jest/globals';
import { QueueClosedError, QueueUnavailableError } from '../errors.js';
import { classifyError, isGroupMissing } from './classify-error.js';

describe('classifyError', () => {
  it.each([
    ["OOM command not allowed when used memory > 'maxmemory'. script: abc, on @user_script:9.", 'full'],
    ['ERR Error running script (call to f_1): @user_script:1: -OOM command not allowed', 'full'],
    ['MISCONF Errors writing to the AOF file: No space left on device', 'misconf'],
    ["READONLY You can't write against a read only replica.", 'readonly'],
    ['UNBLOCKED force unblock from blocking operation, instance state changed (master -> replica?)', 'readonly'],
    ['LOADING Redis is loading the dataset in memory', 'loading'],
    ['CLUSTERDOWN The cluster is down', 'loading'],
    ['NOAUTH Authentication required.', 'refused'],
    ['WRONGTYPE Operation against a key holding the wrong kind of value', 'wrongtype'],
    ['Command timed out', 'timeout'],
    ['Connection is closed.', 'down'],
    ["Stream isn't writeable and enableOfflineQueue options is false", 'down'],
    ['connect ECONNREFUSED 127.0.0.1:6380', 'down'],
    ['something new', 'error'],
  ])('tells %j as %s, with its cause', (text, reason) => {
    const cause = new Error(text);
    expect(classifyError(cause)).toMatchObject({ code: 'QUEUE_UNAVAILABLE', reason, cause });
  });

  it('passes errors of this package through', () => {
    const closed = new QueueClosedError();
    expect(classifyError(closed)).toBe(closed);
  });
});

describe('isGroupMissing', () => {
  it.each([
    "NOGROUP No such key 'q' or consumer group 'g'",
    'ERR no such key script: abc',
    'UNBLOCKED the stream key no longer exists',
  ])('knows %j', (text) => {
    expect(isGroupMissing(new QueueUnavailableError('error', { cause: new Error(text) }))).toBe(true);
  });

  it('is not about other errors', () => expect(isGroupMissing(new Error('WRONGTYPE'))).toBe(false));
});
