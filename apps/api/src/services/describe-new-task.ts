import type { Draft, Task } from '@goodshunter/contracts/api';
import type { TaskDefinition } from '../store/insert-tasks.js';

const NEW_DRAFT: Draft = {
  state: 'waiting',
  resolved: null,
  readings: [],
  name: null,
  currency: null,
  intervalSeconds: null,
  intervalReason: null,
  estimate: { last7Days: null },
  redirectedTo: null,
  candidates: [],
  stockCandidates: [],
  regions: [],
  selected: [],
};

/** A task as it was the moment it was committed: due, and nobody has looked yet. */
export function describeNewTask(id: number, definition: TaskDefinition, createdAt: Date, isDraft = false): Task {
  const instant = createdAt.toISOString();
  return {
    id,
    ...definition,
    rules: null,
    state: isDraft ? 'draft' : 'active',
    isRunning: false,
    health: 'pending',
    healthMessage: null,
    isUnhealthy: false,
    failures: 0,
    mayHaveMissed: false,
    lastRunAt: null,
    lastSuccessAt: null,
    nextRunAt: instant,
    createdAt: instant,
    updatedAt: instant,
    ...(isDraft ? { draft: NEW_DRAFT, expiresAt: new Date(createdAt.getTime() + 3600 * 1000).toISOString() } : {}),
  };
}
