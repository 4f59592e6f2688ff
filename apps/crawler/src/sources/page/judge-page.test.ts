import { describe, expect, it } from '@jest/globals';
import { parsePage } from './parse.js';

const PAGE_URL = 'https://shop.example/p/lamp';
const judge = (title: string, body: string, url = PAGE_URL) =>
  parsePage(`<!doctype html><html><head><title>${title}</title></head><body>${body}</body></html>`, url);
const kindOf = (title: string, body: string, url?: string) => judge(title, body, url).verdict.kind;
const ld = (data: unknown) => `<script type="application/ld+json">${JSON.stringify(data)}</script>`;
const other =
  '<div class="product"><h2>Cotton Throw Dune</h2><span class="price">$25.00</span><button class="add-to-cart">Add to cart</button></div>';

describe('a page that failed', () => {
  const buy = '<div class="buybox"><span class="price">€49.00</span><button>Buy now</button></div>';

  it.each([
    ['Shop', 'Something went wrong', '<p>Please reload.</p>'],
    ['Fehler – Laden', 'Wollschal Fjord', '<p>Ein Fehler ist aufgetreten.</p>'],
    ['Shop', 'Oops!', '<p>An error occurred while loading this page.</p>'],
    ['Service temporarily unavailable', 'Wollschal Fjord', ''],
  ])('has no price, whatever block of buying it still shows: %s / %s', (title, heading, text) => {
    expect(judge(title, `<h1>${heading}</h1>${text}${buy}`)).toMatchObject({
      status: 'unrecognized',
      verdict: { kind: 'error' },
    });
  });

  it('is none where a product is called so, or a hidden message waits for its use', () => {
    const shirt = ld({
      '@type': 'Product',
      name: 'Shirt: Internal Server Error',
      offers: { price: 49, priceCurrency: 'EUR' },
    });
    expect(kindOf('Shirt: Internal Server Error', `<h1>Shirt: Internal Server Error</h1>${shirt}${buy}`)).toBe(
      'product',
    );
    expect(kindOf('Wool Scarf', `<h1>Wool Scarf</h1><p>Something went wrong, try again later.</p>${buy}`)).toBe(
      'product',
    );
  });
});

describe('a price that is to be asked for', () => {
  const cards = (heading: string) =>
    `<section>${heading}<ul>${[1, 2, 3, 4].map((n) => `<li><a href="/p/${n}"><img src="${n}.jpg"><h3>Crane ${n}</h3></a><span class="price">${n}00,00 €</span><button>Kaufen</button></li>`).join('')}</ul></section>`;

  it.each([
    ['Preis auf Anfrage'],
    ['Call for price'],
    ['P.O.A.'],
    ['Prix sur demande'],
    ['Precio a consultar'],
    ['Prezzo su richiesta'],
    ['Cena na zapytanie'],
    ['Цена по запросу'],
    ['価格はお問い合わせください'],
  ])('%s: none, whatever cards of others stand below', (text) => {
    for (const heading of ['', '<h2>Das könnte Ihnen auch gefallen</h2>', '<h2>Featured</h2>']) {
      const result = judge('Tower Crane 300', `<h1>Tower Crane 300</h1><p class="price">${text}</p>${cards(heading)}`);
      expect(result).toMatchObject({ status: 'ok', verdict: { kind: 'product' } });
      if (result.status !== 'ok') continue;
      expect(result.product.price).toBeUndefined();
      expect(result.product.availability).toBe('unknown');
    }
  });

  it('is no one card below either, and leaves a price before it alone', () => {
    const of = (body: string) => {
      const result = judge('Tower Crane 300', `<h1>Tower Crane 300</h1>${body}`);
      return result.status === 'ok' ? result.product.price?.amountMinor : 'unrecognized';
    };
    expect(of('<p>Price on request</p><div><b>Hook</b> <span class="price">9,00 €</span></div>')).toBeUndefined();
    const price = '<p class="price">900,00 €</p>';
    expect(of(`${price}<p>Price of installation on request</p><button>Buy</button>`)).toBe(90000);
    expect(of(`<p>Delivery on request</p>${price}<button>Buy</button>`)).toBe(90000);
  });
});

describe('a page that says that the thing is gone', () => {
  it.each([
    ['Product not found', 'Product not found'],
    ['404 – Shop', '404'],
    ['Lamp – Shop', 'This listing has ended'],
    ['Lamp – Shop', 'Sorry, this item is no longer available'],
    ['Seite nicht gefunden', 'Diese Seite wurde leider nicht gefunden'],
    ['Shop', 'Dieser Artikel ist nicht mehr im Sortiment'],
    ['Boutique', "Cet article n'est plus disponible"],
    ['Page introuvable', 'Page introuvable'],
    ['Tienda', 'Producto no encontrado'],
    ['Tienda', 'Este artículo ya no está disponible'],
    ['Negozio', 'Il prodotto non è più disponibile'],
    ['Loja', 'Produto não encontrado'],
    ['Winkel', 'Dit product is niet meer leverbaar'],
    ['Dükkan', 'Aradığınız ürün bulunamadı'],
    ['Sklep', 'Nie znaleziono strony: produkt nie istnieje'],
    ['Магазин', 'Товар не найден'],
    ['店', 'お探しの商品は見つかりません'],
    ['商店', '该商品已下架'],
  ])('is gone: %s / %s', (title, heading) => {
    for (const body of [`<h1>${heading}</h1><p>How about this one?</p>${other}`, `<h1>${heading}</h1>`]) {
      const result = judge(title, body);
      expect(result.verdict.kind).toBe('gone');
      expect(result.verdict.why).toMatch(/gone: "/);
      if (result.status === 'ok') expect(result.product.price).toBeUndefined();
    }
  });

  it('is gone by a sentence above all headings, whatever is shown below', () => {
    const sentence = '<p>Sorry, the product you are looking for has been removed from our range.</p>';
    expect(kindOf('Shop', sentence + other)).toBe('gone');
    expect(kindOf('Shop', `<p>Is this item no longer available in your store?</p>${other}`)).not.toBe('gone');
  });

  it('is gone by a notice where its name still heads the page, and nothing sells it', () => {
    const body =
      '<h1>Wool Blanket Fjord</h1><p>This product has been removed from our range.</p><div class="related"><a href="/p/2">Other <span class="price">$9.00</span></a></div>';
    expect(kindOf('Wool Blanket Fjord', body)).toBe('gone');
  });

  it.each([
    ['sold out, with its price', '<h1>Exos 16TB</h1><span class="price">239,00 €</span><p>Nicht mehr lieferbar</p>'],
    [
      'one colour',
      '<h1>Exos 16TB</h1><span class="price">239,00 €</span><p>No longer available in green.</p><button>Add to cart</button>',
    ],
    [
      'a name that sounds like it',
      '<h1>404 Exos 16TB</h1><span class="price">239,00 €</span><button>Add to cart</button>' +
        ld({
          '@type': 'Product',
          name: '404 Exos 16TB',
          offers: { price: 239, priceCurrency: 'EUR', availability: 'InStock' },
        }),
    ],
  ])('is still a product: %s', (_name, body) => {
    expect(kindOf('Exos 16TB', body)).toBe('product');
  });
});

describe('a page before the page', () => {
  it.each([
    ['Just a moment...', '<h1>shop.example</h1><p>Verifying you are human. This may take a few seconds.</p>'],
    ['Attention Required!', '<h1>Sorry, you have been blocked</h1>'],
    ['Shop', '<h1>Are you a robot?</h1><p>Please solve the captcha.</p>'],
    ['Shop', '<h1>Access Denied</h1><p>You do not have permission.</p>'],
    ['Laden', '<h1>Sicherheitsüberprüfung</h1><p>Bitte bestätigen Sie, dass Sie ein Mensch sind.</p>'],
    ['Boutique', "<h1>Vérification de sécurité</h1><p>Confirmez que vous n'êtes pas un robot</p>"],
    ['Магазин', '<h1>Доступ ограничен</h1><p>Подтвердите, что вы не робот</p>'],
    ['商城', '<h1>安全验证</h1><p>请完成验证码</p>'],
  ])('is blocked: %s %s', (title, body) => {
    expect(judge(title, body)).toMatchObject({ status: 'unrecognized', verdict: { kind: 'blocked' } });
  });

  it.each([
    ['Sign in', '<h1>Sign in</h1><form><input type="email"><input type="password"><button>Sign in</button></form>'],
    ['Anmelden – Laden', '<h1>Anmelden</h1><form><input type="password"></form>'],
    ['Connexion', '<h1>Se connecter</h1><form><input type="password"></form>'],
    [
      'Sign in to continue',
      '<h1>Sign in to continue</h1><form><input type="password"><button>Sign in</button></form><p>Become a member for €9.99</p><button>Buy membership</button>',
    ],
    ['Вход', '<h1>Вход</h1><form><input type="password"></form>'],
    ['Iniciar sesión', '<h1>Iniciar sesión</h1><form><input type="password"></form>'],
  ])('is a login: %s', (title, body) => {
    expect(judge(title, body)).toMatchObject({ status: 'unrecognized', verdict: { kind: 'login' } });
  });

  it.each([
    ['Shop', '<h1>Before you continue</h1><p>We use cookies.</p><button>Accept</button>'],
    ['Laden', '<h1>Ihre Privatsphäre</h1><p>Wir verwenden Cookies.</p>'],
    ['Boutique', '<h1>Avant de continuer</h1><p>Nous utilisons des cookies</p>'],
    ['Shop', '<h1>Age verification</h1><p>Are you over 18?</p>'],
    ['Negozio', '<h1>Prima di continuare</h1><p>Utilizziamo i cookie</p>'],
  ])('asks for consent: %s %s', (title, body) => {
    expect(judge(title, body)).toMatchObject({ status: 'unrecognized', verdict: { kind: 'consent' } });
  });

  it.each([
    ['Error', '<h1>Internal Server Error</h1>'],
    ['Shop', '<h1>Something went wrong</h1><p>Please try again later.</p>'],
    ['Laden', '<h1>Wartungsarbeiten</h1><p>Wir sind bald zurück.</p>'],
    ['Boutique', '<h1>Une erreur est survenue</h1>'],
    ['Tienda', '<h1>Sitio en mantenimiento</h1>'],
    ['Магазин', '<h1>Технические работы</h1>'],
  ])('is an error: %s %s', (title, body) => {
    expect(judge(title, body)).toMatchObject({ status: 'unrecognized', verdict: { kind: 'error' } });
  });

  it('is no wall where a product stands with its banner for cookies and its login in the corner', () => {
    const body =
      '<div class="banner">We use cookies <button>Accept cookies</button></div><form><input type="password"><button>Sign in</button></form><h1>Lamp</h1><span class="price">5 €</span><button>Add to cart</button>';
    expect(kindOf('Lamp', body)).toBe('product');
  });
});

const card = (index: number) =>
  `<li class="card"><a href="/l${index}"><img src="/l${index}.jpg" alt=""></a><a href="/l${index}">Thing ${index}</a><span class="price">€${index}9.90</span><button class="add-to-cart">Add to cart</button></li>`;
const cards = (count: number) => Array.from({ length: count }, (_, index) => card(index + 1)).join('');

describe('a list of products', () => {
  it.each([
    ['two cards below the heading', `<h1>Lamps</h1><ul>${cards(2)}</ul>`],
    ['a row of cards', `<h1>Lamps</h1><ul>${cards(8)}</ul>`],
    [
      'sorting and a price in a banner below',
      `<h1>Lamps</h1><p>Sort by</p><ul>${cards(6)}</ul><p>Free shipping over €50</p>`,
    ],
    ['in German', `<h1>Lampen</h1><div>24 Artikel</div><div>Sortieren nach</div><ul>${cards(6)}</ul>`],
    ['in Russian', `<h1>Лампы</h1><div>Сортировка</div><ul>${cards(6)}</ul>`],
    ['in Japanese', `<h1>ランプ</h1><div>並び替え</div><ul>${cards(6)}</ul>`],
    [
      'by a choice of the order',
      `<h1>Lamps</h1><select name="orderby"><option>Price</option></select><ul>${cards(5)}</ul>`,
    ],
    [
      'without classes',
      `<h1>Lamps</h1><div>${Array.from({ length: 5 }, (_, index) => `<div><a href="/x${index}">Lamp ${index}</a><b>$${index}4.00</b></div>`).join('')}</div>`,
    ],
    [
      'in rows of a table',
      `<h1>Lamps</h1><table>${Array.from({ length: 5 }, (_, index) => `<tr><td><a href="/x${index}">Lamp ${index}</a></td><td>$${index}4.00</td></tr>`).join('')}</table>`,
    ],
    [
      'in markup alone',
      `<h1>Lamps</h1>${ld([1, 2, 3].map((index) => ({ '@type': 'Product', name: `Thing ${index}`, offers: { price: index, priceCurrency: 'EUR' } })))}`,
    ],
  ])('has no price: %s', (_name, body) => {
    const result = judge('Lamps', body);
    expect(result.verdict.kind).toBe('category');
    if (result.status === 'ok') expect(result.product).toMatchObject({ confidence: 0, availability: 'unknown' });
  });

  it.each([
    [
      'with others below',
      `<h1>Lamp</h1><span class="price">€7.00</span><button>Add to cart</button><h2>You may also like</h2><ul>${cards(6)}</ul>`,
    ],
    ['with others below and no heading over them', `<h1>Lamp</h1><b>€7.00</b><ul>${cards(6)}</ul>`],
    ['with others above', `<ul>${cards(3)}</ul><h1>Lamp</h1><b>€7.00</b><button>Add to cart</button>`],
    ['with a menu of offers', `<div><ul>${cards(4)}</ul></div><p>Sort by</p><h1>Lamp</h1><div><b>€7.00</b></div>`],
    [
      'with its price in a box beside boxes with links',
      '<h1>Lamp</h1><div><div class="box"><span class="price">€7.00</span><button>Add to cart</button><a href="/shipping">Shipping</a></div><div class="box"><p>Members pay €6.00</p><a href="/club">Club</a></div></div>',
    ],
  ])('a product %s is none', (_name, body) => {
    expect(judge('Lamp', body)).toMatchObject({
      status: 'ok',
      verdict: { kind: 'product' },
      product: { price: { amountMinor: 700, currency: 'EUR' } },
    });
  });
});

describe('a page that sells nothing', () => {
  it.each([
    '<h1>Einen Moment</h1><button>Weiter einkaufen</button>',
    '<h1>Markt</h1><a class="btn" href="/sell">Verkaufen</a>',
    '<h1>Blog</h1><button>Dodaj komentarz</button>',
    '<h1>Guide</h1><a class="button" href="/g">How to buy a lamp</a>',
    '<h1>Merci</h1><button>Continuer mes achats</button>',
    '<h1>Account</h1><button>View my orders</button>',
  ])('is no product page: %s', (body) => {
    expect(judge('Markt Nord', body)).toMatchObject({ status: 'unrecognized', verdict: { kind: 'other' } });
  });

  it('is empty where scripts draw everything', () => {
    expect(kindOf('Shop', '<div id="root"></div><script>boot()</script>')).toBe('empty');
  });
});
