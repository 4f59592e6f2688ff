import { expect, it } from '@jest/globals';
import { readAmountLabel } from './read-amount-label.js';
import { scanPrices } from './scan-prices.js';

const kindOf = (text: string) => scanPrices(text).find(({ isMarked }) => isMarked)?.kind;

it.each([
  'Gratis verzending vanaf €50,-',
  'Livraison offerte dès 60 €',
  'Doprava zdarma od 1 500 Kč',
  'Бесплатная доставка при заказе от 3 000 ₽',
  'Miễn phí vận chuyển cho đơn từ 500.000₫',
  'Gratis ongkir min. belanja Rp100.000',
])('knows from which sum on sending is free: %s', (text) => {
  expect(kindOf(text)).toBe('shipping');
});

it.each(['en 4 pagos de $324.75', 'ou 10 taksit x 120 TL', 'قسّمها على 4 دفعات بقيمة 324.75 SAR'])(
  'knows one part of several: %s',
  (text) => {
    expect(kindOf(text)).toBe('instalment');
  },
);

it('reads both beside an amount too', () => {
  expect(readAmountLabel('Paga en 4 pagos de')).toBe('instalment');
  expect(readAmountLabel('Free delivery over')).toBe('shipping');
  expect(readAmountLabel('Free delivery')).toBeNull();
});

it.each([
  ['17,20 €* / 1 Liter', 'unit'],
  ['£24,500 a year', 'instalment'],
  ['£9.99 when you mix six', 'other'],
  ['45,00 € neuf', 'plain'],
  ['ab 100 € Bestellwert', 'other'],
  ['Price: £24.00+', 'from'],
  ['Interest-free on $149+', 'other'],
  ['$24.00 new customers save more', 'plain'],
] as const)('reads what follows an amount: %s', (text, kind) => {
  expect(kindOf(text)).toBe(kind);
});
