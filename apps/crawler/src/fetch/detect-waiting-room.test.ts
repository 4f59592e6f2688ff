import { expect, it } from '@jest/globals';
import { classifyAnswer } from './classify-answer.js';

const answer = (status: number, html: string, headers: Record<string, string> = {}) =>
  classifyAnswer(
    {
      status,
      headers: { 'content-type': 'text/html', ...headers },
      body: Buffer.from(html),
      url: 'https://shop.example/p/1',
      redirects: [],
    },
    0,
  )?.kind;
const line = '<title>Lumen</title><h1>One moment</h1><script>var a = 1;</script><p>You&#39;re now in <b>line</b>.</p>';

it.each([
  ['a sentence, 503', 503, line, {}],
  ['a sentence, with an hour to come back', 503, line, { 'retry-after': '30' }],
  ['a title, 429', 429, '<title>Warteschlange</title><p>Gleich geht es weiter.</p>', {}],
  ['Japanese, 503', 503, '<meta charset="utf-8"><title>Lumen</title><p>順番にご案内しております</p>', {}],
  ['a title, 202', 202, '<title>File d’attente – Lumen</title>', {}],
])('takes a refusal that lets its reader wait in a line for blocked: %s', (_name, status, html, headers) => {
  expect(answer(status, html, headers)).toBe('blocked');
});

it.each([
  ['an error', 503, '<title>Service unavailable</title><p>Back in a minute.</p>', {}, 'server_error'],
  ['a plea to slow down', 503, '<title>Busy</title>', { 'retry-after': '30' }, 'rate_limited'],
  ['too many requests', 429, '<title>Too many requests</title>', {}, 'rate_limited'],
  ['no page', 503, line, { 'content-type': 'application/json' }, 'server_error'],
  ['a page', 200, line, {}, undefined],
])('leaves others as they are: %s', (_name, status, html, headers, kind) => {
  expect(answer(status, html, headers)).toBe(kind);
});
