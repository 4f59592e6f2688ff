import { expect, it } from '@jest/globals';
import { ntfyLinks } from './ntfy-links.js';

it.each([
  ['https://ntfy.sh', { web: 'https://ntfy.sh/gh-7f3', app: 'ntfy://ntfy.sh/gh-7f3' }],
  ['https://ntfy.sh/', { web: 'https://ntfy.sh/gh-7f3', app: 'ntfy://ntfy.sh/gh-7f3' }],
  ['http://pi.lan:8090', { web: 'http://pi.lan:8090/gh-7f3', app: 'ntfy://pi.lan:8090/gh-7f3?secure=false' }],
])('knows where one subscribes at %s', (server, links) => {
  expect(ntfyLinks(server, 'gh-7f3')).toEqual(links);
});

it.each([
  ['https://ntfy.sh', ''],
  ['https://ntfy.sh', 'a b'],
  ['https://ntfy.sh', '../admin'],
  ['https://ntfy.sh', undefined],
  ['ntfy.sh', 'gh-7f3'],
  ['javascript:alert(1)', 'gh-7f3'],
  ['', 'gh-7f3'],
])('gives none for %j and %j', (server, topic) => {
  expect(ntfyLinks(server, topic)).toBeUndefined();
});
