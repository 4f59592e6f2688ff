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

/** What `measureText` says of a text beside its length. */
export const TEXT = {
  /** A digit of any script stands in it. */
  digits: 1,
  /** It reserves rights. */
  rights: 2,
} as const;

/**
 * The visible length of a text, four times, and the bits of `TEXT`: spaces do not count, East Asian characters say about twice as much.
 */
export function measureText(text: string): number {
  let length = 0;
  let bits = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 128) {
      if (code > 32) length++;
      if (code >= 48 && code <= 57) bits |= TEXT.digits;
    } else if (code !== 160) {
      length += code >= 0x2e80 && code <= 0xd7ff ? 2 : 1;
      if (code === COPYRIGHT) bits |= TEXT.rights;
      else if (isDigitElsewhere(code)) bits |= TEXT.digits;
    }
  }
  return (length << 2) | bits;
}

const COPYRIGHT = 0xa9;
/** Arabic, Persian and wide forms. */
const isDigitElsewhere = (code: number): boolean =>
  (code >= 0x0660 && code <= 0x0669) || (code >= 0x06f0 && code <= 0x06f9) || (code >= 0xff10 && code <= 0xff19);
