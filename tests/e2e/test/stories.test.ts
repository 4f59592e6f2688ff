import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page, Run, TimelineEvent } from '@goodshunter/contracts/api';
import { type Stack, startStack, waitFor } from '@goodshunter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Step, Story } from './stories/goods.js';
import { MORE_STORIES } from './stories/more-stories.js';
import { STORIES } from './stories/stories.js';
import { createTask, listItems, waitForSuccess } from './support.js';

const ALL = [...STORIES, ...MORE_STORIES];

/** Outcomes of a run that say nothing of what was served: the machine is too busy. */
const NO_LOOK = new Set(['timeout', 'network']);

/** What shops do, through crawler, scheduler and api, and what of it people are told. */
describe('what people are told of', () => {
  let stack: Stack;
  /** One for each story: what one of them refuses slows no other. */
  const shops: Server[] = [];
  const steps = new Map<string, Step>();
  /** When each story's shop was asked for something last. */
  const asked = new Map<string, number>();
  const told = new Map<string, { tells: string[][]; prices: (number | null)[] }>();

  beforeAll(async () => {
    const hosts = await Promise.all(ALL.map(open));
    stack = await startStack({
      demoShop: false,
      allowHosts: hosts,
      env: { HOST_REQUESTS_PER_SECOND: '50', HOST_REQUEST_BURST: '200' },
    });
    await Promise.all(
      ALL.map(async (story, index) => told.set(story.name, await play(story, `s${index}`, hosts[index] ?? ''))),
    );
  });
  afterAll(async () => {
    await stack?.stop();
    for (const shop of shops) shop.close();
  });

  /** Opens a shop, which serves what the steps of its story say. @returns its host */
  async function open(): Promise<string> {
    const shop = createServer((request, response) => {
      const [, story = '', ...path] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
      asked.set(story, Date.now());
      const served = steps.get(story)?.[`/${path.join('/')}`];
      if (served === undefined) return void response.writeHead(404).end();
      const answer = typeof served === 'string' ? { status: 200, body: served } : served;
      response.writeHead(answer.status, { ...('headers' in answer ? answer.headers : {}) }).end(answer.body ?? '');
    });
    await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
    shops.push(shop);
    return `127.0.0.1:${(shop.address() as AddressInfo).port}`;
  }

  async function play({ source, steps: [first = {}, ...later] }: Story, name: string, host: string) {
    steps.set(name, first);
    const path = { page: '/p', feed: '/f', list: '/l', shopify: '', woocommerce: '' }[source];
    const query = { url: `http://${host}/${name}${path}` };
    const { task } = await createTask(stack, { source, query, name, intervalSeconds: 5 });
    // A first look that fails on a busy machine is none that later ones can be compared with.
    await waitForSuccess(stack, task.id);
    const tells: string[][] = [];
    const seen = new Set<number>();
    for (const step of later) {
      steps.set(name, step);
      await waitForLook(task.id, name, Date.now());
      const { body } = await stack.api.call<Page<TimelineEvent>>('GET', `/api/timeline?taskId=${task.id}&limit=100`);
      const fresh = body.data.filter(({ id, kind }) => !seen.has(id) && kind !== 'unhealthy' && kind !== 'recovered');
      for (const { id } of body.data) seen.add(id);
      tells.push(fresh.map(({ kind }) => kind));
    }
    return { tells, prices: (await listItems(stack, task.id)).map(({ price }) => price) };
  }

  /** Until a run that began later and asked the shop has ended, whatever it found there. */
  async function waitForLook(taskId: number, name: string, sinceMs: number): Promise<void> {
    await waitFor(
      async () => {
        const { body } = await stack.api.call<Page<Run>>('GET', `/api/tasks/${taskId}/runs?limit=20`);
        return body.data.some(
          ({ startedAt, finishedAt, outcome }) =>
            finishedAt !== null &&
            !NO_LOOK.has(outcome ?? '') &&
            Date.parse(startedAt ?? '') > sinceMs &&
            (asked.get(name) ?? 0) >= Date.parse(startedAt ?? '') - 2,
        );
      },
      { everyMs: 200, what: `a look of task ${taskId}` },
    );
  }

  it.each(ALL.map((story) => [story.name, story] as const))('%s', (name, { tells, price }) => {
    const { tells: heard, prices } = told.get(name) ?? {};
    expect(heard).toEqual(tells);
    if (price !== undefined) expect(prices).toContain(price);
  });
});
