import { describe, expect, it } from '@jest/globals';
import { readStockText } from './read-stock-text.js';

const TEXTS: Readonly<Record<string, string[]>> = {
  in_stock: [
    'In stock',
    '250 in stock',
    'Only 3 left in stock!',
    '✓ Available now',
    'Availability: In stock',
    'In stock: yes',
    'Auf Lager',
    'Sofort lieferbar',
    'Nur noch 2 Stück auf Lager',
    'En stock',
    'Hay stock',
    'Disponibilità immediata',
    'Em estoque',
    'Op voorraad',
    'Produkt dostępny',
    'Наличие на складе: Да',
    'В наличии',
    '在庫あり',
    '有现货',
    'I lager',
    'Skladem',
    'Stock: 12',
  ],
  out_of_stock: [
    'Sold out!',
    'SOLD-OUT',
    '0 in stock',
    'Not in stock',
    'No longer available',
    'This product is no longer available.',
    'Sorry, this item is currently out of stock',
    'In stock: no',
    'Quantity available: 0',
    'Nicht mehr lieferbar',
    'Leider ausverkauft',
    'Verfügbarkeit: derzeit nicht auf Lager',
    'Rupture de stock',
    "Ce produit n'est plus disponible",
    'Agotado',
    'Ya no está disponible',
    'Prodotto esaurito',
    'Non disponibile',
    'Produto esgotado',
    'Niet meer leverbaar',
    'Produkt chwilowo niedostępny',
    'Нет в наличии',
    'Товар закончился',
    '売り切れました',
    '在庫切れ',
    '已售罄',
    'Slutsåld',
    'Není skladem',
  ],
  preorder: [
    'Pre-order',
    'Jetzt vorbestellen',
    'Erscheint am 12.03.2027',
    'Précommande',
    'Preventa',
    '予約受付中',
    'Предзаказ',
    'Available from March 3',
  ],
  backorder: [
    'On backorder',
    'Available on backorder',
    'Auf Bestellung',
    'Sur commande',
    'Bajo pedido',
    'Под заказ',
    'お取り寄せ',
  ],
};

const NOTHING = [
  'Notify me when it is back in stock',
  'If an item is out of stock, we will tell you.',
  'No longer available in green',
  'Not available in smaller quantities',
  'Available in 3 colours',
  'In stock in your nearest store',
  'Pick up in store: out of stock',
  'Available at select retailers',
  'Benachrichtigen, wenn verfügbar',
  'In der Filiale nicht auf Lager',
  'Outstanding quality',
  'Stockholm',
  'The brand has been sold out of a small workshop in the hills since the year 1903, and still is',
  'Lagerfeuer',
  '',
];

describe('readStockText', () => {
  it.each(Object.entries(TEXTS).flatMap(([state, texts]) => texts.map((text) => [text, state])))(
    'reads %j as %s',
    (text, state) => {
      expect(readStockText(text)).toBe(state);
    },
  );

  it.each(NOTHING)('reads nothing from %j', (text) => {
    expect(readStockText(text)).toBeNull();
  });
});
