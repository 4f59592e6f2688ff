import type { MarkupElement } from '../../markup/element.js';
import { cleanLink } from '../../text/clean-text.js';
import type { ListDocument } from './document-facts.js';

/** Where lazy pages keep the address that scripts put into `src`. */
const SOURCES = [
  'data-src',
  'data-lazy-src',
  'data-original',
  'data-original-src',
  'data-lazy',
  'data-img',
  'data-image',
  'data-bg',
  'data-background',
  'data-background-image',
];
const SETS = ['data-srcset', 'data-lazy-srcset', 'srcset'];
const PLACEHOLDER =
  /(?:^data:)|placeholder|blank\.|empty\.|spacer|pixel\.|1x1|(?:^|\/)transparent\.|loading\.|lazy\.|no[-_]?image|dummy|grey\.gif|gray\.gif|(?:^|\/)s\.gif/i;
const OTHER =
  /logo|icon|badge|sprite|avatar|rating|stars?[-_.]|flag|seal|label|sticker|swatch|emoji|brand|payment|pictogram/i;
const SECOND = /(?:^|[\s_-])(?:back|hover|secondary|second|alt|flip|rollover)(?=$|[\s_-])/i;

/** The picture of what stands from one element up to another: the first that is neither placeholder, logo nor the one shown on hover. Absolute. */
export function readPicture({ nodes, pictures, base }: ListDocument, from: number, to: number): string | undefined {
  let best: { url: string; score: number } | undefined;
  let count = 0;
  for (let index = firstFrom(pictures, from); index < pictures.length; index++) {
    const element = nodes[pictures[index] ?? to];
    if (!element || element.order >= to) break;
    const offered = offerOf(element);
    if (!offered || isInCode(element, from)) continue;
    const url = cleanLink(offered.written, base);
    if (url === undefined || PLACEHOLDER.test(url.slice(url.lastIndexOf('/')))) continue;
    const score = worthOf(element, url) - offered.penalty - Math.min(0.9, count++ * 0.1);
    if (!best || score > best.score) best = { url, score };
  }
  return best?.url;
}

/** By bisection. */
function firstFrom(orders: readonly number[], from: number): number {
  let low = 0;
  let high = orders.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((orders[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

function offerOf(element: MarkupElement): { written: string; penalty: number } | undefined {
  const { name, attributes } = element;
  if (name === 'img' || name === 'source') {
    const written = addressOf(element);
    if (written === undefined) return undefined;
    // A source of a picture or video: its own set only.
    return { written, penalty: name === 'source' ? 0.15 : isInNoscript(element) ? 0.3 : 0 };
  }
  const styled = attributes.style?.includes('url(') ? STYLED.exec(attributes.style)?.[1] : undefined;
  if (styled !== undefined) return { written: styled, penalty: 0.5 };
  const lazy = attributes.style?.includes('url(')
    ? undefined
    : (attributes['data-bg'] ?? attributes['data-background-image']);
  return lazy === undefined ? undefined : { written: lazy, penalty: 0.5 };
}
const STYLED = /url\(\s*["']?([^"')]{1,2000})/;

function worthOf({ attributes, parent }: MarkupElement, url: string): number {
  const { class: className = '', alt = '', width = '', height = '' } = attributes;
  let worth = 0;
  if (OTHER.test(`${className} ${parent?.attributes.class ?? ''} ${url.slice(url.indexOf('/', 8) + 1)}`)) worth -= 2;
  if (SECOND.test(className) || SECOND.test(alt)) worth -= 1;
  if (/\.svg(?:$|\?)/i.test(url)) worth -= 2;
  if (isSmall(width) || isSmall(height)) worth -= 2.5;
  return worth;
}

function isInCode(element: MarkupElement, from: number): boolean {
  for (let current: MarkupElement | null = element; current && current.order >= from; current = current.parent)
    if (current.name === 'script' || current.name === 'svg' || current.name === 'template') return true;
  return false;
}

function addressOf({ name, attributes }: MarkupElement): string | undefined {
  if (name === 'source' && attributes.type?.startsWith('video')) return undefined;
  for (const key of SOURCES) {
    const written = attributes[key];
    if (written && !PLACEHOLDER.test(written) && /[/.]/.test(written))
      return written.startsWith('{') ? undefined : written;
  }
  const { src } = attributes;
  if (name === 'img' && src && !PLACEHOLDER.test(src)) return src;
  for (const key of SETS) {
    const first = attributes[key]?.trim().split(/\s+/, 1)[0]?.replace(/,$/, '');
    if (first && !PLACEHOLDER.test(first)) return first;
  }
  return undefined;
}

function isInNoscript(element: MarkupElement): boolean {
  return element.parent?.name === 'noscript' || element.parent?.parent?.name === 'noscript';
}

const isSmall = (size: string): boolean => /^\d+(?:px)?$/.test(size) && Number.parseInt(size, 10) <= 32;
