import { describe, expect, it } from '@jest/globals';
import type { Telling } from '../news.js';
import { composeMessage } from './compose-message.js';

function tellingOf(message: string | null, meanwhile: Telling['entries'][number]['meanwhile'] = null): Telling {
  const news = {
    taskId: 1,
    taskName: 'Kettles',
    itemId: 7,
    item: { id: 7, title: 'Kettle Arc', url: 'https://shop.example/k', imageUrl: null },
    events: [{ kind: 'price_drop' as const, oldPrice: 10_000, newPrice: 9990, currency: 'EUR', message }],
    createdAt: '2026-11-28T10:00:00.000Z',
    correlationId: null,
  };
  return {
    messageId: 'm',
    entries: [{ news, meanwhile }],
    more: 0,
    held: null,
    language: 'en',
    timeZone: 'UTC',
    publicUrl: null,
    isTest: false,
    correlationId: null,
  };
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
});
