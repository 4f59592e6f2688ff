import { describe, expect, it } from '@jest/globals';
import { parsePage } from './parse.js';

const ld = (availability: string, more: object = {}) =>
  `<script type="application/ld+json">${JSON.stringify({ '@type': 'Product', name: 'Dry Cider', offers: { '@type': 'Offer', price: '21.50', priceCurrency: 'EUR', availability: `https://schema.org/${availability}`, ...more } })}</script>`;

function stockOf(body: string, lang = 'en') {
  const result = parsePage(
    `<html lang="${lang}"><head><title>Dry Cider – Shop</title></head><body><main><h1>Dry Cider</h1><span class="price">21,50 €</span>${body}</main></body></html>`,
    'https://shop.example/p/cider',
  );
  return result.status === 'ok' ? result.product.availability : result.status;
}

describe('rows of several sellers', () => {
  const row = (name: string, price: string, label: string) =>
    `<tr><td><a href="/out/${name}">${name}</a></td><td>${price}</td><td><a class="button" href="/go/${name}">${label}</a></td></tr>`;
  const table = (...rows: string[]) => `<table>${rows.join('')}</table>${ld('InStock')}`;

  it('one that is out, at another price, does not make all out', () => {
    expect(stockOf(table(row('Kiosk', '19,00 €', 'Out of stock'), row('Depot', '21,50 €', 'Go to shop')))).toBe(
      'in_stock',
    );
    expect(stockOf(table(row('Kiosk', '19,00 €', 'Out of stock')))).toBe('in_stock');
  });

  it('the one whose price is told is out', () => {
    expect(stockOf(table(row('Depot', '21,50 €', 'Out of stock')))).toBe('out_of_stock');
  });
});

describe('the stock of a page', () => {
  it.each([
    ['<p>Out of stock</p>'],
    ['<div class="a1"><span class="b2">Ausverkauft</span></div>'],
    ['<p>Nicht mehr lieferbar</p>'],
    ['<p>Currently unavailable. We do not know when or if this will be back in stock.</p>'],
    ['<p>We are sorry, this product has sold out and will be back soon.</p>'],
    ['<p>Diese Sorte steht leider nicht zur Verfügung</p>'],
    ['<p>SOLD</p>'],
    ['<b>Slut i lager</b>'],
    ['<p>Stokta bulunmamaktadır</p>'],
    ['<p>No disponible en este momento</p>'],
    ['<p>Derzeit nicht auf Lager</p>'],
    ['<p>Victime de son succès : épuisé</p>'],
    ['<p>Actuellement indisponible</p>'],
    ['<p>Sin existencias</p>'],
    ['<p>Prodotto esaurito</p>'],
    ['<p>Produto indisponível</p>'],
    ['<p>Tijdelijk uitverkocht</p>'],
    ['<p>Towar niedostępny</p>'],
    ['<p>Нет в наличии</p>'],
    ['<p>在庫切れ</p>'],
    ['<p>暂时缺货</p>'],
    ['<p><b>0</b> in stock</p>'],
    ['<p>Availability: <b>Not available</b></p>'],
    ['<dl><dt>Lager</dt><dd>Nicht verfügbar</dd></dl>'],
  ])('is out by its words alone, and by them against markup: %s', (words) => {
    expect(stockOf(words)).toBe('out_of_stock');
    expect(stockOf(ld('InStock') + words)).toBe('out_of_stock');
  });

  it('is out where its button is disabled and there is nothing to choose first', () => {
    expect(stockOf('<button disabled>Add to cart</button>')).toBe('out_of_stock');
    expect(stockOf('<select><option>M</option></select><button disabled>Add to cart</button>')).toBe('in_stock');
  });

  it('is in where one size is out and another button buys', () => {
    expect(
      stockOf(
        '<div class="sizes"><button disabled>S - Sold out</button><button>M</button></div><button>Add to bag</button>',
      ),
    ).toBe('in_stock');
  });

  it.each([
    ['<button disabled>Sold out</button>'],
    ['<button class="add-to-cart" disabled>Sold out</button>'],
    ['<button type="submit" name="add" aria-disabled="true">Ausverkauft</button>'],
    ['<input type="submit" value="Rupture de stock" disabled>'],
    ['<a class="btn btn-disabled" href="#">Agotado</a>'],
    ['<button class="product-form__submit">Esaurito</button>'],
    ['<button disabled>売り切れ</button>'],
    ['<button disabled>Add to cart</button><p>Sold out</p>'],
    ['<button>Notify me when available</button>'],
    ['<button class="add-to-cart">Benachrichtigen, wenn verfügbar</button>'],
  ])('is out by its button: %s', (button) => {
    expect(stockOf(button)).toBe('out_of_stock');
    expect(stockOf(ld('InStock') + button)).toBe('out_of_stock');
  });

  it.each([
    ['<button>Add to cart</button>'],
    ['<button type="submit" class="x9"><span>In den Warenkorb</span></button>'],
    ['<input type="submit" value="Ajouter au panier">'],
    ['<input type="image" alt="Add to basket" src="/b.gif">'],
    ['<a class="btn" href="/cart?add=1">Añadir al carrito</a>'],
    ['<div role="button">カートに入れる</div>'],
    ['<a class="button" href="#"><img src="/b.gif" alt="Comprar"></a>'],
    ['<button aria-label="Do koszyka"><svg></svg></button>'],
  ])('is in by a button that buys, whatever markup or an old notice says: %s', (button) => {
    expect(stockOf(button)).toBe('in_stock');
    expect(stockOf(ld('OutOfStock') + button)).toBe('in_stock');
    expect(stockOf(`<p>Out of stock</p>${button}`)).toBe('in_stock');
  });

  it.each([
    ['<p>In stock</p>'],
    ['<p>250 in stock</p>'],
    ['<p>Nur noch 3 Stück auf Lager</p>'],
    ['<p>Disponible immédiatement</p>'],
    ['<p>Наличие: <b>есть в наличии</b></p>'],
    ['<p>Online: in stock</p><p>In our shop in Leeds: sold out</p>'],
    ['<p>In stock</p><div class="sizes"><label>S sold out</label><label>M</label></div>'],
    ['<p>In stock</p><h2>You may also like</h2><p>Sold out</p>'],
    [
      '<p>In stock</p><div hidden>Out of stock</div><div style="display:none">Sold out</div><template>Sold out</template>',
    ],
    ['<p>Not available in smaller quantities</p><p>In stock</p>'],
    [
      '<p>In stock</p><ul><li><a href="/a">A</a> <b>$1.00</b> <i>Sold out</i></li><li><a href="/b">B</a> <b>$2.00</b> <i>Sold out</i></li><li><a href="/c">C</a> <b>$3.00</b> <i>Sold out</i></li></ul>',
    ],
  ])('is in: %s', (words) => {
    expect(stockOf(words)).toBe('in_stock');
  });

  it.each([
    ['<button>Pre-order now</button>'],
    ['<button>Jetzt vorbestellen</button>'],
    ['<button>Précommander</button>'],
    ['<button>予約する</button>'],
    ['<p>Pre-order: ships on 12 March</p>'],
    ['<p>Erscheint am 12.03.2027</p><button>In den Warenkorb</button>'],
    [ld('PreOrder')],
    [`${ld('PreOrder')}<button>Add to cart</button>`],
    [ld('PreSale')],
  ])('is a preorder: %s', (words) => {
    expect(stockOf(words)).toBe('preorder');
  });

  it.each([
    ['<p>Available on backorder</p><button>Add to cart</button>'],
    ['<p>Auf Bestellung</p>'],
    ['<p>Sur commande</p>'],
    ['<p>Под заказ</p>'],
    [ld('BackOrder')],
  ])('is a backorder: %s', (words) => {
    expect(stockOf(words)).toBe('backorder');
  });

  it.each([
    [ld('InStock'), 'in_stock'],
    [ld('LimitedAvailability'), 'in_stock'],
    [ld('OutOfStock'), 'out_of_stock'],
    [ld('SoldOut'), 'out_of_stock'],
    [ld('Discontinued'), 'out_of_stock'],
    [`${ld('OutOfStock')}<p>Sold out</p><button>Add to cart</button>`, 'out_of_stock'],
  ])('goes by markup where people are told nothing else: %s', (body, expected) => {
    expect(stockOf(body)).toBe(expected);
  });

  it('goes by one offer that can be had', () => {
    const offers = ['OutOfStock', 'InStock', 'OutOfStock'].map((state, index) => ({
      '@type': 'Offer',
      price: 5,
      priceCurrency: 'EUR',
      sku: `S${index}`,
      availability: state,
    }));
    const body = `<script type="application/ld+json">${JSON.stringify({ '@type': 'Product', name: 'Dry Cider', offers })}</script>`;
    expect(stockOf(body)).toBe('in_stock');
  });
});
