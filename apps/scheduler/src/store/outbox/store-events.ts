import type { Sql } from '@goodshunter/db';
import { insertEvents, type NewEvent } from './insert-events.js';
import { insertNotices, type Outgoing } from './insert-notices.js';
import { planTelling, type TellingPlan } from './plan-telling.js';

/**
 * Writes the events of a run, each with the reason where nobody is told of it, and what is told into the outbox.
 * @returns whose channels have something to send: the hunt's person, and those with whom the hunt or a channel is shared
 */
export async function storeEvents(sql: Sql, outgoing: Outgoing): Promise<readonly number[]> {
  const { claim, task, events, createdAt } = outgoing;
  if (events.length === 0) return [];
  const plan = await planTelling(sql, task, events, createdAt);
  await insertEvents(sql, claim, task, events, createdAt, (event) => whyUntold(event, plan));
  await insertNotices(sql, outgoing, plan);
  return [...new Set(plan.channels.map(({ userId }) => userId))];
}

/** Null: one of the channels is told, or there is none. */
function whyUntold(event: NewEvent, { channels, verdict }: TellingPlan): string | null {
  const verdicts = channels.map((channel) => verdict(event, channel));
  return verdicts.includes(null) ? null : (verdicts[0] ?? null);
}
