import { expect, it } from '@jest/globals';
import { MemoryQueue } from './memory-queue.js';

it('gives back what it was given, in order, less what was dropped', () => {
  const queue = new MemoryQueue<number>();
  expect(queue.shift()).toBeUndefined();
  for (const item of [1, 2, 3, 4, 5]) queue.push(item);
  expect([queue.shift(), queue.size]).toEqual([1, 4]);
  queue.keep((item) => item % 2 === 1);
  queue.push(6);
  expect([queue.shift(), queue.shift(), queue.shift(), queue.shift(), queue.size]).toEqual([3, 5, 6, undefined, 0]);
  queue.push(7);
  queue.clear();
  expect(queue.size).toBe(0);
});
