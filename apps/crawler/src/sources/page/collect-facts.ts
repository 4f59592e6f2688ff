import { NO_ATTRIBUTES } from '../../markup/attributes.js';
import { type MarkupElement, textOf } from '../../markup/element.js';
import { parseMarkup } from '../../markup/parse-markup.js';
import { readStockText } from '../../stock/read-stock-text.js';
import { noteButton } from './note-button.js';
import type { PageFacts } from './page-facts.js';
import { BESIDE_PRICE, PRICE_ATTRIBUTES } from './read-attribute-price.js';
import { VARIATIONS } from './read-variations.js';

/** What is inside them is never read. */
const LEAVES = new Set(['script', 'style', 'svg', 'math', 'option']);
/** People see no text of these, or none that is the product's. */
const INVISIBLE = new Set(['template', 'head', 'select', 'iframe', 'object', 'textarea', 'noscript', 'nav', 'footer']);
const STRUCK = new Set(['del', 's', 'strike']);
const TELLING_STYLE = /none|hidden|line-through/i;
const HIDDEN_STYLE = /display\s*:\s*none|visibility\s*:\s*hidden/i;
/** What the rules read of elements. */
const ATTRIBUTES = new Set(
  'action alt aria-disabled aria-label class content data-auto data-hook data-name data-qa data-src data-test data-testid datetime disabled hidden href hreflang http-equiv id itemprop itemscope itemtype lang name property rel role selected src style title type typeof value xml:lang'.split(
    ' ',
  ),
).add(VARIATIONS);
for (const name of [...PRICE_ATTRIBUTES, ...BESIDE_PRICE]) ATTRIBUTES.add(name);
const MAX_SCRIPT_LENGTH = 1_500_000;
const MAX_NUMBERS = 4000;
const MAX_SUBHEADINGS = 300;
const MAX_TEXTS = 6000;
const MAX_PRICED = 200;
const MAX_SHORT_TEXT = 180;
/** Longer texts are sentences. */
const MAX_NUMBER_TEXT = 200;

/** Parses a page and gathers what the rules need, in one walk. @param moreAttributes kept beside those that the rules read */
export function collectFacts(html: string, url: string, moreAttributes: readonly string[] = []): PageFacts {
  const attributes = moreAttributes.length === 0 ? ATTRIBUTES : new Set([...ATTRIBUTES, ...moreAttributes]);
  const { root } = parseMarkup(html, 'html', { attributes });
  const facts: PageFacts = {
    url,
    root,
    language: undefined,
    title: '',
    metas: new Map(),
    canonical: undefined,
    headings: [],
    subheadings: [],
    mentions: [],
    jsonLd: [],
    scripts: [],
    properties: [],
    numbers: [],
    struck: [],
    texts: [],
    buttons: [],
    labels: new Map(),
    listControls: [],
    variationForms: [],
    pricedElements: [],
    hasPassword: false,
  };
  // Two stacks instead of one of pairs: pages have tens of thousands of elements.
  const elements: MarkupElement[] = [root];
  const states: number[] = [0];
  for (let element = elements.pop(); element; element = elements.pop()) {
    let state = states.pop() ?? 0;
    note(element, facts);
    if (LEAVES.has(element.name)) continue;
    state |= stateOf(element);
    noteButton(element, (state & HIDDEN) === 0, facts);
    const { children } = element;
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index];
      if (child === undefined || typeof child === 'string') continue;
      elements.push(child);
      states.push(state);
    }
    if ((state & HIDDEN) === 0) {
      if (element.children.length === 0 && (state & LINKED) === 0) notePicture(element, facts);
      noteTexts(element, facts, state);
    }
  }
  return facts;
}

const HIDDEN = 1;
const CROSSED = 2;
const LINKED = 4;

/** What an element does to the texts below it. */
function stateOf({ name, attributes }: MarkupElement): number {
  let state = INVISIBLE.has(name) ? HIDDEN : STRUCK.has(name) ? CROSSED : 0;
  if (attributes === NO_ATTRIBUTES) return state;
  if (name === 'a' && attributes.href !== undefined) state |= LINKED;
  if (attributes.hidden !== undefined) return state | HIDDEN;
  const { style } = attributes;
  if (style === undefined) return state;
  if (!TELLING_STYLE.test(style)) return state;
  return state | (HIDDEN_STYLE.test(style) ? HIDDEN : 0) | (/line-through/i.test(style) ? CROSSED : 0);
}

function noteTexts(element: MarkupElement, facts: PageFacts, state: number): void {
  const numbers = state & CROSSED ? facts.struck : facts.numbers;
  for (const child of element.children) {
    if (typeof child !== 'string' || child === ' ') continue;
    // The texts of links, most of all on many pages, lead elsewhere.
    if ((state & LINKED) === 0) {
      noteMention(element, child, facts);
      if (child.length > 1 && child.length < MAX_SHORT_TEXT && facts.texts.length < MAX_TEXTS)
        facts.texts.push({ element, text: child });
    }
    if (child.length < MAX_NUMBER_TEXT && numbers.length < MAX_NUMBERS && hasDigit(child))
      numbers.push({ element, text: child });
  }
}

/** "Sold out" that only a picture says, by its text or its file, or a mark without text to those who hear the page. */
function notePicture(element: MarkupElement, facts: PageFacts): void {
  const { name, attributes } = element;
  if (attributes === NO_ATTRIBUTES || facts.texts.length >= MAX_TEXTS) return;
  const said = (name === 'img' ? attributes.alt : undefined) ?? attributes['aria-label'] ?? attributes.title;
  if (said !== undefined && said !== '' && name !== 'input') {
    if (said.length <= MAX_SPOKEN && readStockText(said) === 'out_of_stock') facts.texts.push({ element, text: said });
  } else if (name === 'img' && SOLD_OUT_FILE.test(attributes.src ?? ''))
    facts.texts.push({ element, text: 'Sold out' });
}

/** Longer ones describe the thing. */
const MAX_SPOKEN = 24;
const SOLD_OUT_FILE =
  /(?:^|[/_.-])(?:sold[-_]?out|out[-_]?of[-_]?stock|ausverkauft|agotado|epuise|rupture|esaurito|esgotado|uitverkocht|udsolgt|utsolgt|slutsald|vyprodano|wyprzedane|tukendi)[^/]*$/i;

/** The product's name where pages set it in no heading. The title comes first in a page. */
function noteMention(element: MarkupElement, text: string, { title, mentions }: PageFacts): void {
  if (mentions.length >= 5 || text.length < 8 || text.length > 300 || title.length < 8) return;
  const name = text.trim();
  // "Reserved" is no name, though the title begins with it.
  if (name.length >= 8 && title.includes(name) && readStockText(name) === null) mentions.push(element);
}

function hasDigit(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 48 && code <= 57) return true;
    if (code > 1600 && /[٠-٩۰-۹０-９]/.test(text)) return true;
    if (code > 1600) return /\d/.test(text);
  }
  return false;
}

function note(element: MarkupElement, facts: PageFacts): void {
  const { name, attributes } = element;
  if (attributes !== NO_ATTRIBUTES) {
    if (attributes.itemprop !== undefined || attributes.property !== undefined) facts.properties.push(element);
    if (namesPrice(element) && facts.pricedElements.length < MAX_PRICED) facts.pricedElements.push(element);
  }
  switch (name) {
    case 'html':
      facts.language ??= attributes.lang ?? attributes['xml:lang'];
      break;
    case 'title':
      if (facts.title === '' && element.parent?.name !== 'svg') facts.title = textOf(element, 1000);
      break;
    case 'meta': {
      const key = (
        attributes.property ??
        attributes.name ??
        attributes.itemprop ??
        attributes['http-equiv']
      )?.toLowerCase();
      if (key && attributes.content !== undefined && !facts.metas.has(key)) facts.metas.set(key, attributes.content);
      break;
    }
    case 'link':
      if (attributes.rel === 'canonical') facts.canonical ??= attributes.href;
      break;
    case 'h1':
      facts.headings.push(element);
      break;
    case 'h2':
    case 'h3':
    case 'h4':
      if (facts.subheadings.length < MAX_SUBHEADINGS) facts.subheadings.push(element);
      break;
    case 'form':
      if (attributes[VARIATIONS] !== undefined) facts.variationForms.push(element);
      break;
    case 'script':
      noteScript(element, facts);
      break;
  }
}

/** Asked of each element of a page: a loop, without a function of its own each time. */
function namesPrice({ attributes }: MarkupElement): boolean {
  for (const key of PRICE_ATTRIBUTES) if (attributes[key] !== undefined) return true;
  return false;
}

function noteScript({ attributes, children }: MarkupElement, facts: PageFacts): void {
  const [text] = children;
  if (typeof text !== 'string' || text.length > MAX_SCRIPT_LENGTH) return;
  if (/ld\+json/i.test(attributes.type ?? '')) facts.jsonLd.push(text);
  else if (text.length > 20) facts.scripts.push(text);
}
