import { describe, expect, it } from '@jest/globals';
import { decodeText, looksBinary, sniffHtmlEncoding } from './decode-text.js';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('decodeText', () => {
  it.each([
    ['UTF-8 that is declared', Buffer.from('Preis 5 €'), { contentType: 'text/html; charset=utf-8' }, 'Preis 5 €'],
    ['UTF-8 that nobody declares', Buffer.from('Preis 5 €'), {}, 'Preis 5 €'],
    [
      'UTF-8 that a server calls latin1',
      Buffer.from('Größe'),
      { contentType: 'text/html; charset=ISO-8859-1' },
      'Größe',
    ],
    ['latin1 by its header', latin1('Gr\u00f6\u00dfe'), { contentType: 'text/html;charset="iso-8859-1"' }, 'Größe'],
    ['windows-1252 that a server calls UTF-8', latin1('5 \x80'), { contentType: 'text/html; charset=utf-8' }, '5 €'],
    ['an encoding the page names', Buffer.from([0xcf, 0xf0, 0xe8]), { declared: 'windows-1251' }, 'При'],
    ['Shift_JIS', Buffer.from([0x92, 0x6c, 0x92, 0x69]), { contentType: 'text/html; charset=Shift_JIS' }, '値段'],
    ['ISO-2022-JP', Buffer.from('\x1b$BCM\x1b(B'), { declared: 'iso-2022-jp' }, '値'],
    ['a label nobody knows', latin1('caf\xe9'), { contentType: 'text/html; charset=klingon' }, 'café'],
    ['a UTF-16 mark', Buffer.from('\ufeffPreis', 'utf16le'), { contentType: 'text/html; charset=utf-8' }, 'Preis'],
    ['a UTF-8 mark', Buffer.from('\ufeffé'), { contentType: 'text/html; charset=latin1' }, 'é'],
    ['UTF-16 by its header', Buffer.from('Preis', 'utf16le'), { contentType: 'text/html; charset=utf-16le' }, 'Preis'],
    ['nothing', Buffer.alloc(0), {}, ''],
  ])('reads %s', (_name, bytes, hints, expected) => expect(decodeText(bytes, hints)).toBe(expected));
});

describe('sniffHtmlEncoding', () => {
  it.each([
    ['<meta charset="windows-1251">', 'windows-1251'],
    ['<META http-equiv=Content-Type content="text/html; charset=EUC-JP">', 'EUC-JP'],
    ["<meta name=x><meta charset='utf-16'>", 'utf-8'],
    ['<p>charset=utf-8</p>', undefined],
  ])('reads %s', (html, expected) => expect(sniffHtmlEncoding(Buffer.from(html))).toBe(expected));
});

describe('looksBinary', () => {
  it.each([
    ['a PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 1, 2, 3]), true],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3, 4]), true],
    ['noise', Buffer.from(Array.from({ length: 1000 }, (_, i) => (i * 7919) % 256)), true],
    ['a page', Buffer.from('<!doctype html>\n<title>x</title>\t'), false],
    ['a page with one stray zero', Buffer.from(`<html>\0${'text '.repeat(100)}`), false],
    ['UTF-16', Buffer.from('<html>', 'utf16le'), false],
    ['Shift_JIS', Buffer.from([0x92, 0x6c, 0x92, 0x69]), false],
    ['nothing', Buffer.alloc(0), false],
  ])('tells %s', (_name, bytes, expected) => expect(looksBinary(bytes)).toBe(expected));
});
