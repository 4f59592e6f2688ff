import { measureJson } from './measure-json.js';

/** Of one text. */
const LIMITS = { values: 100_000, depth: 100 };

/** JSON as pages write it: comments and CDATA around it, raw line breaks in strings, commas before brackets, entities. */
export function parseLenientJson(text: string): unknown {
  const trimmed = trimEnd(
    text.replace(/^[\s\ufeff]*(?:\/\*\s*)?(?:<!\[CDATA\[|<!--|\/\/<!\[CDATA\[)?(?:\s*\*\/)?/, ''),
  );
  const { values, depth } = measureJson(trimmed, LIMITS);
  if (values > LIMITS.values || depth > LIMITS.depth) return undefined;
  const attempts = [
    () => trimmed,
    () => trimmed.replace(/\p{Cc}+/gu, ' '),
    () =>
      trimmed
        .replace(/\p{Cc}+/gu, ' ')
        .replace(/,\s*(?=[}\]])/g, '')
        .replace(/\\(?!["\\/bfnrtu])/g, '\\\\'),
    () =>
      trimmed
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&')
        .replace(/\p{Cc}+/gu, ' '),
  ];
  for (const attempt of attempts) {
    try {
      return JSON.parse(attempt());
    } catch {
      // The next way of mending may do.
    }
  }
  return salvageOffer(trimmed);
}

/** Without what ends a comment or CDATA, and semicolons. No expression: from each of many blanks one would look to the last. */
function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && /[\s;]/.test(text.charAt(end - 1))) end -= 1;
  const rest = text.slice(0, end);
  if (!rest.endsWith(']]>') && !rest.endsWith('-->')) return rest;
  const inner = rest.slice(0, -3).trimEnd();
  return inner.endsWith('//') ? inner.slice(0, -2) : rest.slice(0, -3);
}

/** The facts of a script that stays unreadable (an unescaped quote in the description, say), if they are there once. */
function salvageOffer(text: string): unknown {
  if (!/"@type"\s*:\s*"Product"/.test(text) || text.length > 200_000) return undefined;
  const once = (name: string) => {
    const found = new Set(
      [...text.matchAll(new RegExp(`"${name}"\\s*:\\s*"?([^"{}\\[\\],]{1,200})"?\\s*[,}]`, 'g'))].map(
        (match) => match[1],
      ),
    );
    return found.size === 1 ? [...found][0]?.trim() : undefined;
  };
  const offer = {
    '@type': 'Offer',
    price: once('price'),
    priceCurrency: once('priceCurrency'),
    availability: once('availability'),
  };
  return offer.price === undefined ? undefined : { '@type': 'Product', sku: once('sku'), offers: offer };
}
