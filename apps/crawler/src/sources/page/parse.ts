import type { PageSelectors } from '@goodshunter/contracts/sources';
import { closest, type MarkupElement, textOf } from '../../markup/element.js';
import { attributesOf } from '../../markup/select-elements.js';
import { type CurrencyHints, isCurrencyCode, normalizeCurrencyCode } from '../../price/currencies.js';
import { currencyOfPlace } from '../../price/currency-of-place.js';
import type { ParsedPrice } from '../../price/parse-price.js';
import type { SelectorHits } from '../own/note-hits.js';
import { type ChosenPrice, choosePrice, rankPrices, type WeighedPrice } from './choose-price.js';
import { chooseProducts, countPriced } from './choose-product.js';
import { findChosenPrice, MARKUP_PLACE } from './chosen-place.js';
import { findChosenStock, listStockCandidates, type StockCandidate } from './chosen-stock.js';
import { collectFacts } from './collect-facts.js';
import { createShownTest } from './create-shown-test.js';
import { describe, findHeading, findTitle, ownAddress } from './describe-product.js';
import { createOtherNameFinder } from './find-other-names.js';
import { findReplacedValues } from './find-replaced-values.js';
import { findRequest } from './find-request.js';
import { findVisiblePrices, scorePlaces } from './find-visible-prices.js';
import { judgePage, type PageKind, type PageVerdict } from './judge-page.js';
import { listCandidates, type PriceCandidate } from './list-candidates.js';
import type { MarkedProduct, PageFacts, ShopButton } from './page-facts.js';
import type { PageProduct } from './page-product.js';
import { readPricesOfChoices } from './prices-of-choices.js';
import { findOthers, findProductBlock } from './product-block.js';
import { readAttributePrice } from './read-attribute-price.js';
import { readAvailability, readMarkedState } from './read-availability.js';
import { readExactPrices } from './read-exact-prices.js';
import { readItemProperties } from './read-item-properties.js';
import { readJsonLd } from './read-json-ld.js';
import { readMetas } from './read-metas.js';
import { readOwn } from './read-own.js';
import { readScriptProduct } from './read-script-product.js';
import { readStateCurrency, readStateValues } from './read-state-values.js';
import { choosesVariation, namesVariationsLater, readVariations } from './read-variations.js';
import { isForNoneOf, selectOffers } from './select-offers.js';
import { settleCurrency } from './settle-currency.js';
import { variantPricesOf } from './variant-prices.js';
import type { VisiblePrice } from './visible-price.js';

export type { PageProduct } from './page-product.js';

/** `unrecognized`: nothing on the page says that something is for sale; `reason` is a sentence for the task's owner. */
export type PageResult = { verdict: PageVerdict } & (
  | ({ status: 'ok'; product: PageProduct } & PageChoices)
  | { status: 'unrecognized'; reason: string }
);

/** What a person may choose from, where that was asked for. */
export interface PageChoices {
  /** Amounts that may be the price. */
  candidates?: PriceCandidate[];
  /** Places that say something of the stock. */
  stockCandidates?: StockCandidate[];
  /** What selectors of the person's own hit. */
  selected?: SelectorHits[];
  /** Wherever the price is shown, words beside it say that it leaves out tax. */
  isNet?: true;
}

/** What is asked of a page beside its product. */
export interface PageQuestion {
  /** The task's currency, used only where the page names none or an ambiguous sign. */
  currencyHint?: string | undefined;
  /** A variant by id, sku or name: price and stock are its own. Without one the address may name it. */
  variant?: string | undefined;
  /** Lists the amounts that may be the price, at most 8. @default false */
  wantsCandidates?: boolean | undefined;
  /** Where the price stands that a person chose, as its candidate named it; `markup`: what markup alone says. */
  pricePlace?: string | undefined;
  /** Where the stock stands that a person chose, in the same way. */
  stockPlace?: string | undefined;
  /** Where price, title and stock stand by selectors of a person's own, which are believed before all else. */
  selectors?: PageSelectors | undefined;
}

/**
 * Reads a product page: JSON-LD, microdata, RDFa and meta tags, weighed against the prices that people see. Pure, never
 * throws, linear in the page.
 * @param onWeighed gets the likeliest amount, before it is decided whether it is sure enough: for those who fit that
 */
export function parsePage(
  html: string,
  url: string,
  { currencyHint, variant, wantsCandidates, pricePlace, stockPlace, selectors }: PageQuestion = {},
  onWeighed?: (weighed: WeighedPrice) => void,
): PageResult {
  const facts = collectFacts(html, url, selectors && attributesOf(Object.values(selectors)));
  const heading = findHeading(facts);
  const headingText = heading ? textOf(heading, 500) : '';
  const meta = readMetas(facts);
  const marked = [...readJsonLd(facts.jsonLd), ...readItemProperties(facts), ...(meta ? [meta] : [])];
  const asked = { url, variant, words: `${facts.title} ${headingText}` };
  const products = chooseProducts(marked, facts, headingText).map((product) => selectOffers(product, asked));
  const variations = readVariations(facts, headingText);
  const named = variations ? selectOffers(variations, asked) : null;
  if (named?.isVariant && named.offers.length > 0) products.push(named);
  let scripted: MarkedProduct | null | undefined;
  const readScripts = () => {
    if (scripted === undefined)
      scripted = readScriptProduct(facts.scripts, { title: facts.title, heading: headingText }) ?? null;
    return scripted;
  };
  if (variations === null && isVariantAsked(asked, facts.scripts) && !products.some(({ isVariant }) => isVariant)) {
    const product = readScripts();
    const scriptedVariant = product ? selectOffers(product, asked) : null;
    if (scriptedVariant?.isVariant && scriptedVariant.offers.length > 0) products.push(scriptedVariant);
  }
  const isAbsent = variations !== null && isForNoneOf(variations.offers, url);
  const hints = hintsOf(products, facts, currencyHint);
  const { places, savings, cards } = findVisiblePrices(facts, hints, heading);
  const othersFrom = findOthers(facts, heading?.order ?? 0);
  const block = findProductBlock(heading?.order, cards, othersFrom);
  scorePlaces(places, {
    headingOrder: heading?.order,
    name: asked.words,
    url,
    cartOrders: facts.buttons.filter(isWayToBuy).map(({ element }) => element.order),
    othersFrom,
    isNamedOther: createOtherNameFinder(facts, heading),
    savings,
  });
  const pricedProducts = countPriced(marked);
  const evidence = { facts, heading, products, pricedProducts, places, cards, block, othersFrom };
  const own = selectors && readOwn(selectors, facts.root, hints);
  let verdict = own?.price ? believeOwn(judgePage(evidence)) : judgePage(evidence);
  const title = own?.title ?? findTitle(products, facts, headingText);
  if (title === '') return { status: 'unrecognized', reason: 'The page has no title and no product.', verdict };
  if (variant !== undefined && !products.some(({ isVariant, offers }) => isVariant === true && offers.length > 0))
    return {
      status: 'unrecognized',
      reason: namesVariationsLater(facts)
        ? VARIANTS_LATER
        : `The page does not name the variant "${variant.slice(0, 100)}".`,
      verdict,
    };
  const canShow = createShownTest(products, facts, headingText, places);
  const current = places.filter((place) => !place.isStruck && place.kind !== 'old' && canShow(place));
  const firstLikely = Math.min(
    ...current.filter(({ order, score }) => order >= block.start && score > 2).map(({ order }) => order),
  );
  const request = findRequest(facts, block, firstLikely)?.element;
  // Of a variation that is asked for later, the range of all is not the price.
  const isOther = choosesVariation(url) && namesVariationsLater(facts);
  // Where prices begin says nothing beside the exact one of the variant that is asked for.
  const exact = readExactPrices(products, url, hints);
  const weighed = {
    products: isOther ? products.map(withoutRange) : products,
    // Where the price would stand it is to be asked for: what follows is something else's.
    visible: current.filter(
      ({ source, kind, isFrom, value }) =>
        (request === undefined || isBefore(source.element, request)) &&
        !(isOther && (kind === 'range' || kind === 'from')) &&
        !(isFrom && isNoneOf(exact, value)),
    ),
    replaced: findReplacedValues(places, savings, facts),
    readState: () => readStateValues(facts.scripts),
    hints,
    isOutWithoutPrice: isOutWithoutPrice(products, facts),
  };
  const choose = (): ChosenPrice | null => {
    if (selectors?.price !== undefined) return own?.price ? { price: own.price, rule: 'own', confidence: 0.97 } : null;
    if (pricePlace === undefined) return choosePrice(weighed, onWeighed);
    return pricePlace === MARKUP_PLACE
      ? choosePrice({ ...weighed, visible: [] }, onWeighed)
      : (findChosenPrice(pricePlace, places) ?? null);
  };
  const isPriceless = PRICELESS.has(verdict.kind) || (verdict.sellsNothing === true && !own?.price);
  let chosen = isPriceless || (isAbsent && !own?.price) ? null : choose();
  const isPlaceGiven = (pricePlace ?? selectors?.price) !== undefined;
  if (
    !chosen &&
    SILENT.has(verdict.kind) &&
    !verdict.sellsNothing &&
    !isAbsent &&
    request === undefined &&
    !isPlaceGiven
  ) {
    const product = readScripts() ?? readAttributePrice(facts, block, heading);
    chosen = product ? choosePrice({ ...weighed, products: [...products, product] }, onWeighed) : null;
    if (product && chosen) {
      products.push(product);
      if (verdict.kind !== 'product')
        verdict = { kind: 'product', why: 'The scripts of the page are about a product.' };
    }
  }
  if (!chosen && UNRECOGNIZED.has(verdict.kind)) return { status: 'unrecognized', reason: verdict.why, verdict };
  const stockEvidence = {
    ...evidence,
    verdict,
    isPriceSure: chosen !== null && chosen.confidence > 0.8,
    ...(chosen ? { price: chosen.price } : {}),
  };
  const stock =
    stockPlace === undefined || own?.availability ? undefined : findChosenStock(stockPlace, facts.root, products);
  const chosenStock = stock && 'availability' in stock ? stock.availability : undefined;
  const availability =
    own?.availability ?? chosenStock ?? (isAbsent ? 'out_of_stock' : readAvailability(stockEvidence));
  if (!PRICELESS.has(verdict.kind)) {
    const isPriceLost = isPlaceGiven && !chosen && availability !== 'out_of_stock';
    const reason =
      own?.problems.title ??
      own?.problems.stock ??
      (isPriceLost ? (own?.problems.price ?? PRICE_LOST) : undefined) ??
      (stock && 'problem' in stock ? stock.problem : undefined);
    if (reason !== undefined) return { status: 'unrecognized', reason, verdict };
  }
  // What is sold out and shows no price of its own has none: a successor's, or a neighbour's, is not it.
  if (availability === 'out_of_stock' && chosen?.isElsewhere) chosen = null;
  const price = chosen ? settleCurrency(chosen.price, places, facts, hints) : undefined;
  const priceHints = { ...hints, currencyHint: price?.currency ?? undefined };
  const isAskedFor = variant !== undefined || products.some(({ isVariant }) => isVariant);
  const variantPrices =
    price && !own?.price
      ? (variantPricesOf(variations ? [...products, variations] : products, price, priceHints) ??
        (isAskedFor
          ? undefined
          : readPricesOfChoices(facts.root, block, price, isShownFrom(places, price), priceHints)))
      : undefined;
  return {
    status: 'ok',
    verdict,
    ...(wantsCandidates
      ? {
          candidates: listCandidates(rankPrices(weighed, chosen), places),
          stockCandidates: listStockCandidates(stockEvidence),
        }
      : {}),
    ...(own ? { selected: own.hits } : {}),
    ...(price && isShownNet(places, price) ? { isNet: true as const } : {}),
    product: {
      title,
      url: ownAddress(facts),
      ...describe(products, facts),
      ...(price ? { price } : {}),
      ...(variantPrices ? { variantPrices } : {}),
      availability,
      priceRule: chosen?.rule ?? 'none',
      confidence: chosen?.confidence ?? 0,
    },
  };
}

const PRICE_LOST =
  'The price that was chosen is no longer where it was on the page, and no other is surely it: choose it again.';

/** Whoever names the place of a price knows that the page has one, unless it is a wall or what was there is gone. */
function believeOwn(verdict: PageVerdict): PageVerdict {
  return verdict.kind === 'category' || verdict.kind === 'other' || verdict.kind === 'empty'
    ? { kind: 'product', why: 'Your own selector finds a price on it.' }
    : verdict;
}

/** Pages that have no price of their own, whatever they show. */
const PRICELESS: ReadonlySet<PageKind> = new Set(['gone', 'blocked', 'login', 'consent', 'error', 'category', 'empty']);
/** Pages of which scripts may say what nothing else does. */
const SILENT: ReadonlySet<PageKind> = new Set(['product', 'other', 'empty']);
/** Pages that are of no product at all. */
const UNRECOGNIZED: ReadonlySet<PageKind> = new Set(['blocked', 'login', 'consent', 'error', 'empty', 'other']);

/** Whether an element stands before another and does not hold it. */
function isBefore(element: MarkupElement, other: MarkupElement): boolean {
  return element.order < other.order && closest(other, (one) => one === element) === null;
}

/** Whether scripts may know the variant that is asked for: a value of the address's parameters or anchor stands in one. */
function isVariantAsked(
  { url, variant }: { url: string; variant?: string | undefined },
  scripts: readonly string[],
): boolean {
  if (variant !== undefined) return true;
  const values = /[?#](.*)$/.exec(url)?.[1]?.split(/[&=#/]/) ?? [];
  return values.some(
    (value) => /\d/.test(value) && value.length > 1 && scripts.some((script) => script.includes(value)),
  );
}

/** What is known of the currency: what the product's markup names, else the task's, and the place of the shop. */
function hintsOf(
  products: readonly MarkedProduct[],
  facts: PageFacts,
  currencyHint: string | undefined,
): CurrencyHints {
  const named = products
    .flatMap(({ offers }) => offers)
    .map(({ currency }) => (currency === undefined ? null : normalizeCurrencyCode(currency)))
    .find((code) => code !== null && code !== undefined && isCurrencyCode(code));
  const expected = named ?? currencyHint;
  const stated = expected ? undefined : readStateCurrency(facts.scripts);
  return {
    ...currencyOfPlace(facts.url, facts.language),
    ...(expected ? { currencyHint: expected } : {}),
    ...(stated ? { stateCurrency: stated } : {}),
  };
}

/** Whether the page says of a price, where it is shown best, that prices begin there. */
function isShownFrom(places: readonly VisiblePrice[], { amountMinor }: ParsedPrice): boolean {
  const shown = places.filter((place) => place.amountMinor === amountMinor && !place.row && place.score > 0);
  return shown.some((place) => place.isFrom);
}

function isShownNet(places: readonly VisiblePrice[], { amountMinor }: ParsedPrice): boolean {
  const shown = places.filter((place) => place.amountMinor === amountMinor && !place.row && place.score > 0);
  return shown.length > 0 && shown.every(({ isNet }) => isNet);
}

function isOutWithoutPrice(products: readonly MarkedProduct[], { buttons }: PageFacts): boolean {
  const offers = products
    .filter(({ isOwn, rule }) => isOwn === true && rule !== 'meta')
    .flatMap((product) => product.offers);
  return (
    offers.length > 0 &&
    offers.every((offer) => offer.price === undefined && readMarkedState(offer) === 'out_of_stock') &&
    !buttons.some((button) => isWayToBuy(button) && button.isEnabled)
  );
}

function isNoneOf(values: ReadonlySet<number>, value: number): boolean {
  return values.size > 0 && !values.has(value);
}

const VARIANTS_LATER =
  'The shop says what a variant costs only once it is chosen: let a browser draw the page (render) at the address that chooses it.';

/** A product without where its prices begin. */
function withoutRange(product: MarkedProduct): MarkedProduct {
  return { ...product, offers: product.offers.filter(({ isLowest }) => isLowest !== true) };
}

function isWayToBuy({ kind, isShown }: ShopButton): boolean {
  return isShown && (kind === 'cart' || kind === 'preorder' || kind === 'backorder');
}
