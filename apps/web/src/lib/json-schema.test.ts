import { expect, it } from '@jest/globals';
import { cleanValues, findMissing, type JsonSchema } from './json-schema.js';

const SCHEMA: JsonSchema = {
  type: 'object',
  properties: {
    url: { type: 'string' },
    maxPrice: { type: 'integer' },
    ignoreRobots: { type: 'boolean' },
    selectors: { type: 'object', properties: { price: { type: 'string' }, title: { type: 'string' } } },
  },
  required: ['url'],
};

it('leaves out what is empty or unknown, also within', () => {
  const typed = { url: ' https://a.example ', maxPrice: 0, selectors: { price: '', title: ' h1 ' }, other: 1 };
  expect(cleanValues(SCHEMA, typed)).toEqual({ url: 'https://a.example', maxPrice: 0, selectors: { title: 'h1' } });
  expect(cleanValues(SCHEMA, { url: '', selectors: { price: '' } })).toBeUndefined();
});

it('names the first field that is needed and missing', () => {
  expect(findMissing(SCHEMA, { url: ' ' })).toBe('url');
  expect(findMissing(SCHEMA, { url: 'https://a.example' })).toBeUndefined();
  expect(findMissing({}, {})).toBeUndefined();
});
