import { describe, expect, it } from '@jest/globals';
import { sniffXmlEncoding } from './sniff-xml-encoding.js';

describe('sniffXmlEncoding', () => {
  it.each([
    ['a mark of UTF-8', Buffer.from([0xef, 0xbb, 0xbf, 0x3c]), 'utf-8'],
    ['a mark of UTF-16', Buffer.from([0xff, 0xfe, 0x3c, 0x00]), 'utf-16le'],
    ['UTF-16 without a mark', Buffer.from('<?xml', 'utf16le'), 'utf-16le'],
    ['a declaration', Buffer.from(`<?xml version='1.0' encoding='ISO-8859-1'?>`), 'iso-8859-1'],
    ['no word of it', Buffer.from('<rss/>'), undefined],
    ['nothing', Buffer.alloc(0), undefined],
  ])('reads %s', (_name, bytes, expected) => {
    expect(sniffXmlEncoding(bytes)).toBe(expected);
  });
});
