import { describe, expect, it } from '@jest/globals';
import { createTaskSchema, updateTaskSchema } from './task.js';

const task = { source: 'feed', query: { url: 'https://shop.example/feed.xml' } };

describe('createTaskSchema', () => {
  it('fills in what may be left out', () => {
    expect(createTaskSchema.parse(task)).toMatchObject({ keyword: '', excludeKeywords: [] });
  });

  it.each([
    [{ ...task, source: 'telepathy' }, 'source'],
    [{ ...task, intervalSeconds: 0 }, 'intervalSeconds'],
    [{ ...task, minPrice: 20_00, maxPrice: 10_00 }, 'minPrice'],
    [{ ...task, minPrice: 12.5 }, 'minPrice'],
    [{ ...task, currency: 'eur' }, 'currency'],
  ])('refuses %j and names the field', (input, field) => {
    const result = createTaskSchema.safeParse(input);
    expect(result.success).toBe(false);
    expect(result.error?.issues.map((issue) => issue.path.join('.'))).toContain(field);
  });

  it('refuses a field it does not know, so that a typing error is not silently ignored', () => {
    expect(createTaskSchema.safeParse({ ...task, intervallSeconds: 60 }).success).toBe(false);
  });
});

describe('updateTaskSchema', () => {
  it('accepts a part of a task', () => {
    expect(updateTaskSchema.parse({ keyword: 'lens' })).toEqual({ keyword: 'lens' });
  });
});
