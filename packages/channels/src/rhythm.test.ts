import type { Rhythm } from '@goodshunter/contracts/api';
import { describe, expect, it } from '@jest/globals';
import type { NewsEvent } from './news.js';
import { digestTurns, nextDigest, whenToTell } from './rhythm.js';

const base: Rhythm = { timeZone: 'Europe/Berlin', quiet: [], wakeUnder: null, rhythm: { kind: 'now' }, perHunt: {} };
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const night = [{ days: EVERY_DAY, from: '22:00', to: '07:00' }];
const event = (newPrice: number | null = 20_000): NewsEvent => ({
  kind: 'price_drop',
  oldPrice: 30_000,
  newPrice,
  currency: 'EUR',
  message: null,
});
const tell = (now: string, change: Partial<Rhythm>, events = [event()], taskId = 1) => {
  const { at, held } = whenToTell(new Date(now), { ...base, ...change }, taskId, events);
  return [at.toISOString(), held];
};

describe('whenToTell', () => {
  it('tells at once who has said nothing', () => {
    const now = new Date('2026-11-28T03:00:00Z');
    expect(whenToTell(now, null, 1, [event()])).toEqual({ at: now, held: null });
  });

  it.each([
    ['2026-11-28T20:59:59.000Z', '2026-11-28T20:59:59.000Z', null],
    ['2026-11-28T21:00:00.000Z', '2026-11-29T06:00:00.000Z', 'quiet'],
    ['2026-11-29T05:59:59.000Z', '2026-11-29T06:00:00.000Z', 'quiet'],
    ['2026-11-29T06:00:00.000Z', '2026-11-29T06:00:00.000Z', null],
  ])('at %s, quiet from 22:00 to 07:00: at %s', (now, at, held) => {
    expect(tell(now, { quiet: night })).toEqual([at, held]);
  });

  it('knows on which day the quiet hours began', () => {
    const quiet = [{ days: [1, 2, 3, 4, 5], from: '22:00', to: '07:00' }];
    // Friday night reaches into Saturday, Saturday's own does not exist.
    expect(tell('2026-11-28T05:00:00Z', { quiet })).toEqual(['2026-11-28T06:00:00.000Z', 'quiet']);
    expect(tell('2026-11-28T22:00:00Z', { quiet })).toEqual(['2026-11-28T22:00:00.000Z', null]);
  });

  it('leaves hours that follow each other one after the other, and a whole day', () => {
    const quiet = [
      { days: EVERY_DAY, from: '22:00', to: '07:00' },
      { days: EVERY_DAY, from: '07:00', to: '09:00' },
      { days: [7], from: '00:00', to: '00:00' },
    ];
    expect(tell('2026-11-27T23:00:00Z', { quiet })).toEqual(['2026-11-28T08:00:00.000Z', 'quiet']);
    expect(tell('2026-11-29T12:00:00Z', { quiet })).toEqual(['2026-11-30T08:00:00.000Z', 'quiet']);
  });

  it('wakes for a price at or under, in that currency, and not for what is sold', () => {
    const change = { quiet: night, wakeUnder: { price: 15_000, currency: 'EUR' } };
    const now = '2026-11-28T23:00:00.000Z';
    expect(tell(now, change, [event(15_000)])).toEqual([now, null]);
    expect(tell(now, change, [event(15_001)])[1]).toBe('quiet');
    expect(tell(now, change, [{ ...event(100), currency: 'JPY' }])[1]).toBe('quiet');
    expect(tell(now, change, [{ ...event(100), kind: 'sold' }])[1]).toBe('quiet');
  });

  it('gathers by the hour and by the day, each hunt as it is said for it, and never into quiet hours', () => {
    const change: Partial<Rhythm> = { rhythm: { kind: 'hourly' }, perHunt: { '7': { kind: 'daily', at: '18:00' } } };
    expect(tell('2026-11-28T12:00:01Z', change)).toEqual(['2026-11-28T13:00:00.000Z', 'hourly']);
    expect(tell('2026-11-28T12:00:01Z', change, [event()], 7)).toEqual(['2026-11-28T17:00:00.000Z', 'daily']);
    expect(tell('2026-11-28T17:00:00Z', change, [event()], 7)).toEqual(['2026-11-29T17:00:00.000Z', 'daily']);
    expect(tell('2026-11-28T20:30:00Z', { ...change, quiet: night })).toEqual(['2026-11-29T06:00:00.000Z', 'quiet']);
  });

  it('counts full hours on clocks that are half an hour off', () => {
    const change: Partial<Rhythm> = { timeZone: 'Asia/Kolkata', rhythm: { kind: 'hourly' } };
    expect(tell('2026-11-28T12:00:00Z', change)).toEqual(['2026-11-28T12:30:00.000Z', 'hourly']);
    const daily: Partial<Rhythm> = { timeZone: 'Asia/Kathmandu', rhythm: { kind: 'daily', at: '08:00' } };
    expect(tell('2026-11-28T12:00:00Z', daily)).toEqual(['2026-11-29T02:15:00.000Z', 'daily']);
  });

  it('keeps to the clock on the wall when summer time begins and ends', () => {
    // Berlin, 29 March 2026: 02:00 becomes 03:00. 25 October: 03:00 becomes 02:00.
    const daily = (at: string): Partial<Rhythm> => ({ rhythm: { kind: 'daily', at } });
    expect(tell('2026-03-28T18:00:00Z', daily('18:00'))).toEqual(['2026-03-29T16:00:00.000Z', 'daily']);
    expect(tell('2026-10-24T17:00:00Z', daily('18:00'))).toEqual(['2026-10-25T17:00:00.000Z', 'daily']);
    // A time that does not exist comes when the clock jumps; one that comes twice counts the first time.
    expect(tell('2026-03-28T18:00:00Z', daily('02:30'))).toEqual(['2026-03-29T01:00:00.000Z', 'daily']);
    expect(tell('2026-10-24T17:00:00Z', daily('02:30'))).toEqual(['2026-10-25T00:30:00.000Z', 'daily']);
    expect(tell('2026-10-25T00:30:00Z', daily('02:30'))).toEqual(['2026-10-26T01:30:00.000Z', 'daily']);
    // The night is an hour shorter, or longer.
    expect(tell('2026-03-28T21:00:00Z', { quiet: night })).toEqual(['2026-03-29T05:00:00.000Z', 'quiet']);
    expect(tell('2026-10-24T20:00:00Z', { quiet: night })).toEqual(['2026-10-25T06:00:00.000Z', 'quiet']);
    // Lord Howe moves its clock by half an hour: 02:00 becomes 02:30.
    expect(tell('2026-10-03T10:00:00Z', { ...daily('02:15'), timeZone: 'Australia/Lord_Howe' })).toEqual([
      '2026-10-03T15:30:00.000Z',
      'daily',
    ]);
  });

  it('waits for the full hour where clocks are put back by half an hour on the way', () => {
    // Lord Howe, 5 April 2026: 02:00 becomes 01:30.
    const change: Partial<Rhythm> = { timeZone: 'Australia/Lord_Howe', rhythm: { kind: 'hourly' } };
    expect(tell('2026-04-04T14:20:00Z', change)).toEqual(['2026-04-04T15:30:00.000Z', 'hourly']);
    expect(tell('2026-04-04T15:10:00Z', change)).toEqual(['2026-04-04T15:30:00.000Z', 'hourly']);
    // Berlin, 25 October 2026: the clock shows two o'clock twice.
    expect(tell('2026-10-25T00:30:00Z', { rhythm: { kind: 'hourly' } })).toEqual([
      '2026-10-25T01:00:00.000Z',
      'hourly',
    ]);
  });

  it('goes by where a person is now', () => {
    const change: Partial<Rhythm> = { quiet: night };
    expect(tell('2026-11-28T12:00:00Z', { ...change, timeZone: 'Europe/Berlin' })[1]).toBeNull();
    expect(tell('2026-11-28T13:00:00Z', { ...change, timeZone: 'Asia/Tokyo' })).toEqual([
      '2026-11-28T22:00:00.000Z',
      'quiet',
    ]);
  });

  it('never tells in quiet hours nor in the past, at any minute of a year and in any zone', () => {
    const zones = [
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Pacific/Chatham',
      'UTC',
    ];
    const kinds = [{ kind: 'now' as const }, { kind: 'hourly' as const }, { kind: 'daily' as const, at: '06:45' }];
    let seed = 7;
    const random = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed / 2_147_483_648;
    };
    const clock = () => `${String(Math.floor(random() * 24)).padStart(2, '0')}:${random() < 0.5 ? '00' : '30'}`;
    for (let turn = 0; turn < 600; turn += 1) {
      const now = new Date(Date.UTC(2026, 0, 1) + random() * 365 * 86_400_000);
      const days = EVERY_DAY.filter(() => random() < 0.7);
      const quiet = days.length === 0 ? [] : [{ days, from: clock(), to: clock() }];
      const rhythm = {
        ...base,
        timeZone: zones[turn % zones.length] ?? 'UTC',
        quiet: quiet.filter(({ from, to }) => from !== to),
        rhythm: kinds[turn % kinds.length] ?? { kind: 'now' as const },
      };
      const first = whenToTell(now, rhythm, 1, [event()]);
      expect(first.at.getTime()).toBeGreaterThanOrEqual(now.getTime());
      expect(first.at.getTime() - now.getTime()).toBeLessThanOrEqual(50 * 3_600_000);
      // What is told then is not in quiet hours: telling it "now" would be at that very instant.
      const again = whenToTell(first.at, { ...rhythm, rhythm: { kind: 'now' } }, 1, [event()]);
      expect(again.at).toEqual(first.at);
    }
  });
});

describe('a digest of nothing', () => {
  const daily: Rhythm = { ...base, rhythm: { kind: 'daily', at: '18:00' }, tellNothing: true };
  const at = (text: string) => new Date(text);

  it('has no turn where nobody asked for it, or nothing is told daily', () => {
    const now = at('2026-11-28T03:00:00Z');
    expect(nextDigest(now, { ...daily, tellNothing: false })).toBeNull();
    expect(nextDigest(now, { ...daily, rhythm: { kind: 'hourly' } })).toBeNull();
    expect(digestTurns(now, at('2026-12-28T03:00:00Z'), base)).toEqual([]);
  });

  it('comes at the next of the daily times, that of one hunt alone, too', () => {
    const rhythm: Rhythm = { ...daily, perHunt: { '5': { kind: 'daily', at: '08:00' }, '6': { kind: 'now' } } };
    expect(nextDigest(at('2026-11-28T06:00:00Z'), rhythm)).toEqual(at('2026-11-28T07:00:00Z'));
    expect(nextDigest(at('2026-11-28T07:00:00Z'), rhythm)).toEqual(at('2026-11-28T17:00:00Z'));
    const turns = digestTurns(at('2026-11-28T07:00:00Z'), at('2026-11-28T17:00:00Z'), rhythm);
    expect(turns.map(({ at: turn, since }) => [turn, since])).toEqual([
      [at('2026-11-28T17:00:00Z'), at('2026-11-27T17:00:00Z')],
      [at('2026-11-28T07:00:00Z'), at('2026-11-27T07:00:00Z')],
    ]);
    expect(turns.map(({ isOf }) => [5, 6, 7].filter(isOf))).toEqual([[7], [5]]);
  });

  it('reaches back to the turn before it where clocks change, and goes out after the quiet hours', () => {
    const rhythm: Rhythm = { ...daily, rhythm: { kind: 'daily', at: '23:00' }, quiet: night };
    const [autumn] = digestTurns(at('2026-10-25T12:00:00Z'), at('2026-10-25T23:00:00Z'), rhythm);
    expect(autumn).toMatchObject({
      at: at('2026-10-25T22:00:00Z'),
      since: at('2026-10-24T21:00:00Z'),
      sendAt: at('2026-10-26T06:00:00Z'),
    });
    const [spring] = digestTurns(at('2026-03-29T12:00:00Z'), at('2026-03-29T23:00:00Z'), rhythm);
    expect(spring).toMatchObject({ at: at('2026-03-29T21:00:00Z'), since: at('2026-03-28T22:00:00Z') });
  });

  it('is one, for the last turn, after nobody looked for days', () => {
    const turns = digestTurns(at('2026-11-20T17:00:00Z'), at('2026-11-28T20:00:00Z'), daily);
    expect(turns.map(({ at: turn }) => turn)).toEqual([at('2026-11-28T17:00:00Z')]);
  });
});
