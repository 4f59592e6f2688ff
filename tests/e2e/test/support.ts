import type { Dispatch, Item, Page, Task, TimelineEvent } from '@goodshunter/contracts/api';
import { type Stack, waitFor } from '@goodshunter/testing';

/** Creates a task as a user does. @throws unless the answer is 201 */
export async function createTask(
  stack: Stack,
  task: Record<string, unknown>,
): Promise<{ task: Task; dispatch: Dispatch; tookMs: number }> {
  const answer = await stack.api.call<{ task: Task; dispatch: Dispatch }>('POST', '/api/tasks', task);
  if (answer.status !== 201) throw new Error(`POST /api/tasks said ${answer.status}: ${JSON.stringify(answer.body)}`);
  return { ...answer.body, tookMs: answer.tookMs };
}

/** A hunt for everything in the stack's own shop that has looked once; resolves to its id. */
export async function huntDemoShop(stack: Stack): Promise<number> {
  const query = { url: stack.shopUrl };
  const { task } = await createTask(stack, { source: 'shopify', query, intervalSeconds: 5, name: 'The demo shop' });
  await waitForSuccess(stack, task.id);
  return task.id;
}

/** Waits until a run of the task has succeeded, and resolves to the task. */
export async function waitForSuccess(stack: Stack, taskId: number): Promise<Task> {
  return waitFor(
    async () => {
      const { body } = await stack.api.call<Task>('GET', `/api/tasks/${taskId}`);
      return body.lastSuccessAt === null ? undefined : body;
    },
    { everyMs: 50, what: `the first success of task ${taskId}` },
  );
}

/** All items of a task, through all pages. */
export async function listItems(stack: Stack, taskId: number): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { body } = await stack.api.call<Page<Item>>('GET', `/api/tasks/${taskId}/items?limit=100${query}`);
    items.push(...body.data);
    cursor = body.nextCursor;
  } while (cursor !== null);
  return items;
}

export async function timeline(stack: Stack): Promise<TimelineEvent[]> {
  const { body } = await stack.api.call<Page<TimelineEvent>>('GET', '/api/timeline?limit=100');
  return body.data;
}

/** Waits for an event of the timeline. */
export async function waitForEvent(stack: Stack, matches: (event: TimelineEvent) => boolean): Promise<TimelineEvent> {
  return waitFor(async () => (await timeline(stack)).find(matches), { everyMs: 50, what: 'the event in the timeline' });
}

/** Drives the demo shop by its controls; `action` is one of add, price, sell, restock, remove, freeze, ... */
export async function controlShop<T = Record<string, unknown>>(stack: Stack, action: string, body: object): Promise<T> {
  const response = await fetch(`${stack.shopUrl}/control/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`control ${action} said ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}
