import { describe, expect, it } from '@jest/globals';
import { FAULTS, type FaultCode, readFault } from './faults.js';
import { REFUSALS, type RefusalReason, sayRefusal } from './refusals.js';
import { readSentence, SENTENCES, type SentenceCode } from './sentences.js';
import { createReader, fillIn } from './templates.js';

/** Something in each gap, of which none is like another. */
function paramsOf(template: string): Record<string, string> {
  return Object.fromEntries([...template.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = ''], at) => [name, `X${at + 1}`]));
}

describe('createReader', () => {
  it('reads back what was filled in, and nothing else', () => {
    const read = createReader('There are {{count}} things (of {{all}}).');
    expect(read(fillIn('There are {{count}} things (of {{all}}).', { count: 3, all: 9 }))).toEqual({
      count: '3',
      all: '9',
    });
    expect(read('There are 3 things (of 9). And more')).toBeUndefined();
  });

  it('takes text of any kind in a gap, over lines too', () => {
    expect(createReader('It says: "{{words}}"')('It says: "a "quoted"\nline $1"')).toEqual({
      words: 'a "quoted"\nline $1',
    });
  });
});

it.each(Object.entries(SENTENCES))('%s is read back from its sentence', (code, template) => {
  const params = paramsOf(template);
  expect(readSentence(fillIn(template, params))).toEqual({ code: code as SentenceCode, params });
});

it('leaves alone what nobody of the house wrote', () => {
  expect(readSentence('Too many requests, please slow down')).toBeUndefined();
});

it.each(Object.entries(FAULTS).filter(([code]) => code !== 'other'))(
  '%s is told apart, whatever stands before it',
  (code, template) => {
    const params = paramsOf(template);
    const clause = fillIn(template, params);
    const told = Object.keys(params).length > 0 ? { params } : {};
    for (const [field, message] of [
      ['query.url', `query.url ${clause}`],
      ['url', `url: ${clause}`],
      ['query.url', `url ${clause}`],
      ['', `the body ${clause}`],
    ] as const) {
      expect(readFault(field, message)).toEqual({ field, message, code: code as FaultCode, ...told });
    }
  },
);

it('passes on a clause that nobody foresaw', () => {
  expect(readFault('name', 'name sounds wrong')).toMatchObject({ code: 'other', params: { clause: 'sounds wrong' } });
});

it.each(Object.keys(REFUSALS) as RefusalReason[])('%s is a sentence without gaps once it is filled in', (reason) => {
  expect(sayRefusal([reason, paramsOf(REFUSALS[reason])])).toMatch(/^[^{}]+\.$/);
});
