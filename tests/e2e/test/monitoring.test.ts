import { readFileSync } from 'node:fs';
import { type Stack, startStack } from '@goodshunter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTask, waitForSuccess } from './support.js';

const read = (path: string): string => readFileSync(new URL(`../../../docker/${path}`, import.meta.url), 'utf8');

interface Panel {
  title: string;
  targets?: { expr: string }[];
}

/** Names of series in a PromQL expression: ours, and the stock ones of prom-client. */
const namesIn = (expression: string): string[] => expression.match(/\b(goodshunter|process|nodejs)_[a-z0-9_]+/g) ?? [];

let stack: Stack;
/** Names of all series that the three services expose. */
let exposed: Set<string>;

beforeAll(async () => {
  stack = await startStack();
  const { task } = await createTask(stack, { source: 'shopify', query: { url: stack.shopUrl }, intervalSeconds: 3600 });
  await waitForSuccess(stack, task.id);
  const crawler = await stack.crawlers[0]?.waitForLine('crawler listening');
  const urls = [stack.api.baseUrl, ...stack.schedulerUrls, `http://127.0.0.1:${String(crawler?.port)}`];
  const texts = await Promise.all(urls.map(async (url) => (await fetch(new URL('/metrics', url))).text()));
  // A series with labels may have no value yet, such as the age of overdue messages; its type is told all the same.
  const series = texts.join('\n').match(/^[a-z_0-9]+(?=[{ ])|(?<=^# TYPE )[a-z_0-9]+/gm) ?? [];
  exposed = new Set(series);
});

afterAll(async () => {
  await stack?.stop();
});

describe('monitoring', () => {
  const dashboard = JSON.parse(read('grafana/dashboards/goodshunter.json')) as { panels: Panel[] };
  const panels = dashboard.panels.filter(({ targets }) => targets !== undefined && targets.length > 0);

  it('has a dashboard to look at', () => {
    expect(panels.length).toBeGreaterThan(20);
  });

  it.each(panels.map((panel) => [panel.title, panel.targets ?? []] as const))(
    'shows "%s" from series that exist',
    (_title, targets) => {
      for (const { expr } of targets) {
        expect(namesIn(expr).length).toBeGreaterThan(0);
        for (const name of namesIn(expr)) expect(exposed).toContain(name);
      }
    },
  );

  it('has alerts on series that exist', () => {
    const names = namesIn(read('prometheus/alerts.yml'));
    expect(names.length).toBeGreaterThan(15);
    for (const name of names) expect(exposed).toContain(name);
  });
});
