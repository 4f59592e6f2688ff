import type { MarkupElement } from '../../markup/element.js';

/** Bits of `flags`: what is asked of each element of each card, found out once. */
export const FLAG = {
  /** Scripts, styles, templates, drawings: nothing in them is shown as text. */
  code: 1,
  /** Fields whose text is for choosing or typing. */
  field: 2,
  /** Hidden by its own attributes. */
  hidden: 4,
  /** A digit of any script stands in its own text. */
  digits: 8,
  heading: 16,
} as const;

const BY_TAG = new Map<string, number>([
  ...['script', 'style', 'noscript', 'template', 'svg'].map((name): [string, number] => [name, FLAG.code]),
  ...['select', 'textarea'].map((name): [string, number] => [name, FLAG.field]),
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name): [string, number] => [name, FLAG.heading]),
]);
const HIDDEN = /display\s*:\s*none/i;

/** All flags but that of digits. */
export function flagsOf({ name, attributes }: MarkupElement): number {
  const flags = BY_TAG.get(name) ?? 0;
  return attributes.hidden !== undefined || (attributes.style !== undefined && HIDDEN.test(attributes.style))
    ? flags | FLAG.hidden
    : flags;
}

/**
 * The visible length of a text, doubled, and one more where a digit stands in it: spaces do not count, East Asian characters say about
 * twice as much.
 */
export function measureText(text: string): number {
  let length = 0;
  let digits = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 128) {
      if (code > 32) length += 2;
      if (code >= 48 && code <= 57) digits = 1;
    } else if (code !== 160) {
      length += code >= 0x2e80 && code <= 0xd7ff ? 4 : 2;
      if (isDigitElsewhere(code)) digits = 1;
    }
  }
  return length + digits;
}

/** Arabic, Persian and wide forms. */
const isDigitElsewhere = (code: number): boolean =>
  (code >= 0x0660 && code <= 0x0669) || (code >= 0x06f0 && code <= 0x06f9) || (code >= 0xff10 && code <= 0xff19);
