import { currencyExponent } from '@goodshunter/contracts/money';
import { expect, it } from '@jest/globals';
import { parsePage } from './parse.js';

const BUY = '<button class="btn" type="submit">Add to cart</button>';

/** How shops of many countries write what a thing costs beside what it does not: name, language, title, page, price. */
it.each<[string, string, string, string, string]>([
  ['de grouped', 'de', 'Copper Kettle', '<div class="price">1.226 €</div>', '1226 EUR'],
  ['count before from', 'en-US', 'Driving Glasses', '<div class="price">2 pairs from $349</div>', '349 USD'],
  ['swiss apostrophe', 'de-CH', 'Copper Kettle', '<div class="price">CHF 1’249.–</div>', '1249 CHF'],
  ['de dash', 'de', 'Copper Kettle', '<span class="amount">99,– €</span>', '99 EUR'],
  ['nl dash', 'nl', 'Copper Kettle', '<span class="amount">€ 1.234,-</span>', '1234 EUR'],
  ['sv colon', 'sv', 'Copper Kettle', '<span class="amount">1 299:-</span>', '1299 SEK'],
  ['hu', 'hu', 'Copper Kettle', '<span class="amount">12 990 Ft</span>', '12990 HUF'],
  ['id', 'id', 'Copper Kettle', '<span class="amount">Rp 1.250.000</span>', '1250000 IDR'],
  ['in lakh', 'en-IN', 'Copper Kettle', '<span class="amount">₹1,24,999.00</span>', '124999 INR'],
  ['kwd', 'en', 'Copper Kettle', '<span class="amount">KWD 12.750</span>', '12.75 KWD'],
  [
    'jp net gross',
    'ja',
    '銅のやかん',
    '<p>税抜 <span class="p">4,527円</span></p><p>税込 <span class="p">4,980円</span></p>',
    '4980 JPY',
  ],
  ['fr from', 'fr', 'Copper Kettle', '<p class="prix">À partir de 1 099,00 € TTC</p>', '1099 EUR'],
  ['cad behind', 'en-CA', 'Copper Kettle', '<p class="price">$1,299.00 CAD</p>', '1299 CAD'],
  ['unit kg first', 'fr', 'Copper Kettle', '<p><span>2,49 € / kg</span></p><p class="pv">1,25 €</p>', '1.25 EUR'],
  ['unit in brackets', 'en-GB', 'Copper Kettle', '<p class="pp">£12.99 (£1.30/100ml)</p>', '12.99 GBP'],
  [
    'float in markup',
    'en-GB',
    'Copper Kettle',
    '<div itemscope itemtype="https://schema.org/Product"><span itemprop="name">Copper Kettle</span><div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="price" content="29.1583"><meta itemprop="priceCurrency" content="GBP"></div></div>',
    '29.16 GBP',
  ],
  ['aed', 'ar-AE', 'Copper Kettle', '<span class="amount">د.إ 349.00</span>', '349 AED'],
  [
    'rub percent',
    'ru',
    'Copper Kettle',
    '<span class="a">2 599 ₽</span> <span class="pct">-50%</span> <span class="b">1 299 ₽</span>',
    '1299 RUB',
  ],
  [
    'ld spaced comma',
    'pl',
    'Copper Kettle',
    '<script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","name":"Copper Kettle","offers":{"@type":"Offer","price":"1 299,00","priceCurrency":"PLN","availability":"https://schema.org/InStock"}}</script>',
    '1299 PLN',
  ],
  [
    'ld grouped',
    'en-US',
    'Copper Kettle',
    '<script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","name":"Copper Kettle","offers":{"@type":"Offer","price":"1,299.00","priceCurrency":"USD","availability":"https://schema.org/InStock"}}</script>',
    '1299 USD',
  ],
  [
    'ld with sign',
    'de',
    'Copper Kettle',
    '<script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","name":"Copper Kettle","offers":{"@type":"Offer","price":"1299,00 €","availability":"InStock"}}</script>',
    '1299 EUR',
  ],
  [
    'free shipping first',
    'en-US',
    'Copper Kettle',
    '<p>Free shipping over $50</p><div class="pdp-price">$35.00</div>',
    '35 USD',
  ],
  [
    'gb not price',
    'en-US',
    'Field Tablet',
    '<div><button>256 GB</button> <button disabled>512 GB Not available</button></div><div class="pdp-price">$979.00</div>',
    '979 USD',
  ],
  ['buy two save', 'en-US', 'Copper Kettle', '<p>Buy 2, save $10</p><div class="pdp-price">$24.00</div>', '24 USD'],
  [
    'you save',
    'en-US',
    'Copper Kettle',
    '<div>List price $120.00</div><div>$90.00</div><div>You save $30.00 (25%)</div>',
    '90 USD',
  ],
  [
    'bem compare',
    'en-US',
    'Copper Kettle',
    '<span class="price price--compare">$80.00</span> <span class="price price--sale">$60.00</span>',
    '60 USD',
  ],
  [
    'reader words',
    'de',
    'Copper Kettle',
    '<p class="price"><del>59,90 €</del> <span class="sr">Ursprünglicher Preis war: 59,90 €</span> <ins>44,90 €</ins> <span class="sr">Aktueller Preis ist: 44,90 €.</span></p>',
    '44.9 EUR',
  ],
  [
    'omnibus pl',
    'pl',
    'Copper Kettle',
    '<p>249,00 zł</p><p>Cena regularna: 299,00 zł</p><p>Najniższa cena z 30 dni przed obniżką: 199,00 zł</p>',
    '249 PLN',
  ],
  ['omnibus cs', 'cs', 'Copper Kettle', '<p>764 Kč</p><p>Poslední nejnižší cena: 788 Kč</p>', '764 CZK'],
  [
    'omnibus it',
    'it',
    'Copper Kettle',
    '<p>84,00 €</p><p>Prezzo più basso degli ultimi 30 giorni: 79,00 €</p>',
    '84 EUR',
  ],
  [
    'club card',
    'en-GB',
    'Copper Kettle',
    '<div class="offer">£3.00 with Clubcard</div><div class="reg">£4.50</div>',
    '4.5 GBP',
  ],
  [
    'plus member',
    'en-US',
    'Copper Kettle',
    '<div><span>Plus members pay</span> <b>$71.99</b></div><div><b>$79.99</b></div>',
    '79.99 USD',
  ],
  [
    'subscribe',
    'en-US',
    'Coffee Beans',
    '<label><input type="radio" name="x"> Subscribe &amp; Save <span>$18.00</span></label><label><input type="radio" name="x" checked> One-time purchase <span>$20.00</span></label>',
    '20 USD',
  ],
  [
    'four payments',
    'en-US',
    'Copper Kettle',
    '<p class="pay">4 interest-free payments of $24.75</p><p class="amt">$99.00</p>',
    '99 USD',
  ],
  ['cz monthly', 'cs', 'Copper Kettle', '<p class="fin">od 202 Kč měsíčně</p><p class="cena">6 290 Kč</p>', '6290 CZK'],
  [
    'es cuotas',
    'es-AR',
    'Copper Kettle',
    '<p>6 cuotas sin interés de $ 4.500</p><p class="precio">$ 27.000</p>',
    '27000 ARS',
  ],
  [
    'sv moms',
    'sv',
    'Copper Kettle',
    '<p>1 000 kr <small>exkl. moms</small></p><p>1 250 kr <small>inkl. moms</small></p>',
    '1250 SEK',
  ],
  ['gst', 'en-AU', 'Copper Kettle', '<p>$110.00 Inc GST</p><p>$100.00 Ex GST</p>', '110 AUD'],
  [
    'protection',
    'en-US',
    'Copper Kettle',
    '<p class="pdp">$249.00</p><fieldset><legend>Protect it</legend><label><input type="checkbox"> 2-year protection plan <span>$39.99</span></label></fieldset>',
    '249 USD',
  ],
  ['monthly or', 'en-US', 'Copper Kettle', '<p>From $27.08/mo. for 36 mo. or $975.00</p>', '975 USD'],
  ['auction', 'en-US', 'Copper Kettle', '<p>Estimate: $500 - $700</p><p>Current bid: <b>$320</b></p>', '320 USD'],
  [
    'bundle total',
    'en-US',
    'Copper Kettle',
    '<p class="x1">$49.99</p><section><h3>Frequently bought together</h3><p>Total: $149.97</p><ul><li><a href="/b">Tea strainer</a> $49.98</li><li><a href="/c">Tray</a> $50.00</li></ul></section>',
    '49.99 USD',
  ],
  ['toman', 'fa', 'Copper Kettle', '<p class="x">۱٬۲۵۰٬۰۰۰ تومان</p>', '1250000 null'],
  ['egp', 'ar-EG', 'Copper Kettle', '<p class="x">1,250.00 جنيه</p>', '1250 EGP'],
  ['bam', 'bs', 'Copper Kettle', '<p class="cijena">129,90 KM</p>', '129.9 BAM'],
  ['ttd', 'en-TT', 'Copper Kettle', '<p class="x">TT$450.00</p>', '450 TTD'],
  [
    'cents in span',
    'fr',
    'Copper Kettle',
    '<p class="x"><span>35</span><span>€</span><span>99</span></p>',
    '35.99 EUR',
  ],
  ['en space', 'fr', 'Copper Kettle', '<p class="x">1 837,50 €</p>', '1837.5 EUR'],
  ['uah', 'uk', 'Copper Kettle', '<p class="x">1 499 грн</p>', '1499 UAH'],
  ['try sign', 'tr', 'Copper Kettle', '<p class="x">1.249,90 ₺</p>', '1249.9 TRY'],
  ['deposit dk', 'da', 'Copper Kettle', '<p>Pant: 3,00 kr.</p><p class="x">24,95 kr.</p>', '24.95 DKK'],
  ['rrp au', 'en-AU', 'Copper Kettle', '<p>RRP $199</p><p>$149</p>', '149 AUD'],
  ['msrp', 'en-US', 'Copper Kettle', '<p>MSRP: $1,099.99</p><p>Our price: $949.99</p>', '949.99 USD'],
  ['old below', 'es', 'Copper Kettle', '<p class="a">59,95 €</p><p class="b">Antes: 79,95 €</p>', '59.95 EUR'],
  ['prime', 'it', 'Copper Kettle', '<p>Prezzo socio: 18,00 €</p><p>Prezzo: 22,00 €</p>', '22 EUR'],
  ['per night', 'en-GB', 'Tent Hire', '<p>£4.10 per night</p><p>£123.00 total</p>', '123 GBP'],
  ['shipping after', 'de', 'Copper Kettle', '<p class="x">48,00 €</p><p>zzgl. 5,90 € Versand</p>', '48 EUR'],
  ['points', 'en-US', 'Copper Kettle', '<p>Earn 480 points ($4.80)</p><p class="x">$48.00</p>', '48 USD'],
  [
    'tiered',
    'en-US',
    'Copper Kettle',
    '<p class="x">$12.00</p><table><tr><th>Qty</th><th>Price each</th></tr><tr><td>10+</td><td>$11.00</td></tr><tr><td>50+</td><td>$9.50</td></tr></table>',
    '12 USD',
  ],
])('reads the price beside other amounts: %s', (_name, lang, title, body, expected) => {
  const html = `<html lang="${lang}"><head><title>${title} - Lindgrove</title></head><body><main><h1>${title}</h1>${body}${BUY}</main></body></html>`;
  const result = parsePage(html, 'https://lindgrove.example/p');
  const price = result.status === 'ok' ? result.product.price : undefined;
  expect(price && `${price.amountMinor / 10 ** currencyExponent(price.currency)} ${price.currency}`).toBe(expected);
});

it.each([['used ones from', '<p>Currently unavailable.</p><p><a href="/offers">3 used from $45.00</a></p>']])(
  'reads no price from %s',
  (_name, body) => {
    const html = `<html lang="en-US"><head><title>Field Camera - Lindgrove</title></head><body><main><h1>Field Camera</h1>${body}</main></body></html>`;
    const result = parsePage(html, 'https://lindgrove.example/p');
    expect(result.status === 'ok' ? result.product.price : undefined).toBeUndefined();
  },
);
