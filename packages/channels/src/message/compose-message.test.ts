import { describe, expect, it } from '@jest/globals';
import { type news, nothingTold, telling, told } from '../../test/support.js';
import type { Telling, ToldNews } from '../news.js';
import { composeMessage } from './compose-message.js';

function tellingOf(message: string | null, meanwhile: ToldNews['meanwhile'] = null): Telling {
  const item = { id: 7, title: 'Kettle Arc', url: 'https://shop.example/k', imageUrl: null };
  const event = { kind: 'price_drop' as const, oldPrice: 10_000, newPrice: 9990, currency: 'EUR', message };
  return telling([told({ item, events: [event] }, { meanwhile })]);
}

describe('composeMessage', () => {
  it('says of a listing that goes back and forth between what it does', () => {
    const said = 'It goes back and forth between 99.90 EUR and 100.00 EUR.';
    expect(composeMessage(tellingOf(said)).entries).toMatchObject([{ title: 'Kettle Arc', meanwhile: said }]);
    expect(composeMessage(tellingOf(null)).entries).toMatchObject([{ meanwhile: null }]);
  });

  it('says what became of it since rather than that', () => {
    const [entry] = composeMessage(tellingOf('It goes back and forth.', { kind: 'sold' })).entries;
    expect(entry?.meanwhile).toMatch(/sold/i);
  });

  it.each([
    ['en', 'Nothing, and I looked 1,412 times', '1,412 looks in 2 hunts, since November 27 at 18:00'],
    ['de', 'Nichts, und ich habe 1.412-mal nachgesehen', '1.412 Blicke in 2 Suchen, seit 27. November um 18:00'],
    ['zh-CN', '没有新动态，已查看 1,412 次', '自 11月27日 18:00 起，在 2 个搜寻中查看 1,412 次'],
    ['ja', '新着なし、1,412回確認しました', '11月27日 18:00から、2件の見張りを1,412回確認'],
  ])('says in %s that there is nothing, and how often it looked', (language, headline, title) => {
    const message = composeMessage(telling([nothingTold()], { language, held: 'daily' }));
    expect(message).toMatchObject({ headline, entries: [{ title, hunts: 'Lever machines, Desk lamps', price: null }] });
    expect(message.links.map(({ url }) => url)).toEqual(['https://hunter.example/']);
  });

  it('says of looks that failed that they did, and never "nothing" where it could not look', () => {
    const some = composeMessage(telling([nothingTold({ looks: 100, failed: 40, blind: ['Steel\nbikes'] })]));
    expect(some).toMatchObject({
      headline: 'Nothing, and I looked 60 times',
      entries: [{ worth: ['40 of them failed', 'Steel bikes cannot be read'] }],
    });
    for (const nothing of [{ looks: 0 }, { looks: 3, failed: 3 }]) {
      expect(composeMessage(telling([nothingTold(nothing)])).headline).toBe('I could not look');
    }
  });

  it('leads from trouble to what to do, from a hunt that works again to it, and from a channel that ended to channels', () => {
    const links = (change: Parameters<typeof news>[0]) =>
      composeMessage(telling([told({ itemId: 0, item: null, ...change })])).links.map(({ label, url }) => [label, url]);
    const event = { oldPrice: null, newPrice: null, currency: null, message: 'blocked' };
    const mute = ['Mute this hunt', 'https://hunter.example/mute/abc'];
    expect(links({ events: [{ kind: 'unhealthy', ...event }] })).toEqual([
      ['What to do', 'https://hunter.example/hunts/42'],
      mute,
    ]);
    expect(links({ events: [{ kind: 'recovered', ...event }] })).toEqual([
      ['Open the hunt', 'https://hunter.example/hunts/42'],
      mute,
    ]);
    expect(links({ taskId: 0, channel: { name: 'Phone', reason: 'gone' } })[0]).toEqual([
      'What to do',
      'https://hunter.example/settings/channels',
    ]);
  });

  it('mutes from a message of many what all of it is of, and of several hunts none', () => {
    const many = (taskId: number) => telling([told(), told({ itemId: 8, taskId })]);
    expect(composeMessage(many(42)).links.map(({ label }) => label)).toEqual(['Open feed', 'Mute this hunt']);
    expect(composeMessage(many(43)).links.map(({ label }) => label)).toEqual(['Open feed']);
  });
});
