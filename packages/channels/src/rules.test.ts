import { EVENT_KINDS, type EventKind } from '@goodshunter/contracts/api';
import { describe, expect, it } from '@jest/globals';
import type { NewsEvent } from './news.js';
import { DEFAULT_RULES, describeUntold, judge, type Past, QUIET_KINDS, type TellRules, UNTOLD } from './rules.js';

const event = (change: Partial<NewsEvent> = {}): NewsEvent => ({
  kind: 'price_drop',
  oldPrice: 10_000,
  newPrice: 9000,
  currency: 'EUR',
  message: null,
  ...change,
});
const past: Past = { typical: 10_000, lowest: 9500, days: 30, toldHoursAgo: null };
const ask = (rules: Partial<TellRules>, of = event(), more: object = {}) =>
  judge(of, { rules: { ...DEFAULT_RULES, ...rules }, audience: 'people', isMuted: false, past, ...more });

describe('judge', () => {
  it('tells people what they can act on, and machines everything, where nothing is said', () => {
    for (const kind of EVENT_KINDS) {
      expect(ask({}, event({ kind }))).toBe(QUIET_KINDS.includes(kind) ? null : 'kind');
      expect(ask({}, event({ kind }), { audience: 'machines' })).toBeNull();
    }
    expect(QUIET_KINDS).not.toContain('sold');
    expect(QUIET_KINDS).not.toContain('price_rise');
  });

  it.each<[Partial<TellRules>, Partial<NewsEvent>, Partial<Past>, string | null]>([
    [{ kinds: ['sold'] }, {}, {}, 'kind'],
    [{ kinds: ['sold'] }, { kind: 'sold', newPrice: null }, {}, null],
    [{ atOrBelow: 9000 }, {}, {}, null],
    [{ atOrBelow: 8999 }, {}, {}, 'price'],
    [{ atOrBelow: 8999 }, { newPrice: null }, {}, 'no_price'],
    [{ atOrBelow: 8999 }, { kind: 'unhealthy', newPrice: null }, {}, null],
    [{ dropPercent: 10 }, {}, {}, null],
    [{ dropPercent: 10.5 }, {}, {}, 'drop'],
    [{ dropAmount: 1000 }, {}, {}, null],
    [{ dropAmount: 1001 }, {}, {}, 'drop'],
    [{ dropPercent: 50, dropAmount: 1000 }, {}, {}, null],
    [{ dropPercent: 50 }, { kind: 'new' }, {}, null],
    [{ belowTypicalPercent: 10 }, {}, {}, null],
    [{ belowTypicalPercent: 11 }, {}, {}, 'typical'],
    [{ belowTypicalPercent: 10 }, {}, { days: 13 }, 'history'],
    [{ belowTypicalPercent: 10 }, {}, { typical: null }, 'history'],
    [{ lowestEver: true }, {}, {}, null],
    [{ lowestEver: true }, {}, { lowest: 8999 }, 'lowest'],
    [{ lowestEver: true }, {}, { lowest: null }, null],
    [{ rearmHours: 24 }, {}, { toldHoursAgo: 23 }, 'rearm'],
    [{ rearmHours: 24 }, {}, { toldHoursAgo: 24 }, null],
  ])('%j of %j with %j: %j', (rules, of, known, expected) => {
    expect(ask(rules, event(of), { past: { ...past, ...known } })).toBe(expected);
  });

  it('tells nothing of a muted hunt', () => {
    for (const kind of EVENT_KINDS) expect(ask({}, event({ kind }), { isMuted: true })).toBe('muted');
  });

  it('tells nothing of what somebody hid', () => {
    for (const kind of EVENT_KINDS) {
      expect(ask({}, event({ kind }), { isHidden: true })).toBe('hidden');
      expect(ask({}, event({ kind }), { isHidden: true, audience: 'machines' })).toBe('hidden');
    }
  });

  it('says every reason in a sentence', () => {
    for (const code of UNTOLD) expect(describeUntold(code)).toMatch(/^[A-Z].*\.$/);
    expect(describeUntold('constructor')).toBeUndefined();
  });

  it('never tells more when a rule is added, and tells a lower price whenever it tells a higher one', () => {
    let seed = 11;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    const maybe = (below: number) => (random(2) === 0 ? null : random(below));
    for (let turn = 0; turn < 3000; turn += 1) {
      const rules: TellRules = {
        kinds: random(2) === 0 ? null : EVENT_KINDS.filter(() => random(2) === 0),
        atOrBelow: maybe(20_000),
        dropPercent: maybe(60),
        dropAmount: maybe(6000),
        belowTypicalPercent: maybe(60),
        lowestEver: random(2) === 0,
        rearmHours: maybe(48),
        firstLook: false,
      };
      const known: Past = {
        typical: maybe(20_000),
        lowest: maybe(20_000),
        days: random(40),
        toldHoursAgo: maybe(72),
      };
      const kind = EVENT_KINDS[random(EVENT_KINDS.length)] as EventKind;
      const of = event({ kind, oldPrice: 10_000 + random(10_000), newPrice: random(10_000) });
      const told = ask(rules, of, { past: known });
      if (told !== null) continue;
      expect(ask({ ...rules, atOrBelow: null, lowestEver: false, rearmHours: null }, of, { past: known })).toBeNull();
      expect(ask(rules, { ...of, newPrice: Math.floor((of.newPrice ?? 0) / 2) }, { past: known })).toBeNull();
      expect(ask(rules, of, { past: known, audience: 'machines' })).toBeNull();
    }
  });
});
