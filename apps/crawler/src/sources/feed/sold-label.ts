/** "Sold", "sold out", "gone", "expired" and their like, as sellers mark titles, in the languages of many shops. */
const WORDS = [
  // English
  'sold',
  'sold out',
  'out of stock',
  'no longer available',
  'unavailable',
  'gone',
  'expired',
  'ended',
  'closed',
  'withdrawn',
  // German
  'verkauft',
  'ausverkauft',
  'vergriffen',
  'vergeben',
  'abgelaufen',
  'beendet',
  'nicht mehr verfügbar',
  // French
  'vendue?s?',
  'épuisée?s?',
  'expirée?s?',
  'terminée?s?',
  // Spanish, Portuguese
  'vendid[oa]s?',
  'agotad[oa]s?',
  'esgotad[oa]s?',
  'caducad[oa]s?',
  'expirad[oa]s?',
  'finalizad[oa]s?',
  'encerrad[oa]s?',
  // Italian
  'vendut[oaie]',
  'esaurit[oaie]',
  'scadut[oaie]',
  // Dutch
  'verkocht',
  'uitverkocht',
  'verlopen',
  // Polish, Czech, Slovak
  'sprzedan[eya]',
  'wyprzedan[eya]',
  'nieaktualne',
  'prod[aá]n[oaáéý]',
  'vyprod[aá]n[oaáéý]',
  'predan[eéýá]',
  // Swedish, Danish, Norwegian, Finnish
  'såld[at]?',
  'slutsåld',
  'sålt',
  'solgt',
  'udsolgt',
  'utsolgt',
  'myyty',
  // Hungarian, Romanian, Turkish, Greek
  'eladva',
  'elkelt',
  'vândut[ăe]?',
  'vandut[ae]?',
  'satıldı',
  'satildi',
  'πουλήθηκε',
  'πωλήθηκε',
  'εξαντλήθηκε',
  // Russian, Ukrainian
  'продано',
  'продан[аы]?',
  'закрыто',
  'неактуально',
  // Chinese, Japanese, Korean
  '已?售出',
  '已售',
  '售罄',
  '售完',
  '已卖出',
  '賣出',
  '已結束',
  '売り?切れ',
  '売却済み?',
  '売約済み?',
  '完売',
  '終了',
  '판매\\s?완료',
  '품절',
  '거래\\s?완료',
].join('|');

/** "Reserved" and its like: a label in brackets only, as one of them is a maker of clothes. */
const RESERVED = [
  'reserved',
  'on hold',
  'sale pending',
  'pending',
  'under offer',
  'sold stc',
  'sstc',
  'reserviert',
  'réservée?',
  'reservad[oa]',
  'riservat[oa]',
  'gereserveerd',
  'zarezerwowan[eya]',
  'rezerwacja',
  'rezervov[aá]n[oaáéý]',
  'zadan[eéýá]',
  'zadán[oaéý]?',
  'reserverad',
  'reserveret',
  'reservert',
  'varattu',
  'foglalt',
  'rezervat[ăe]?',
  'rezerve',
  'зарезервирован[оа]?',
  'бронь',
  '予約済み?',
  '取引中',
  '已预订',
  '已預訂',
  '예약\\s?중',
].join('|');

/** What follows where the word is no label: "sold separately", "sold as seen". */
const ELSE =
  '(?:as|by|in|for|with|without|separately|individually|from|at|per|only|through|wird|werden|nur|einzeln|par|pour|avec|con|por|per)\\b';

const PICTURE = '(?:\\p{Extended_Pictographic}\\uFE0F?)';
const OPEN = `(?:[¡\\[({<【「『〔《（*~!|#]{1,5}|${PICTURE}{1,3}\\s?)`;
const CLOSE = `(?:[\\])}>】」』〕》）*~!|#]{1,5}|\\s?${PICTURE}{1,3})`;
const DASH = `(?:\\s?[:|/•·!]{1,5}\\s*|\\s[-–—~]{1,3}\\s+|\\s?${PICTURE}{1,3}\\s?)`;
const LABELS: readonly RegExp[] = [
  // "[SOLD] Leica", "Leica (sold)", "*** SOLD ***", "(verkauft am 3.11.)"
  new RegExp(`${OPEN}\\s*(?:${WORDS}|${RESERVED})(?:[\\s,:.!/–-]+(?!${ELSE})[^\\])}>】]{0,30})?\\s*${CLOSE}`, 'iu'),
  // "Sold: Leica", "SOLD - Leica"
  new RegExp(`^\\s*(?:${WORDS})${DASH}`, 'iu'),
  // "Leica - sold"
  new RegExp(`${DASH}(?:${WORDS})\\s*[.!]*\\s*$`, 'iu'),
  // "-SOLD- Leica", "Leica --verkauft--", "Leica, verkauft"
  new RegExp(`^\\s*[-–—]{1,3}\\s?(?:${WORDS})\\s?[-–—]{1,3}(?=\\s|$)`, 'iu'),
  new RegExp(`(?:(?<=\\s)[-–—]{1,3}\\s?(?:${WORDS})\\s?[-–—]{1,3}|,\\s(?:${WORDS}))\\s*[.!]*\\s*$`, 'iu'),
  // "Leica M6 - 900 € verkauft": behind the price, where no sentence goes on.
  new RegExp(
    `(?<=(?:\\p{Sc}|\\b(?:EUR|USD|GBP|CHF|kr|zł|Kč|VB|VHB|OBO))\\s?|\\p{Sc}\\s?\\d[\\d.,]{0,12}\\s)(?:${WORDS})\\s*[.!]*\\s*$`,
    'iu',
  ),
  // Nothing else.
  new RegExp(`^\\s*(?:${WORDS})\\s*[.!]*\\s*$`, 'iu'),
];

/** "SOLD Leica M6": in capitals, unlike what follows. "SOLD AS SEEN" and "SOLD separately" say something else. */
const CAPITALS = /^\s*(\p{Lu}[\p{Lu} ]{2,20}\p{Lu})\s+(?=\S)/u;
/** "✅ SOLD Leica M6" */
const PICTURES_FIRST = new RegExp(`^\\s*(?:${PICTURE}{1,5}\\s?)?\\s*`, 'u');
/** "Leica M6 SOLD" */
const LAST_CAPITALS = /\s(\p{Lu}[\p{Lu}]{2,20})\s*[.!]*\s*$/u;
const WHOLE = new RegExp(`^(?:${WORDS})$`, 'iu');
const SAYS_ELSE = new RegExp(`^${ELSE}`, 'i');
const MOST_CHARACTERS = 500;

/** Takes the label "sold" or its like from a title; undefined when it has none. */
export function readSoldLabel(title: string): { rest: string } | undefined {
  const { text, isStruck } = withoutStrokes(title.slice(0, MOST_CHARACTERS));
  if (isStruck) return readSoldLabel(text) ?? { rest: text.replace(LAST_WORD, '').trim() || text };
  for (const label of LABELS) {
    const match = label.exec(text);
    if (match) return { rest: `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`.trim() };
  }
  const last = LAST_CAPITALS.exec(text);
  if (last?.[1] && WHOLE.test(last[1]) && /\p{Ll}/u.test(text.slice(0, last.index))) {
    return { rest: text.slice(0, last.index).trim() };
  }
  const capitals = CAPITALS.exec(text.replace(PICTURES_FIRST, ''));
  const words = capitals?.[1]?.split(' ') ?? [];
  for (let count = Math.min(words.length, 3); count > 0; count--) {
    const rest = text.replace(PICTURES_FIRST, '').slice(words.slice(0, count).join(' ').length).trim();
    const isLabel = WHOLE.test(words.slice(0, count).join(' ')) && /\p{Ll}/u.test(rest) && !SAYS_ELSE.test(rest);
    if (isLabel) return { rest };
  }
  return undefined;
}

/** "~~Leica M6~~", "<s>Leica M6</s>" and letters with a stroke through each: whoever strikes a title through has sold it. */
const STRUCK = /~~(.{3,}?)~~|<(?:s|del|strike)>(.{3,}?)<\/(?:s|del|strike)>/giu;
const STROKE = /[\u0335-\u0338]/gu;
/** "sold" behind or before what is struck through. */
const LAST_WORD = new RegExp(`(?:^\\s*(?:${WORDS})[\\s:!.-]+|[\\s:!.,-]+(?:${WORDS})[\\s!.]*$)`, 'iu');

/** A title without its strokes, and whether they take back all of it, or all but the word that says so. */
function withoutStrokes(title: string): { text: string; isStruck: boolean } {
  let text = title;
  let isStruck = false;
  if (title.includes('~~') || title.includes('<')) {
    const rest = title
      .replace(STRUCK, ' ')
      .replace(/[\s\p{P}\p{S}]+/gu, ' ')
      .trim();
    text = title.replace(STRUCK, '$1$2');
    // A price that is struck through beside the new one takes nothing back.
    isStruck = text !== title && (rest === '' || WHOLE.test(rest));
  }
  const strokes = (text.match(STROKE) ?? []).length;
  if (strokes === 0) return { text, isStruck };
  const plain = text.replace(STROKE, '');
  const letters = (plain.match(/[\p{L}\p{N}]/gu) ?? []).length;
  return { text: plain, isStruck: isStruck || strokes >= letters * 0.6 };
}

/** Of those, what nothing but a sale says: "gone" and "closed" end names. */
const BARE_END =
  /^(.{2,}\S)\s+(?:sold|verkauft|vendue?s?|vendid[oa]s?|vendut[oaie]|verkocht|sprzedan[eya]|prodán[oay]|predan[éáý]|продан[оаы]?|såld|solgt|myyty|eladva|satıldı|vândut[ăe]?)\s*[.!]*\s*$/isu;
/** "Best ever sold", "noch nicht verkauft" */
const NO_LABEL =
  /(?:^|\s)(?:not|never|ever|be|being|best|most|half|to|nicht|noch|nie|zu|pas|jamais|no|nunca|non|mai|não|niet|nooit|nie|не|ikke|inte|ej)$/iu;

/** A title that ends in the bare word, and what stands before it: a label only where things are for sale. "Villa am See verkauft" is news elsewhere. */
export function readBareSoldLabel(title: string): { rest: string } | undefined {
  const rest = BARE_END.exec(title.slice(0, MOST_CHARACTERS))?.[1]?.trim();
  return rest === undefined || NO_LABEL.test(rest) ? undefined : { rest };
}

/** Whether a text says "sold" or its like and nothing else, as flairs and categories do. */
export function isSoldWord(text: string): boolean {
  return text !== '' && text.length <= 30 && WHOLE.test(text.trim());
}
