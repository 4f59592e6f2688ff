import { describe, expect, it } from '@jest/globals';
import { parsePage } from './parse.js';

function priceOf(title: string, body: string, lang: string) {
  const html = `<html lang="${lang}"><head><title>${title}</title></head><body><nav><a href="/blog">Blog</a></nav><main><article><h1>${title}</h1>${body}</article></main></body></html>`;
  const result = parsePage(html, 'https://blog.example/guides/tea');
  return result.status === 'ok' ? (result.product.price?.amountMinor ?? null) : null;
}
const PROSE =
  '<p>Whoever looks for one of them will find more than there is room for on any shelf, and few that last for long.</p>';
const BUY = '<button>Add to cart</button>';

describe('a range in running text', () => {
  it.each([
    ['pl', 'Taki imbryk kosztuje od 200 zł do 900 zł.'],
    ['pl', 'Ceny wahają się od 200 zł do 900 zł'],
    ['en', 'One of these costs from $40 to $90.'],
    ['en', 'Prices range from £40 to £90.'],
    ['de', 'Die Preise reichen von 80 € bis 400 €.'],
    ['de', 'Solche Kannen kosten ab 80 €.'],
    ['de', 'Gute gibt es ab 80 € im Handel.'],
    ['en', 'Good ones are £40 to £90.'],
    ['fr', 'Comptez de 50 € à 150 € pour une bonne.'],
    ['es', 'Los precios van desde 20 € hasta 300 €.'],
    ['it', 'Il prezzo va da 30 € a 200 €.'],
    ['nl', 'Zo een pot kost vanaf € 40.'],
    ['ru', 'Такой чайник стоит от 2000 ₽ до 9000 ₽.'],
    ['cs', 'Konvice stojí od 500 Kč do 2 000 Kč.'],
    ['en', 'Whoever wants one that lasts for more than a few years will spend from $40 to $90 on it these days.'],
  ])('is the price of nothing: %s, %s', (lang, text) => {
    expect(priceOf('How to choose a teapot', `${PROSE}<p>${text}</p>${PROSE}`, lang)).toBeNull();
    expect(
      priceOf(
        'How to choose a teapot',
        `${PROSE}<p><strong>${text}</strong></p>${PROSE}<form><button>Add comment</button></form>`,
        lang,
      ),
    ).toBeNull();
  });

  it.each([
    ['<p class="price">From €80.00</p>', 8000],
    ['<p class="price">€80.00 – €120.00</p>', 8000],
    ['<p>Prices from €80.00</p>', 8000],
  ])('is one where it stands as the price of a thing: %s', (text, amount) => {
    expect(priceOf('Rug Lund', `${text}${BUY}`, 'en')).toBe(amount);
  });

  it('takes nothing from the price beside it', () => {
    const text = '<p>Such rugs cost from €300.00 to €900.00 elsewhere.</p>';
    expect(priceOf('Rug Lund', `${text}<p class="price">€120.00</p>${BUY}`, 'en')).toBe(12000);
  });
});
