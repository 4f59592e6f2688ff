import { expect, it } from '@jest/globals';
import { planChannelUse } from './plan-channel-use.js';

const own = (id: number, notify: number[] | null) => ({ id, notify, myRole: 'owner' as const });
const others = [
  { id: 1, onForNewHunts: true },
  { id: 2, onForNewHunts: false },
  { id: 3, onForNewHunts: true },
];

it('adds the channel where hunts name some, those of a kind together', () => {
  const hunts = [own(10, [2]), own(11, [1, 2]), own(12, [2]), own(13, [2, 1])];
  expect(planChannelUse(hunts, { id: 7, onForNewHunts: true }, others)).toEqual({
    changes: [
      { from: [2], to: [2, 7], ids: [10, 12] },
      { from: [1, 2], to: [1, 2, 7], ids: [11, 13] },
    ],
    already: 0,
  });
});

it('leaves alone what tells by it as it is', () => {
  const hunts = [own(10, null), own(11, [7]), own(12, [2, 7])];
  expect(planChannelUse(hunts, { id: 7, onForNewHunts: true }, others)).toEqual({ changes: [], already: 3 });
});

it('names what a hunt followed where the channel is not on for new hunts', () => {
  const channel = { id: 7, onForNewHunts: false };
  const changes = [{ from: null, to: [1, 3, 7], ids: [10] }];
  expect(planChannelUse([own(10, null)], channel, others)).toEqual({ changes, already: 0 });
  // A list that was read before the change of the channel itself says nothing about it.
  const before = [...others, { id: 7, onForNewHunts: true }];
  expect(planChannelUse([own(10, null)], channel, before)).toEqual({ changes, already: 0 });
});

it('wakes no hunt whose notices are off, and touches none of other people', () => {
  const hunts = [
    own(10, []),
    { id: 11, notify: [2], myRole: 'editor' as const },
    { id: 12, notify: null, myRole: 'viewer' as const },
  ];
  expect(planChannelUse(hunts, { id: 7, onForNewHunts: false }, others)).toEqual({ changes: [], already: 0 });
});
