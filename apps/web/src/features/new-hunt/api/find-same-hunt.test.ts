import { expect, it } from '@jest/globals';
import { findSameHunt } from './find-same-hunt.js';

it('finds the hunt that asks the same source the same', () => {
  const draft = { id: 9, source: 'list', query: { url: 'https://shop.example/a', render: 'browser' } };
  const same = { id: 3, source: 'list', query: { render: 'browser', url: 'https://shop.example/a' } };
  const others = [
    draft,
    { id: 1, source: 'page', query: draft.query },
    { id: 2, source: 'list', query: { url: 'https://shop.example/a' } },
  ];
  expect(findSameHunt(draft, [...others, same])).toBe(same);
  expect(findSameHunt(draft, others)).toBeUndefined();
  const narrow = { ...same, id: 4, keyword: 'lens' };
  expect(findSameHunt(draft, [narrow, same])).toBe(same);
  expect(findSameHunt(draft, [narrow])).toBe(narrow);
});
