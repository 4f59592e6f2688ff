import { expect, it } from '@jest/globals';
import { refusalOf } from './sign-in-refusal.js';

it.each([
  ['', undefined],
  ['#code=abc', undefined],
  ['#sign-in=group', 'group'],
  ['#sign-in=no_account', 'no_account'],
  ['#sign-in=a-reason-of-a-newer-api', 'other'],
  ['#sign-in=', 'other'],
])('reads %p as %p', (hash, refusal) => {
  expect(refusalOf(hash)).toBe(refusal);
});
