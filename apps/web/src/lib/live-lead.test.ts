import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { leadByWords } from './live-lead.js';

/** The runner's own patience ends it. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await wait(5);
}

/** A tab; who leads is written down by the tabs themselves. */
function openTab(name: string, channel: string, leading: Set<string>) {
  const closed = new AbortController();
  const page = new EventTarget();
  leadByWords(
    new BroadcastChannel(channel),
    (isOver) =>
      new Promise((resolve) => {
        leading.add(name);
        isOver.addEventListener('abort', () => {
          leading.delete(name);
          resolve();
        });
      }),
    closed.signal,
    { answerMs: 50, askMs: 200, page },
  );
  return { close: () => closed.abort(), leave: () => page.dispatchEvent(new Event('pagehide')) };
}

it('has one tab lead, and another when that one is closed, also of many that begin at once', async () => {
  const leading = new Set<string>();
  const tabs = new Map(['a', 'b', 'c', 'd'].map((name) => [name, openTab(name, 'tabs.once', leading)]));
  await until(() => leading.size === 1);
  const [first = ''] = leading;
  tabs.set('e', openTab('e', 'tabs.once', leading));
  tabs.get(first)?.close();
  await until(() => leading.size === 1 && !leading.has(first));
  const [second = ''] = leading;
  // It was hidden, not closed: it does not lead while it is, and may again later.
  tabs.get(second)?.leave();
  await until(() => leading.size === 1);
  for (const tab of tabs.values()) tab.close();
  await until(() => leading.size === 0);
  expect(leading.size).toBe(0);
});
