import { currencyExponent } from '@goodshunter/contracts/money';
import { expect, it } from '@jest/globals';
import { parsePage } from './parse.js';

function priceOf(lang: string, body: string, title = 'Copper Kettle'): string | undefined {
  const html = `<html lang="${lang}"><head><title>${title} - Lindgrove</title></head><body><main><h1>${title}</h1>${body}<button>Add to cart</button></main></body></html>`;
  const result = parsePage(html, 'https://lindgrove.example/p');
  const price = result.status === 'ok' ? result.product.price : undefined;
  return price && `${price.amountMinor / 10 ** currencyExponent(price.currency)} ${price.currency}`;
}

/** What a thing cost before, what it costs others, its parts and its taxes, as shops of many countries say it: language, page, price. */
it.each<[string, string, string]>([
  ['en-IE', '<p>€48.00</p><p>Sale ends in 02:13:45</p>', '48 EUR'],
  ['en-GB', '<p>£9.00</p><p>Pack of 6 (£1.50 each)</p>', '9 GBP'],
  ['en-GB', '<p>£9.00</p><p>Save £5 when you buy 2</p>', '9 GBP'],
  ['nl', '<p>van € 60,00 voor € 48,00</p>', '48 EUR'],
  ['pl', '<p>48,00 zł brutto (39,02 zł netto)</p>', '48 PLN'],
  ['de', '<p>6,00 €</p><p>1 l = 12,00 €</p>', '6 EUR'],
  ['ja', '<p>48,000円（税込52,800円）</p>', '52800 JPY'],
  ['ko', '<p>정가 60,000원</p><p>판매가 48,000원</p>', '48000 KRW'],
  ['pt-BR', '<p>De: R$ 60,00</p><p>Por: R$ 48,00</p>', '48 BRL'],
  ['en-IN', '<p>M.R.P.: ₹600.00</p><p>Deal: ₹480.00</p>', '480 INR'],
  ['it', '<p>48,00 € anziché 60,00 €</p>', '48 EUR'],
  ['ru', '<p>Цена: 480 руб.</p><p>Старая цена: 600 руб.</p>', '480 RUB'],
  ['tr', '<p>KDV Dahil: 480,00 TL</p><p>KDV Hariç: 400,00 TL</p>', '480 TRY'],
  ['he', '<p><del>₪600</del> ₪480</p>', '480 ILS'],
  ['th', '<p>ราคาปกติ ฿600</p><p>ราคาพิเศษ ฿480</p>', '480 THB'],
  ['vi', '<p>Giá gốc: 600.000₫</p><p>Giá khuyến mãi: 480.000₫</p>', '480000 VND'],
  ['ar-SA', '<p>السعر قبل الخصم: 600 ر.س</p><p>السعر الآن: 480 ر.س</p>', '480 SAR'],
  ['sv', '<p>480 kr</p><p>Ord. pris 600 kr</p>', '480 SEK'],
  ['fi', '<p>48,00 €</p><p>Norm. 60,00 €</p>', '48 EUR'],
  ['cs', '<p>Běžná cena: 600 Kč</p><p>Naše cena: 480 Kč</p>', '480 CZK'],
  ['hu', '<p>Eredeti ár: 6 000 Ft</p><p>Akciós ár: 4 800 Ft</p>', '4800 HUF'],
  ['ro', '<p>Preț vechi: 600 lei</p><p>Preț nou: 480 lei</p>', '480 RON'],
  ['el', '<p>Αρχική τιμή: 60,00 €</p><p>Τώρα: 48,00 €</p>', '48 EUR'],
  ['uk', '<p>Стара ціна: 600 грн</p><p>Нова ціна: 480 грн</p>', '480 UAH'],
  ['da', '<p>Før 600 kr.</p><p>Nu 480 kr.</p>', '480 DKK'],
  ['id', '<p><span style="text-decoration:line-through">Rp600.000</span> Rp480.000</p>', '480000 IDR'],
  ['nl', '<p>Adviesprijs € 60,00</p><p>€ 48,00</p>', '48 EUR'],
  ['de', '<p>1,99 €</p><p>zzgl. 0,25 € Pfand</p>', '1.99 EUR'],
  ['es', '<p>Desde 4,00 €/mes</p><p>48,00 €</p>', '48 EUR'],
  ['it', '<p>o 3 rate da 16,00 €</p><p>48,00 €</p>', '48 EUR'],
  ['tr', '<p>3 taksit x 160,00 TL</p><p>480,00 TL</p>', '480 TRY'],
  ['en-US', '<p>Pay in 4 interest-free payments of $12.00</p><p>$48.00</p>', '48 USD'],
  ['en-IE', '<span class="badge">-€12</span><p>€48.00</p>', '48 EUR'],
  ['en-US', '<p>$12.00</p><p>3 or more: $10.00 each</p>', '12 USD'],
  ['en-US', '<p>4.8 (1,204)</p><p>$48.00</p>', '48 USD'],
  ['en-US', '<p>$48.00</p><p>+ $3.99 service fee</p>', '48 USD'],
  ['en-GB', '<p>£48.00</p><p>Found it cheaper? We match up to £20.00</p>', '48 GBP'],
  ['de', '<p>48,00 €</p><p>10,00 € Cashback sichern</p>', '48 EUR'],
  ['ja', '<p>販売価格4,980円</p>', '4980 JPY'],
  ['zh-CN', '<p>售价480元</p>', '480 CNY'],
])('reads the price in %s beside what it is not: %s', (lang, body, expected) => {
  expect(priceOf(lang, body)).toBe(expected);
});

it('takes no amount in the name of a thing for its price', () => {
  expect(priceOf('en-US', '<p>$9.00</p>', '$10 Gift Card')).toBe('9 USD');
});
