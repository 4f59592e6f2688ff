import type { WrittenList } from './list-pages.js';

type Card = WrittenList['cards'][number];

const THINGS = [
  'Copper Kettle',
  'Linen Apron',
  'Oak Stool',
  'Glass Carafe',
  'Iron Skillet',
  'Wool Blanket',
  'Clay Planter',
  'Brass Hook',
  'Paper Lantern',
  'Cork Board',
  'Steel Whisk',
  'Rope Basket',
];
export const thing = (index: number) => THINGS[index % THINGS.length] ?? '';
export const slug = (text: string) => text.toLowerCase().replaceAll(' ', '-');
export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
export const join = (count: number, make: (index: number) => string) => times(count, make).join('\n');
export const links = (count: number, word: string) =>
  join(count, (index) => `<li><a href="/${word}/${index}">${word} ${String.fromCharCode(65 + (index % 26))}</a></li>`);

export const frame = (body: string, { lang = 'en', head = '', title = 'Things' } = {}) => `<!DOCTYPE html>
<html lang="${lang}"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body>
<div id="top"><a class="brand" href="/"><img src="/logo.svg" alt="Home"></a><form action="/find"><input name="q"></form>
<ul class="mainlinks">${links(14, 'section')}</ul></div>
${body}
<div id="bottom"><ul>${links(18, 'help')}</ul><p>© 2026 Things Ltd. All rights reserved.</p></div></body></html>`;

/** A list of `count` cards at a host, each written by `card` and read as `price` says. */
export function listOf(
  name: string,
  host: string,
  count: number,
  card: (index: number) => string,
  price: (index: number) => [number, string | null] | undefined,
  {
    around = (cards: string) => `<div class="wrap"><h1>All things</h1><div class="cells">${cards}</div></div>`,
    path = (index: number) => `/thing/${slug(thing(index))}-${index}`,
    titleOf = thing,
    ...options
  }: {
    around?: (cards: string) => string;
    path?: (index: number) => string | null;
    titleOf?: (index: number) => string;
    lang?: string;
    head?: string;
  } = {},
): WrittenList {
  return {
    name,
    url: `https://${host}/all`,
    html: frame(around(join(count, card)), options),
    cards: times(count, (index): Card => {
      const address = path(index);
      const amount = price(index);
      const url = address === null ? null : `https://${host}${address}`;
      return amount ? [titleOf(index), url, amount] : [titleOf(index), url];
    }),
  };
}

export const at = (index: number) => `/thing/${slug(thing(index))}-${index}`;
export const whole = (index: number) => 20 + index * 7;
