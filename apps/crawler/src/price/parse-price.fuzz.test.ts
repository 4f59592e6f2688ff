import { currencyExponent } from '@goodshunter/contracts/money';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parsePrice } from './parse-price.js';
import { toMinorUnits } from './to-minor-units.js';

const RUNS = { numRuns: 500, interruptAfterTimeLimit: 10_000, markInterruptAsFailure: false };

describe('parsePrice on any text', () => {
  it('never throws and answers positive whole minor units', async () => {
    const text = fc.oneof(
      fc.fullUnicodeString({ maxLength: 60 }),
      fc.stringOf(fc.constantFrom(..."0123456789.,' -–/%:€$£¥krRsFt~xX ()".split('')), { maxLength: 40 }),
    );
    await fc.assert(
      fc.property(text, (value) => {
        const price = parsePrice(value);
        if (price) expect(Number.isSafeInteger(price.amountMinor) && price.amountMinor > 0).toBe(true);
      }),
      RUNS,
    );
  });

  it.each([
    ['de-DE', 'EUR'],
    ['en-US', 'USD'],
    ['en-IN', 'INR'],
    ['fr-FR', 'EUR'],
    ['de-CH', 'CHF'],
    ['sv-SE', 'SEK'],
    ['pl-PL', 'PLN'],
    ['pt-BR', 'BRL'],
    ['ja-JP', 'JPY'],
    ['ko-KR', 'KRW'],
    ['cs-CZ', 'CZK'],
    ['ru-RU', 'RUB'],
    ['en-KW', 'KWD'],
    ['he-IL', 'ILS'],
    ['da-DK', 'DKK'],
    ['hu-HU', 'HUF'],
    ['id-ID', 'IDR'],
  ])('reads back what Intl writes for %s in %s', async (locale, currency) => {
    const format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: currencyExponent(currency),
      maximumFractionDigits: currencyExponent(currency),
    });
    await fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), (amountMinor) => {
        const written = format.format(amountMinor / 10 ** currencyExponent(currency));
        expect([written, parsePrice(written, { currencyHint: currency })]).toEqual([
          written,
          { amountMinor, currency },
        ]);
      }),
      RUNS,
    );
  });

  it('reads machine decimals back exactly', async () => {
    await fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999_999_999 }),
        fc.constantFrom('EUR', 'JPY', 'KWD', null),
        (amountMinor, currency) => {
          const exponent = currencyExponent(currency);
          const digits = String(amountMinor).padStart(exponent + 1, '0');
          const decimal = exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
          expect(toMinorUnits(decimal, currency)).toBe(amountMinor);
        },
      ),
      RUNS,
    );
  });
});
