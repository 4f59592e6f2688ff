import { currencyExponent } from '../src/price/currencies.js';
import { toMinorUnits } from '../src/price/to-minor-units.js';
import { type PageResult, parsePage } from '../src/sources/page/parse.js';
import type { RecordedPage } from './corpus.js';

export interface Miss {
  id: string;
  host: string;
  expected: string;
  found: string;
  rule: string;
  confidence: number;
}

export interface Score {
  truePositives: number;
  falsePositives: number;
  falseNegatives: number;
  misses: Miss[];
}

/**
 * Prices as the benchmark of the corpus scores them: a wrong one is a false positive and a false negative, none where
 * there is one a false negative, one where there is none a false positive.
 */
export function scorePrices(pages: readonly RecordedPage[], prepare = (html: string) => html): Score {
  const score: Score = { truePositives: 0, falsePositives: 0, falseNegatives: 0, misses: [] };
  for (const page of pages) {
    const result = parsePage(prepare(page.html), page.url);
    const price = result.status === 'ok' ? result.product.price : undefined;
    const isRight =
      price !== undefined &&
      (page.prices?.some((expected) => toMinorUnits(expected, price.currency) === price.amountMinor) ?? false);
    if (isRight) score.truePositives++;
    else {
      if (price !== undefined) score.falsePositives++;
      if (page.prices !== undefined) score.falseNegatives++;
      if (price !== undefined || page.prices !== undefined) score.misses.push(describeMiss(page, result));
    }
  }
  return score;
}

function describeMiss({ id, url, prices }: RecordedPage, result: PageResult): Miss {
  const product = result.status === 'ok' ? result.product : undefined;
  const { price } = product ?? {};
  return {
    id: id.slice(0, 8),
    host: new URL(url).host,
    expected: prices?.join(' or ') ?? 'none',
    found: price
      ? `${price.amountMinor / 10 ** currencyExponent(price.currency)} ${price.currency ?? ''}`.trim()
      : 'none',
    rule: product?.priceRule ?? 'unrecognized',
    confidence: product?.confidence ?? 0,
  };
}

/** How well pages of what is out of stock are found. */
export function scoreOutOfStock(pages: readonly RecordedPage[]): Score {
  const score: Score = { truePositives: 0, falsePositives: 0, falseNegatives: 0, misses: [] };
  for (const page of pages) {
    const result = parsePage(page.html, page.url);
    const isOut = result.status === 'ok' && result.product.availability === 'out_of_stock';
    const isTruly = page.availability === 'OutOfStock';
    if (isOut && isTruly) score.truePositives++;
    else if (isOut) score.falsePositives++;
    else if (isTruly) score.falseNegatives++;
  }
  return score;
}

export function ratesOf({ truePositives, falsePositives, falseNegatives }: Score): {
  precision: number;
  recall: number;
  f1: number;
} {
  const precision = truePositives / (truePositives + falsePositives || 1);
  const recall = truePositives / (truePositives + falseNegatives || 1);
  return { precision, recall, f1: (2 * truePositives) / (2 * truePositives + falsePositives + falseNegatives || 1) };
}

/** A page without its markup for machines: what the reading of visible prices is worth alone. */
export function withoutMarkup(html: string): string {
  return html
    .replace(/<script[^>]*ld\+json[^>]*>[\s\S]*?<\/script>/gi, '')
    .replace(/\b(?:itemprop|itemscope|itemtype|typeof|property)\s*=/gi, 'data-removed=')
    .replace(/<meta[^>]*(?:price|currency|availability)[^>]*>/gi, '');
}
