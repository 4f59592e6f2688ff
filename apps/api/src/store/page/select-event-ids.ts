import type { EventKind } from '@goodshunter/contracts/api';
import { type EventReader, eventScopeOf } from '../../access/event-scope.js';
import { Conditions, type Part } from '../conditions.js';

/** What an index, or a row of `event` alone, decides. */
export interface EventIdFilter {
  taskId?: number | undefined;
  task?: readonly number[] | undefined;
  itemId?: number | undefined;
  kind?: readonly EventKind[] | undefined;
  /** Inclusive. */
  from?: Date | undefined;
  /** Exclusive. */
  to?: Date | undefined;
  /** Ids that are not below this one. */
  fromId?: number | undefined;
  /** Ids below this one. */
  before?: number | undefined;
}

/**
 * A SELECT of the column `event_id`: events that somebody may read, in order. Indexes know the order of a person's events
 * (event_timeline), of one kind of them (event_kind), and of a task's (event_task), but not of two of these together. So each part gives
 * its first ones, and the first of those are the answer: what it costs depends on `limit`, not on how many events there are.
 */
export function selectEventIds(
  reader: EventReader,
  filter: EventIdFilter,
  { limit, offset = 0, order = 'DESC' }: { limit: number; offset?: number; order?: 'ASC' | 'DESC' },
): Part {
  const parts = branchesOf(reader, filter).map((branch) => {
    narrow(branch, filter);
    return { text: `SELECT e.id AS event_id FROM event e WHERE ${branch.text} ORDER BY e.id ${order} LIMIT ?`, branch };
  });
  const [only] = parts;
  if (only && parts.length === 1)
    return { text: `${only.text} OFFSET ?`, params: [...only.branch.params, limit, offset] };
  return {
    // UNION, as somebody may be shared their own: everybody's guest.
    text: `SELECT event_id FROM (${parts.map(({ text }) => `(${text})`).join(' UNION ')}) parts
      ORDER BY event_id ${order} LIMIT ? OFFSET ?`,
    params: [...parts.flatMap(({ branch }) => [...branch.params, limit + offset]), limit, offset],
  };
}

function branchesOf(reader: EventReader, { taskId, task, itemId, kind }: EventIdFilter): Conditions[] {
  const kinds = kind && kind.length > 0 ? [...new Set(kind)] : undefined;
  const addKinds = (branch: Conditions) => (kinds ? branch.add('e.kind IN (?)', kinds) : branch);
  if (taskId !== undefined || task !== undefined || itemId !== undefined) {
    const scope = eventScopeOf(reader, 'e');
    const bounded = new Conditions().add(scope.condition, ...scope.params);
    if (taskId !== undefined) bounded.add('e.task_id = ?', taskId);
    if (task !== undefined) bounded.add('e.task_id IN (?)', [...task]);
    if (itemId !== undefined) bounded.add('e.item_id = ?', itemId);
    return [addKinds(bounded)];
  }
  const own = () => new Conditions().add('e.user_id = ?', reader.userId);
  const branches = kinds ? kinds.map((one) => own().add('e.kind = ?', one)) : [own()];
  if (reader.shared.length === 0) return branches;
  return [...branches, addKinds(new Conditions().add('e.task_id IN (?)', [...reader.shared]))];
}

function narrow(branch: Conditions, { from, to, fromId, before }: EventIdFilter): void {
  if (fromId !== undefined) branch.add('e.id >= ?', fromId);
  if (before !== undefined) branch.add('e.id < ?', before);
  if (from !== undefined) branch.add('e.created_at >= ?', from);
  if (to !== undefined) branch.add('e.created_at < ?', to);
}
