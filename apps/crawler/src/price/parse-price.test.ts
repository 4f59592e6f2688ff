import { describe, expect, it } from '@jest/globals';
import type { CurrencyHints } from './currencies.js';
import { parsePrice } from './parse-price.js';

type Case = [text: string, amountMinor: number, currency: string | null, hints?: CurrencyHints];

const PRICES: Case[] = [
  ['1.234,56 €', 123456, 'EUR'],
  ['¥12,800', 12800, 'JPY'],
  ['¥12,800', 1280000, 'CNY', { siteCurrency: 'CNY' }],
  ['1 299:-', 129900, 'SEK'],
  ["CHF 1'234.50", 123450, 'CHF'],
  ['CHF 1’234.50', 123450, 'CHF'],
  ['Rs. 1,24,999', 12499900, 'INR'],
  ['Rs. 1,24,999', 12499900, 'PKR', { siteCurrency: 'PKR' }],
  ['from 19.99', 1999, null],
  ['from 19.99', 1999, 'GBP', { currencyHint: 'GBP' }],
  ['£1,234.5', 123450, 'GBP'],
  ['12 990 Ft', 1299000, 'HUF'],
  ['1\u202f299,00\u00a0€', 129900, 'EUR'],
  ['12,-', 1200, null],
  ['12.– CHF', 1200, 'CHF'],
  ['Rs 500/-', 50000, null],
  ['R$ 1.299,90', 129990, 'BRL'],
  ['De R$ 100,00 por R$ 80,00', 8000, 'BRL'],
  ['$12.99', 1299, null],
  ['$12.99', 1299, 'CAD', { siteCurrency: 'CAD' }],
  ['$1,299 CAD', 129900, 'CAD'],
  ['US $11.99', 1199, 'USD'],
  ['AU $5.00', 500, 'AUD'],
  ['$ 12.990', 12990, 'CLP', { siteCurrency: 'CLP' }],
  ['1499 kr', 149900, null],
  ['1499 kr', 149900, 'SEK', { languageCurrency: 'SEK' }],
  ['12.500 KWD', 12500, 'KWD'],
  ['KD 1.250', 1250, 'KWD'],
  ['1.250 €', 125000, 'EUR'],
  ['$1,250', 125000, null],
  ['25,000 IQD', 25000000, 'IQD'],
  ['TND 12,500', 12500, 'TND'],
  ['30,000원~', 30000, 'KRW'],
  ['５００円', 500, 'JPY'],
  ['٣٤٫٥٠ ر.ق', 3450, 'QAR'],
  ['2 433 ₽', 243300, 'RUB'],
  ['502,20 руб.', 50220, 'BYN', { siteCurrency: 'BYN' }],
  ['100.000 ₫', 100000, 'VND'],
  ['IDR 1.250.000', 125000000, 'IDR'],
  ['was £20 now £15', 1500, 'GBP'],
  ['UVP 29,99 € jetzt 19,99 €', 1999, 'EUR'],
  ['(1,99 €/kg) 3,98 €', 398, 'EUR'],
  ['Nur 5 €', 500, 'EUR'],
  ['$.99', 99, null],
  ['£ .5', 50, 'GBP'],
  ['Rs.99', 9900, null],
  ['19€99', 1999, 'EUR'],
  ['5 €50', 550, 'EUR'],
  ['1 299€99', 129999, 'EUR'],
];

const NONE = [
  '50 % off 20',
  'free',
  '10 - 20 €',
  '€10 – €20',
  '12 x 9,99 €',
  '9,99 €/month',
  'ab 9,99 € mtl.',
  '-20 €',
  'save 20 €',
  '1,99 € / 100 g',
  '€ 10 € 20',
  '0,00 €',
  '0.999 €',
  '12.03.2020',
  '99¢',
  '$.999',
  '2 for $30',
  '10€20€',
  '192.168.0.1',
  'iPhone 12',
  '12GB',
  '12 ft',
  '1,5 lakh',
  '1.2万円',
  '$1,234.567',
  '3 colours',
  '$5 off $20',
  'JPY 12.50',
  '1,250 KWD',
  '99999999999999999 €',
  '',
];

describe('parsePrice', () => {
  it.each(PRICES)('reads %j as %d %s', (text, amountMinor, currency, hints = {}) => {
    expect(parsePrice(text, hints)).toEqual({ amountMinor, currency });
  });

  it.each(NONE)('reads no price from %j', (text) => {
    expect(parsePrice(text)).toBeNull();
  });

  it('believes the sign on the page more than a hint', () => {
    expect(parsePrice('€10', { currencyHint: 'GBP' })).toEqual({ amountMinor: 1000, currency: 'EUR' });
  });
});
