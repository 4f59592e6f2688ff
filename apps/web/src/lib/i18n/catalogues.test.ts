import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import de from './de.js';
import en from './en.js';
import ja from './ja.js';
import zhCN from './zh-CN.js';

const CATALOGUES = { 'zh-CN': zhCN, ja, de };

function flatten(value: object, path = ''): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, text] of Object.entries(value)) {
    const name = path === '' ? key : `${path}.${key}`;
    if (typeof text === 'string') texts.set(name, text);
    else for (const [inner, one] of flatten(text as object, name)) texts.set(inner, one);
  }
  return texts;
}

const gapsOf = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
const english = flatten(en);

describe.each(Object.entries(CATALOGUES))('%s', (_language, catalogue) => {
  const texts = flatten(catalogue);

  it('says everything that English says, and nothing else', () => {
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('leaves nothing empty, and fills in what English fills in', () => {
    for (const [key, text] of texts) {
      expect([key, text.trim() === '']).toEqual([key, false]);
      // A count may go unsaid where the word for one says it.
      const wanted = gapsOf(english.get(key) ?? '').filter((name) => name !== 'count');
      expect([key, gapsOf(text).filter((name) => name !== 'count')]).toEqual([key, wanted]);
    }
  });

  it('is a translation', () => {
    const same = [...texts].filter(([key, text]) => text === english.get(key) && /[a-z]{4}/.test(text));
    expect(same.length).toBeLessThan(texts.size * 0.1);
  });
});

it('has a text for every key that the page asks for, and asks for every text', () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('i18n/') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(root, name), 'utf8'))
    .join('\n');
  const unused = [...english.keys()].filter((key) => {
    const name = key.replace(/_(one|other)$/, '');
    const parents = name.split('.').slice(0, -1);
    // `t(`kind.${kind}`)` asks for all of a group, `t(isOn ? 'a' : 'b')` for each by name.
    const asksForGroup = parents.some((_part, index) =>
      sources.includes(`\`${parents.slice(0, index + 1).join('.')}.\${`),
    );
    return !sources.includes(`'${name}'`) && !asksForGroup;
  });
  expect(unused).toEqual([]);
});
