import type { CrawlResponse } from '@goodshunter/contracts/crawl';
import { listen } from '@goodshunter/service';
import { cpuTimeOf, leastSlice } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import express from 'express';
import { sendAnswer } from './send-answer.js';

const answerOf = (count: number, description: string): CrawlResponse => ({
  status: 'ok',
  items: Array.from({ length: count }, (_value, index) => ({
    key: `shop.example/${index}`,
    title: `"${index}"`,
    url: `https://shop.example/${index}`,
    description,
    availability: 'in_stock',
  })),
  complete: true,
  mayHaveMissed: false,
  notModified: false,
  validators: {},
  requests: 5,
});

/** What a client gets. */
async function fetchAnswer(
  answer: CrawlResponse,
): Promise<{ text: string; type: string | null; length: string | null }> {
  const app = express();
  app.get('/', (_request, response) => sendAnswer(response, answer));
  const server = await listen(app, 0);
  try {
    const response = await fetch(`http://127.0.0.1:${server.port}/`);
    const { headers } = response;
    return { text: await response.text(), type: headers.get('content-type'), length: headers.get('content-length') };
  } finally {
    await server.stop(0);
  }
}

describe('sendAnswer', () => {
  it.each([0, 1, 100, 101, 2000])('sends %i listings as one JSON', async (count) => {
    const answer = answerOf(count, 'two "words" \u6f22');
    const { text, type, length } = await fetchAnswer(answer);
    expect(JSON.parse(text)).toEqual(answer);
    expect(type).toMatch(/^application\/json/);
    expect(Number(length)).toBe(Buffer.byteLength(text));
  });

  it('writes tens of megabytes in slices', async () => {
    const answer = answerOf(1250, '\u6f22'.repeat(10_000));
    const yardstickMs = cpuTimeOf(() => Buffer.from(JSON.stringify(answer)));
    const written: Buffer[] = [];
    const response = {
      type: () => response,
      set: () => response,
      write: (part: Buffer) => written.push(part),
      end: () => {},
      json: () => {
        throw new Error('written at once');
      },
    };
    const send = () => sendAnswer(response as unknown as express.Response, answer);
    const sendAnew = async () => {
      written.length = 0;
      await send();
    };
    const { longestMs } = await leastSlice(sendAnew, yardstickMs * 0.6);
    expect(longestMs).toBeLessThan(yardstickMs * 0.6);
    expect(JSON.parse(Buffer.concat(written).toString())).toEqual(answer);
  });
});
