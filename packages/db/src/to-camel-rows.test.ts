import { describe, expect, it } from '@jest/globals';
import { toCamelRows } from './to-camel-rows.js';

describe('toCamelRows', () => {
  it('spells columns as the models do', () => {
    const createdAt = new Date(0);
    expect(toCamelRows([{ id: 1, created_at: createdAt, last_7_days: null, isMatch: 1 }])).toEqual([
      { id: 1, createdAt, last7Days: null, isMatch: 1 },
    ]);
  });

  it('does this to every row', () => {
    expect(toCamelRows([{ task_id: 1 }, { task_id: 2 }])).toEqual([{ taskId: 1 }, { taskId: 2 }]);
  });

  it('hands back rows that are spelled so already', () => {
    const rows = [{ taskId: 1 }];
    expect(toCamelRows(rows)).toBe(rows);
    expect(toCamelRows([])).toEqual([]);
  });
});
