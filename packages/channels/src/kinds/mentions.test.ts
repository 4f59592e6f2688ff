import { describe, expect, it } from '@jest/globals';
import { telling, told } from '../../test/support.js';
import { composeMessage } from '../message/compose-message.js';
import { renderDiscord } from './discord.js';
import { renderMatrix } from './matrix.js';
import { renderSlack } from './slack.js';

const TITLE = 'Lens @everyone @all @channel @here @room <!channel> <@U123>';
const message = composeMessage(
  telling([
    told({
      item: { id: 7, title: TITLE, url: 'https://shop.example/7', imageUrl: null },
      taskName: TITLE,
      events: [{ kind: 'new', oldPrice: null, newPrice: 9990, currency: 'EUR', message: TITLE }],
    }),
  ]),
);

describe('a title that calls everybody', () => {
  it('calls nobody in Slack, nor in what speaks like it', () => {
    const { text, blocks } = renderSlack(message);
    const markdown = blocks.filter(({ type }) => type !== 'header');
    for (const part of [text, JSON.stringify(markdown)]) {
      expect(part).toContain('Lens');
      expect(part).not.toMatch(/@(all|channel|here|everyone|room)|<[!@]/);
    }
  });

  it('calls nobody in Matrix, where who is meant is said apart from the words', () => {
    expect(renderMatrix(message).content['m.mentions']).toEqual({});
  });

  it('calls nobody in Discord', () => {
    expect(renderDiscord(message).allowed_mentions).toEqual({ parse: [] });
  });
});
