import { type MarkupElement, textOf } from '../../markup/element.js';
import { cleanLink } from '../../text/clean-text.js';
import type { ListDocument } from './list-document.js';
import { siteOf } from './resolve-links.js';

const NEXT =
  /^(?:next(?: page| \d+ \p{L}+)?|older(?: posts)?|(?:next )?[›»→>]{1,2}|weiter|nächste(?: seite)?|vor|suivante?|page suivante|siguiente|página siguiente|seguinte|pr[oó]xim[ao](?: página)?|successiv[ao]|avanti|volgende|nästa|næste|neste|seuraava|další|ďalšia|następn[ay]|dalej|következő|următo\w+|напред|следующая|далее|вперед|вперёд|наступна|次へ|次のページ|次ページ|次|下一页|下一頁|下页|下頁|다음|التالي|הבא|sonraki|ileri)(?: *[›»→>]{1,2})?$/iu;
const NEXT_NAME = /(?:^|[\s_-])(?:next|pagination-next|page-next|nextpage|weiter|suivant|siguiente)(?=$|[\s_-])/i;
const PAGER = /pag(?:er|inat|es|e-?nav|ing)|seiten/i;
const PAGE_PARAMETER =
  /^(?:p|pg|page|paged|pagenum|page_?no|pagenumber|pageindex|currentpage|seite|pagina|sida|o|pn|strana|_pgn)$/i;
const PAGE_PATH = /^(.*?[/_-](?:page|seite|pagina|p|s|sida|strana)[/_:-]?)(\d{1,5})(\/?|\.html?|\/.*)$/i;

/** Longer texts are no words for the next page. */
const MAX_WORDS = 40;

/**
 * The address of the page that comes after this one; undefined on the last. Of the same site, and never this page itself.
 * @param isInCard a number there is the card's own paging
 */
export function findNextPage(
  document: ListDocument,
  isInCard: (element: MarkupElement) => boolean = () => false,
): string | undefined {
  const { base, url, relNext, links, sums, ends } = document;
  const lengthOf = ({ order }: MarkupElement): number => (sums.text[ends[order] ?? 0] ?? 0) - (sums.text[order] ?? 0);
  const own = new URL(url);
  const here = stripped(own);
  const accept = (written: string | undefined): string | undefined => {
    const link = cleanLink(written, base);
    if (link === undefined) return undefined;
    const target = new URL(link);
    return siteOf(target.hostname) === siteOf(own.hostname) && stripped(target) !== here ? link : undefined;
  };
  for (const written of relNext) {
    const link = accept(written);
    if (link !== undefined) return link;
  }
  for (const { element, href } of links)
    if (lengthOf(element) <= MAX_WORDS && saysNext(element) && !isDisabled(element)) {
      const link = accept(href);
      if (link !== undefined) return link;
    }
  const current = pageNumberOf(own) ?? 1;
  const wanted = String(current + 1);
  for (const { element, href } of links) {
    if (lengthOf(element) !== wanted.length || isInCard(element) || textOf(element, 20).trim() !== wanted) continue;
    const target = new URL(href);
    const isNumbered = pageNumberOf(target) === current + 1 || isInPager(element);
    if (!isNumbered || target.hostname !== own.hostname) continue;
    const link = accept(href);
    if (link !== undefined) return link;
  }
  return undefined;
}

function stripped(url: URL): string {
  return `${url.host}${url.pathname}${url.search}`;
}

function saysNext(element: MarkupElement): boolean {
  const { attributes } = element;
  for (const words of [attributes['aria-label'], attributes.title, textOf(element, 60)])
    if (words !== undefined && NEXT.test(words.trim().replace(/\s+/g, ' ')) && isPlainNext(words, element)) return true;
  const names = `${attributes.class ?? ''} ${attributes.id ?? ''} ${element.parent?.attributes.class ?? ''}`;
  // "Next" of a carousel leads nowhere; a link named so that stands among page numbers does.
  return NEXT_NAME.test(names) && isInPager(element);
}

/** Arrows alone are carousels and breadcrumbs, unless they stand among page numbers. */
function isPlainNext(words: string, element: MarkupElement): boolean {
  return /\p{L}{2}|次/u.test(words) ? !/^(?:vor|o|s)$/i.test(words.trim()) || isInPager(element) : isInPager(element);
}

function isInPager(element: MarkupElement): boolean {
  let current: MarkupElement | null = element;
  for (let level = 0; level < 5 && current; level++, current = current.parent) {
    const {
      class: className = '',
      id = '',
      role = '',
      'aria-label': label = '',
      'data-testid': test = '',
    } = current.attributes;
    if (PAGER.test(`${className} ${id} ${role} ${label} ${test}`)) return true;
  }
  return false;
}

function isDisabled({ attributes, parent }: MarkupElement): boolean {
  return (
    attributes['aria-disabled'] === 'true' ||
    /disabled/.test(`${attributes.class ?? ''} ${parent?.attributes.class ?? ''}`)
  );
}

function pageNumberOf(url: URL): number | undefined {
  for (const [name, value] of url.searchParams)
    if (PAGE_PARAMETER.test(name) && /^\d{1,5}$/.test(value)) return Number(value);
  const inPath = PAGE_PATH.exec(url.pathname)?.[2];
  return inPath === undefined ? undefined : Number(inPath);
}
