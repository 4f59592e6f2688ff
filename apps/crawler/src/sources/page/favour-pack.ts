import type { VisiblePrice } from './visible-price.js';

/** "20 stuks", "12er-Pack", "pack of 6": how many a name says that it is sold by. */
const COUNT =
  /(?<![\d.,])(\d{1,4})[ -]?(?:er[ -]?(?:pack|set)|[ -]?pack(?!\p{L})|stuks|stück|stk|st\.|pcs|pieces|count|ct(?!\p{L})|pk(?!\p{L})|szt|ks(?!\p{L})|шт|unidades|uds|pièces|pezzi|pz(?!\p{L})|adet|buc(?!\p{L})|db(?!\p{L})|vnt|個入|枚入|本入|入り|个装|개입)|(?:pack|set|lot|box|case|kit|karton|confezione|caja|boîte|balení) (?:of|de|da|mit|à|po|van|di) (\d{1,4})(?!\d)/iu;
/** The price of one is rounded. */
const TOLERANCE = 0.02;
const NEAR = 30;

/** Where a name says how many it is, and two amounts are as one is to so many, the higher is what the pack costs. */
export function favourPack(places: readonly VisiblePrice[], name: string): void {
  const match = COUNT.exec(name);
  const count = Number(match?.[1] ?? match?.[2] ?? 0);
  if (count < 2) return;
  const shown = places.filter(({ score, isStruck }) => score > 0 && !isStruck);
  for (const one of shown) {
    const half = 0.5 / 10 ** 2 / one.value;
    const pack = shown.find(
      ({ value, order, currency }) =>
        currency === one.currency &&
        Math.abs(order - one.order) <= NEAR &&
        Math.abs(value / one.value / count - 1) <= Math.max(TOLERANCE, half),
    );
    if (pack) one.score -= 5;
  }
}
