import { expect, it } from '@jest/globals';
import { linkIn, linkOf } from './link-of.js';

const transfer = (kinds: Record<string, string>) => ({ getData: (kind: string) => kinds[kind] ?? '' });

it.each([
  ['https://shop.example/a?b=1', 'https://shop.example/a?b=1'],
  [' HTTP://shop.example \n', 'HTTP://shop.example'],
  ['see https://shop.example', undefined],
  ['https://shop.example and more', undefined],
  ['javascript:alert(1)', undefined],
  ['http://[', undefined],
  ['', undefined],
])('takes %j as %j', (text, link) => expect(linkOf(text)).toBe(link));

it.each([
  [{ 'text/uri-list': '# a comment\r\nhttps://a.example/\r\nhttps://b.example/' }, 'https://a.example/'],
  [{ 'text/uri-list': 'javascript:void 0', 'text/plain': 'A bookmark' }, undefined],
  [{ 'text/plain': 'https://a.example/' }, 'https://a.example/'],
  [{ 'text/plain': 'a camera' }, undefined],
  [{}, undefined],
])('finds in what is dropped, %j, %j', (kinds, link) => expect(linkIn(transfer(kinds))).toBe(link));
