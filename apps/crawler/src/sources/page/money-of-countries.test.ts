import { currencyExponent } from '@goodshunter/contracts/money';
import { expect, it } from '@jest/globals';
import { parsePage } from './parse.js';

/** How shops of many countries write money: language and region of the page, text, price. */
it.each([
  ['vi', '1.000.000 ₫', '1000000 VND'],
  ['ko', '₩48,000', '48000 KRW'],
  ['zh-TW', 'NT$1,280', '1280 TWD'],
  ['zh-HK', 'HK$388', '388 HKD'],
  ['en-SG', 'S$48.00', '48 SGD'],
  ['ms-MY', 'RM 48.00', '48 MYR'],
  ['ro', '48,00 lei', '48 RON'],
  ['bg', '48,00 лв.', '48 BGN'],
  ['en-PH', '₱1,280.00', '1280 PHP'],
  ['en-NG', '₦48,000', '48000 NGN'],
  ['en-KE', 'KSh 4,800', '4800 KES'],
  ['en-ZA', 'R 480.00', '480 ZAR'],
  ['es-CL', '$ 48.000', '48000 CLP'],
  ['es-PE', 'S/ 48.00', '48 PEN'],
  ['es-GT', 'Q480.00', '480 GTQ'],
  ['th', '฿480', '480 THB'],
  ['ar-SA', '٤٨٫٠٠ ر.س', '48 SAR'],
  ['am-ET', 'Br 1,250', '1250 ETB'],
  ['en-BZ', 'BZ$45.00', '45 BZD'],
  ['is', '4.800 kr.', '4800 ISK'],
  ['cs', '4 800,- Kč', '4800 CZK'],
  ['he', '480.00 ₪', '480 ILS'],
  ['fr-CH', 'CHF 48.50', '48.5 CHF'],
  ['nb', 'kr 1 299,-', '1299 NOK'],
  ['en', 'USD 48.00', '48 USD'],
  ['es-MX', '$1,299.00 MXN', '1299 MXN'],
  ['be', '48,00 руб.', '48 BYN'],
  ['kk', '48 000 ₸', '48000 KZT'],
  ['en-IN', 'Rs. 1,299/-', '1299 INR'],
  ['en-AU', 'AU$48.00', '48 AUD'],
  ['sr', '4.800,00 RSD', '4800 RSD'],
  ['fr-MA', '480,00 DH', '480 MAD'],
  ['zh-CN', '¥480.00', '480 CNY'],
])('reads money in %s: %s', (lang, text, expected) => {
  const html = `<html lang="${lang}"><head><title>Copper Kettle - Lindgrove</title></head><body><main><h1>Copper Kettle</h1><p>${text}</p><button>Add to cart</button></main></body></html>`;
  const result = parsePage(html, 'https://lindgrove.example/p');
  const price = result.status === 'ok' ? result.product.price : undefined;
  expect(price && `${price.amountMinor / 10 ** currencyExponent(price.currency)} ${price.currency}`).toBe(expected);
});
