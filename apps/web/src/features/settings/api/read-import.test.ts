import { expect, it } from '@jest/globals';
import { readImport, splitCsv } from './read-import.js';

it('reads plain links, and leaves out comments and what changedetection.io writes behind an address', () => {
  const text = '# mine\nhttps://a.example/x tag1, tag2\r\n\nhttps://b.example\n';
  expect(readImport(text)).toEqual({
    form: 'links',
    lines: [{ url: 'https://a.example/x' }, { url: 'https://b.example' }],
  });
});

it('reads CSV by its head, with quotes, semicolons and numbers', () => {
  const text = 'name;url;maxPrice;excludeKeywords\n"Leica; ""M6""";https://a.example;200000;repair|case\n;;;\n';
  expect(readImport(text)).toEqual({
    form: 'csv',
    lines: [{ name: 'Leica; "M6"', url: 'https://a.example', maxPrice: 200_000, excludeKeywords: ['repair', 'case'] }],
  });
});

it('reads a backup of changedetection.io', () => {
  const backup = {
    watching: { 'a-1': { url: 'https://a.example', title: 'A' }, 'b-2': { url: 'https://b.example', title: null } },
  };
  expect(readImport(JSON.stringify(backup))).toEqual({
    form: 'changedetection',
    lines: [{ url: 'https://a.example', name: 'A' }, { url: 'https://b.example' }],
  });
});

it('reads its own export', () => {
  const own = { version: 1, tasks: [{ source: 'feed', query: { url: 'https://a.example/feed' } }] };
  expect(readImport(JSON.stringify(own))).toEqual({ form: 'goodshunter', lines: own.tasks });
});

it('throws on broken JSON, so that the page can say so', () => {
  expect(() => readImport('{"tasks": [')).toThrow();
});

it('keeps line breaks inside quotes', () => {
  expect(splitCsv('a,b\n"1\n2",3')).toEqual([
    ['a', 'b'],
    ['1\n2', '3'],
  ]);
});
