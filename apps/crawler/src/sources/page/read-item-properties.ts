import { closest, type MarkupElement, textOf } from '../../markup/element.js';
import type { MarkedOffer, MarkedProduct, PageFacts } from './page-facts.js';

const PRODUCT_TYPE =
  /(?:^|[/#:\s])(?:Product|ProductModel|IndividualProduct|SomeProducts|ProductGroup|Vehicle|Car|Book|Offering)\/?(?:\s|$)/i;
const OFFER_TYPE = /(?:^|[/#:\s])(?:Offer|AggregateOffer|Offering)\/?(?:\s|$)/i;
const SPECIFICATION_TYPE = /PriceSpecification/i;

/** Products in microdata (`itemprop`) and RDFa (`property`), in document order. */
export function readItemProperties(facts: PageFacts): MarkedProduct[] {
  const products = new Map<MarkupElement | null, MarkedProduct>();
  const offers = new Map<MarkupElement | null, MarkedOffer>();
  for (const element of facts.properties.slice(0, 5000)) {
    if (element.name === 'meta' && /^og:|^product:|^twitter:|^fb:/i.test(element.attributes.property ?? '')) continue;
    const names = (element.attributes.itemprop ?? element.attributes.property ?? '')
      .toLowerCase()
      .split(/\s+/)
      .map((name) => name.slice(name.lastIndexOf(':') + 1).replace(/^.*[/#]/, ''));
    const value = () => readValue(element);
    // A property of an item belongs to the scope around it, not to the one its element may itself open.
    const scope = closest(element.parent, isScope);
    const holder = closest(element.parent, (one) => isScope(one) && PRODUCT_TYPE.test(typeOf(one)));
    const offerScope =
      scope && (OFFER_TYPE.test(typeOf(scope)) || SPECIFICATION_TYPE.test(typeOf(scope)))
        ? (closest(scope, (one) => OFFER_TYPE.test(typeOf(one))) ?? scope)
        : undefined;
    for (const name of names) {
      if (isOfferProperty(name)) {
        if (scope && !offerScope && scope !== holder && !/^offers?$/i.test(scope.attributes.itemprop ?? '')) continue;
        const offer = ensure(offers, offerScope ?? scope, () => {
          const fresh: MarkedOffer = {};
          productOf(products, holder, element).offers.push(fresh);
          return fresh;
        });
        noteOffer(offer, name, value());
      } else if (scope && scope === holder) noteProduct(productOf(products, holder, element), name, value);
    }
  }
  return [...products.values()].slice(0, 50);
}

function isScope(element: MarkupElement): boolean {
  return (
    element.attributes.itemscope !== undefined ||
    element.attributes.typeof !== undefined ||
    element.attributes.itemtype !== undefined
  );
}

function typeOf(element: MarkupElement): string {
  return element.attributes.itemtype ?? element.attributes.typeof ?? '';
}

function isOfferProperty(name: string): boolean {
  return (
    name === 'price' ||
    name === 'lowprice' ||
    name === 'pricecurrency' ||
    name === 'availability' ||
    name === 'itemcondition' ||
    name === 'hascurrencyvalue' ||
    name === 'hascurrency'
  );
}

function ensure<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const fresh = make();
  map.set(key, fresh);
  return fresh;
}

function productOf(
  products: Map<MarkupElement | null, MarkedProduct>,
  holder: MarkupElement | null,
  element: MarkupElement,
): MarkedProduct {
  const rule = element.attributes.itemprop === undefined ? 'rdfa' : 'microdata';
  return ensure(products, holder, () => ({ rule, offers: [] }));
}

function noteOffer(offer: MarkedOffer, name: string, value: string): void {
  if (value === '') return;
  if (name === 'price' || name === 'hascurrencyvalue') {
    if (offer.price === undefined || offer.isLowest) {
      offer.price = value;
      delete offer.isLowest;
    }
  } else if (name === 'lowprice') {
    if (offer.price === undefined) {
      offer.price = value;
      offer.isLowest = true;
    }
  } else if (name === 'availability') offer.availability ??= value;
  else if (name === 'itemcondition') {
    if (/used|refurbished|damaged|open-?box/i.test(value)) offer.isUsed = true;
  } else offer.currency ??= value;
}

function noteProduct(product: MarkedProduct, name: string, value: () => string): void {
  if (name === 'name') product.name ??= value();
  else if (name === 'image') product.image ??= value();
  else if (name === 'url') product.url ??= value();
  else if (name === 'description') product.description ??= value();
  else if (name === 'sku' || name === 'productid' || name === 'mpn')
    product.sku ??= value().replace(/^(?:sku|mpn|ean|isbn):/i, '');
  else if (/^gtin(?:8|12|13|14)?$|^isbn$|^ean$/.test(name)) product.gtin ??= value();
}

/** What an element with a property says: its machine-readable attribute, else its text. */
function readValue(element: MarkupElement): string {
  const { content, href, src, datetime, value } = element.attributes;
  if (content !== undefined && content.trim() !== '') return content.trim();
  if (element.name === 'link' || element.name === 'a') return (href ?? textOf(element, 500)).trim();
  if (element.name === 'img' || element.name === 'source') return (src ?? '').trim();
  if (element.name === 'time') return (datetime ?? textOf(element, 200)).trim();
  if (element.name === 'data' || element.name === 'input' || element.name === 'meter')
    return (value ?? textOf(element, 200)).trim();
  return textOf(element, 3000).trim();
}
