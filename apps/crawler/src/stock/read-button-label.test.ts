import { describe, expect, it } from '@jest/globals';
import { isCartName, readButtonLabel } from './read-button-label.js';

const LABELS: Readonly<Record<string, string[]>> = {
  cart: [
    'Add to cart',
    ' ADD  TO BAG ',
    'Buy now',
    'Add to Cart – $19.99',
    'In den Warenkorb',
    'Jetzt kaufen',
    'Ajouter au panier',
    'Añadir a la cesta',
    'Aggiungi al carrello',
    'Comprar agora',
    'In winkelwagen',
    'Do koszyka',
    'Dodaj',
    'В корзину',
    'カートに入れる',
    '加入購物車',
    'Lägg i varukorgen',
    'Přidat do košíku',
  ],
  out: [
    'Sold out',
    'Currently unavailable',
    'Ausverkauft',
    'Épuisé',
    'Agotado',
    'Esaurito',
    'Esgotado',
    'Uitverkocht',
    'Wyprzedane',
    'Нет в наличии',
    '売り切れ',
    '已售完',
  ],
  notify: [
    'Notify me when available',
    'Join the waitlist',
    'Benachrichtige mich',
    'Avísame',
    'Powiadom o dostępności',
    'Уведомить',
    '入荷お知らせメール',
  ],
  preorder: ['Pre-order now', 'Vorbestellen', 'Précommander', 'Preventa', '予約する'],
  backorder: ['Backorder', 'Special order'],
};

const OTHERS = [
  'Weiter einkaufen',
  'Verkaufen',
  'Dodaj komentarz',
  'Continue shopping',
  'Fortsätt handla',
  'Sälj',
  'Poursuivre mes achats',
  'Sell yours',
  'How to buy',
  'Where to buy',
  'Add to wish list',
  'View cart',
  'Ajouter un avis',
  'Einkaufsliste',
  'Kaufberatung',
  'Subscribe',
  '',
];

describe('readButtonLabel', () => {
  it.each(Object.entries(LABELS).flatMap(([kind, labels]) => labels.map((label) => [label, kind])))(
    'reads %j as %s',
    (label, kind) => {
      expect(readButtonLabel(label)).toBe(kind);
    },
  );

  it.each(OTHERS)('sees no way to buy in %j', (label) => {
    expect(readButtonLabel(label)).toBeNull();
  });
});

describe('isCartName', () => {
  it.each(['btn add-to-cart', 'single_add_to_cart_button', 'js-addToCart', 'buy-now', 'product-form__addtocart'])(
    'takes %j for a cart button',
    (names) => {
      expect(isCartName(names)).toBe(true);
    },
  );

  it.each(['cart-icon', 'minicart', 'load-to-cartography', 'btn-primary', 'view-cart'])('does not take %j', (names) => {
    expect(isCartName(names)).toBe(false);
  });
});
