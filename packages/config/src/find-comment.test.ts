import { expect, it } from '@jest/globals';
import { findComment } from './find-comment.js';

it.each([
  ['{\n  // ports\n  "api": {}\n}', 2],
  ['{ "api": { "port": 1 } /* mine */ }', 1],
  ['# settings\n{}', 1],
  ['{\n  "url": "http://a",\n  "b": "\\"//",\n  "c": 1 // here\n}', 4],
  ['{ "url": "http://localhost:8082", "colour": "#fff" }', undefined],
  ['{ "open: 1,\n "b": 2 }', undefined],
])('finds the line of a comment in %j: %p', (text, line) => {
  expect(findComment(text)).toBe(line);
});
