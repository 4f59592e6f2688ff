import { describe, expect, it } from '@jest/globals';
import { telling, told } from '../../test/support.js';
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
});
