import { expect, it } from '@jest/globals';
import { parseWords, readLink } from './parse-words.js';

it.each([
  ['leica m6 under 2000 eur without repair', { keyword: 'leica m6', to: '2000', currency: 'EUR', without: ['repair'] }],
  ['leica m6', { keyword: 'leica m6', to: '', from: '', currency: null, without: [] }],
  ['juno-106 from $800 up to $1,650', { keyword: 'juno-106', from: '800', to: '1,650', currency: 'USD' }],
  [
    'Rennrad 55 cm bis 900 € ohne Carbon und Kinderrad',
    { keyword: 'Rennrad 55 cm', to: '900', currency: 'EUR', without: ['Carbon', 'Kinderrad'] },
  ],
  ['ライカ 70000円以下', { keyword: 'ライカ', to: '70000', currency: 'JPY' }],
  ['under the stars poster', { keyword: 'under the stars poster', to: '' }],
  ['', { keyword: '', without: [] }],
])('reads %j', (text, expected) => expect(parseWords(text)).toMatchObject(expected));

it.each([
  ['https://shop.example/a b', 'https://shop.example/a'],
  ['shop.example/collections/x', 'https://shop.example/collections/x'],
  ['Look at this: https://shop.example/p/1 nice', 'https://shop.example/p/1'],
  ['leica m6', undefined],
  ['f/1.4', undefined],
  ['javascript:alert(1)', undefined],
])('takes %j as %j', (text, link) => expect(readLink(text)).toBe(link));
