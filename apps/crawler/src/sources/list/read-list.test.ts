import { expect, it } from '@jest/globals';
import { readList } from './read-list.js';

const pageOf = (names: string[]) =>
  Buffer.from(
    `<main>${names.map((name, at) => `<div class="lot"><h3>${name}</h3><b>€${at + 1}5.00</b></div>`).join('')}</main>`,
  );
const read = (names: string[]) =>
  readList(pageOf(names), { url: 'https://shop.example/dolls', selectors: { item: '.lot', title: 'h3' } }).items;

it('knows cards that only their titles name as a reader did that left joiners out', () => {
  const family = ['\u{1f469}', '\u{1f467}'];
  const joined = read(['Doll A', 'Doll B', 'Doll C', `Doll ${family.join('\u200d')}`]);
  const plain = read(['Doll A', 'Doll B', 'Doll C', `Doll ${family.join('')}`]);
  expect(joined.map(({ title }) => title)).toContain(`Doll ${family.join('\u200d')}`);
  expect(joined.map(({ key }) => key)).toEqual(plain.map(({ key }) => key));
});
