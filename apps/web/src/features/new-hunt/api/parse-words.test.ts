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
  // English
  ['leica under €300', { keyword: 'leica', to: '300', currency: 'EUR' }],
  ['leica below 1,200.50 dollars no lens', { keyword: 'leica', to: '1,200.50', currency: 'USD', without: ['lens'] }],
  ['leica < 300 eur', { keyword: 'leica', to: '300', currency: 'EUR' }],
  ['camera between 100 and 200 eur', { keyword: 'camera', from: '100', to: '200', currency: 'EUR' }],
  ['camera £100-200', { keyword: 'camera', from: '100', to: '200', currency: 'GBP' }],
  ['camera 100 to 200 euros', { keyword: 'camera', from: '100', to: '200', currency: 'EUR' }],
  ['leica up to 2k eur', { keyword: 'leica', to: '2000', currency: 'EUR' }],
  ['under 300€ leica m6 without repair', { keyword: 'leica m6', to: '300', without: ['repair'] }],
  ['leica m6, under 300 euros, without repair', { keyword: 'leica m6', to: '300', without: ['repair'] }],
  ['leica -repair -broken', { keyword: 'leica', without: ['repair', 'broken'] }],
  ['leica without "for parts" or case', { keyword: 'leica', without: ['for parts', 'case'] }],
  ['leica under 2000', { keyword: 'leica', to: '2000', currency: null }],
  // German
  ['Leica unter 300,- €', { keyword: 'Leica', to: '300', currency: 'EUR' }],
  ['Leica für unter 300 Euro', { keyword: 'Leica', to: '300', currency: 'EUR' }],
  ['Leica ab 100 € bis 300 €', { keyword: 'Leica', from: '100', to: '300', currency: 'EUR' }],
  ['Kamera zwischen 100 und 200 Euro', { keyword: 'Kamera', from: '100', to: '200', currency: 'EUR' }],
  ['Leica von 100 bis 300 CHF', { keyword: 'Leica', from: '100', to: '300', currency: 'CHF' }],
  [
    'Leica M6 bis 1.200 € ohne Reparatur, Defekt',
    { keyword: 'Leica M6', to: '1.200', without: ['Reparatur', 'Defekt'] },
  ],
  ['Leica maximal 300€ nicht defekt', { keyword: 'Leica', to: '300', without: ['defekt'] }],
  ['Leica keine Kopien oder Teile', { keyword: 'Leica', without: ['Kopien', 'Teile'] }],
  // Chinese
  ['莱卡 500元以下', { keyword: '莱卡', to: '500', currency: 'CNY' }],
  ['莱卡500元以内 不要 维修', { keyword: '莱卡', to: '500', currency: 'CNY', without: ['维修'] }],
  ['莱卡不超过500元', { keyword: '莱卡', to: '500', currency: 'CNY' }],
  ['莱卡 低于1.5万元 不含配件和包', { keyword: '莱卡', to: '15000', currency: 'CNY', without: ['配件', '包'] }],
  ['莱卡 500到1000元', { keyword: '莱卡', from: '500', to: '1000', currency: 'CNY' }],
  ['莱卡 ¥500-1000', { keyword: '莱卡', from: '500', to: '1000', currency: 'CNY' }],
  ['莱卡 至少200美元 排除坏的', { keyword: '莱卡', from: '200', currency: 'USD', without: ['坏的'] }],
  // Japanese
  ['ライカ 3万円以下', { keyword: 'ライカ', to: '30000', currency: 'JPY' }],
  ['ライカ30,000円以内 ジャンク除く', { keyword: 'ライカ', to: '30,000', currency: 'JPY', without: ['ジャンク'] }],
  ['ライカ 1万円から3万円まで', { keyword: 'ライカ', from: '10000', to: '30000', currency: 'JPY' }],
  [
    'ライカ ¥10,000〜30,000 ジャンク以外',
    { keyword: 'ライカ', from: '10,000', to: '30,000', currency: 'JPY', without: ['ジャンク'] },
  ],
  ['ライカ ジャンクなし 5千円以上', { keyword: 'ライカ', from: '5000', currency: 'JPY', without: ['ジャンク'] }],
  ['ライカ 100ドル以下', { keyword: 'ライカ', to: '100', currency: 'USD' }],
  // Names that look like wishes.
  ['no man’s sky', { keyword: 'no man’s sky', without: [] }],
  ['iphone 15 pro max 256', { keyword: 'iphone 15 pro max 256', to: '' }],
  ['canon 24-70', { keyword: 'canon 24-70', from: '', to: '' }],
  ['x-t5 wi-fi', { keyword: 'x-t5 wi-fi', without: [] }],
  ['windows 7 to 10 upgrade', { keyword: 'windows 7 to 10 upgrade', from: '', to: '' }],
])('reads %j', (text, expected) => expect(parseWords(text)).toMatchObject(expected));

it.each([
  ['https://shop.example/a b', 'https://shop.example/a'],
  ['shop.example/collections/x', 'https://shop.example/collections/x'],
  ['Look at this: https://shop.example/p/1 nice', 'https://shop.example/p/1'],
  ['leica m6', undefined],
  ['f/1.4', undefined],
  ['javascript:alert(1)', undefined],
])('takes %j as %j', (text, link) => expect(readLink(text)).toBe(link));
