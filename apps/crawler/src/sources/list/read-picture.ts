import { type MarkupElement, walkElements } from '../../markup/element.js';
import { cleanLink } from '../../text/clean-text.js';

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

/** The picture of a card: the first that is neither placeholder, logo nor the one shown on hover. Absolute. */
export function readPicture(roots: readonly MarkupElement[], base: string): string | undefined {
  let best: { url: string; score: number } | undefined;
  let count = 0;
  const offer = (element: MarkupElement, written: string, penalty: number) => {
    const url = cleanLink(written, base);
    if (url === undefined || PLACEHOLDER.test(url.slice(url.lastIndexOf('/')))) return;
    const { class: className = '', alt = '', width = '', height = '' } = element.attributes;
    let score = -penalty - Math.min(0.9, count++ * 0.1);
    const names = `${className} ${element.parent?.attributes.class ?? ''}`;
    if (OTHER.test(`${names} ${url.split('/').slice(3).join('/')}`)) score -= 2;
    if (SECOND.test(className) || SECOND.test(alt)) score -= 1;
    if (/\.svg(?:$|\?)/i.test(url)) score -= 2;
    if (isSmall(width) || isSmall(height)) score -= 2.5;
    if (!best || score > best.score) best = { url, score };
  };
  for (const root of roots) {
    walkElements(root, (element) => {
      const { name, attributes } = element;
      if (name === 'script' || name === 'svg' || name === 'template') return false;
      if (name === 'img' || name === 'source') {
        const written = addressOf(element);
        // A source of a picture or video: its own set only.
        if (written !== undefined) offer(element, written, name === 'source' ? 0.15 : isInNoscript(element) ? 0.3 : 0);
      } else if (attributes.style?.includes('url(')) {
        const written = /url\(\s*["']?([^"')]{1,2000})/.exec(attributes.style)?.[1];
        if (written !== undefined) offer(element, written, 0.5);
      } else if (attributes['data-bg'] ?? attributes['data-background-image']) {
        offer(element, attributes['data-bg'] ?? attributes['data-background-image'] ?? '', 0.5);
      }
      return undefined;
    });
  }
  return best?.url;
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
