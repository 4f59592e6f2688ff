import { describe, expect, it } from '@jest/globals';
import { createQueueKeys } from './keys.js';

describe('createQueueKeys', () => {
  it('puts side keys in the slot of the stream', () => {
    expect(createQueueKeys('goodshunter:task:queue')).toEqual({
      stream: 'goodshunter:task:queue',
      ids: '{goodshunter:task:queue}:ids',
      workers: '{goodshunter:task:queue}:workers',
      failures: '{goodshunter:task:queue}:failures',
      dead: '{goodshunter:task:queue}:dead',
    });
  });

  it('reuses a tag the name has already', () => {
    expect(createQueueKeys('{house}:queue', 'elsewhere')).toMatchObject({
      ids: '{house}:queue:ids',
      dead: 'elsewhere',
    });
  });

  it.each(['', 'a}b', '{}a', 'a{}b{c}', '}{a'])('refuses %j, beside which no key could share the slot', (stream) => {
    expect(() => createQueueKeys(stream)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  });
});
