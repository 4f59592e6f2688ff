import { describe, expect, it } from '@jest/globals';
import { may, relationsThatMay } from './may.js';
import type { Person } from './person.js';

const person = (change: Partial<Person> = {}): Person => ({
  id: 1,
  name: 'ada',
  role: 'member',
  scopes: null,
  sessionId: 1,
  isFresh: true,
  ...change,
});

describe('may', () => {
  it.each([
    ['guest', 'read', 'task', true],
    ['guest', 'create', 'task', false],
    ['guest', 'change', 'task', false],
    ['guest', 'read', 'channel', false],
    ['member', 'create', 'task', true],
    ['member', 'read', 'people', false],
    ['member', 'read', 'audit', false],
    ['member', 'read', 'system', false],
    ['admin', 'read', 'audit', true],
    ['admin', 'change', 'audit', false],
    ['admin', 'delete', 'people', true],
  ] as const)('a %s may %s %s: %s', (role, action, thing, expected) => {
    expect(may(person({ role }), action, thing)).toBe(expected);
  });

  it.each([
    [['read'], 'read', 'task', true],
    [['read'], 'change', 'task', false],
    [['read'], 'read', 'account', false],
    [['hunt'], 'change', 'channel', true],
    [['hunt'], 'change', 'account', false],
    [['hunt'], 'read', 'people', false],
    [['read', 'admin'], 'change', 'people', true],
    [[], 'read', 'task', false],
  ] as const)('an admin’s token with %j may %s %s: %s', (scopes, action, thing, expected) => {
    expect(may(person({ role: 'admin', scopes: [...scopes] }), action, thing)).toBe(expected);
  });

  it('gives a token no more than its owner has', () => {
    expect(may(person({ role: 'guest', scopes: ['admin'] }), 'change', 'task')).toBe(false);
  });
});

describe('relationsThatMay', () => {
  it.each([
    ['read', ['owner', 'editor', 'viewer']],
    ['change', ['owner', 'editor']],
    ['run', ['owner', 'editor']],
    ['delete', ['owner']],
    ['share', ['owner']],
  ] as const)('%s a task: %j', (action, expected) => {
    expect(relationsThatMay(action, 'task')).toEqual(expected);
  });

  it('keeps a channel to its owner', () => {
    for (const action of ['read', 'change', 'delete', 'test', 'share'] as const) {
      expect(relationsThatMay(action, 'channel')).toEqual(['owner']);
    }
  });
});
