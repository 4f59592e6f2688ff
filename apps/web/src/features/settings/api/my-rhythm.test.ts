import { expect, it } from '@jest/globals';
import { WEEKEND, WORKDAYS, withHours, withKind } from './my-rhythm.js';

it('changes the hours of some days, and leaves those of the others', () => {
  const all = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '07:00' }];
  expect(withHours(all, WORKDAYS, { from: '21:00', to: '06:00' })).toEqual([
    { days: WEEKEND, from: '22:00', to: '07:00' },
    { days: WORKDAYS, from: '21:00', to: '06:00' },
  ]);
  expect(withHours([], WEEKEND, { from: '23:00', to: '09:00' })).toEqual([
    { days: WEEKEND, from: '23:00', to: '09:00' },
  ]);
});

it('keeps the hour of a daily rhythm', () => {
  expect(withKind({ kind: 'daily', at: '07:30' }, 'daily')).toEqual({ kind: 'daily', at: '07:30' });
  expect(withKind({ kind: 'now' }, 'daily')).toEqual({ kind: 'daily', at: '18:00' });
  expect(withKind({ kind: 'daily', at: '07:30' }, 'hourly')).toEqual({ kind: 'hourly' });
});
