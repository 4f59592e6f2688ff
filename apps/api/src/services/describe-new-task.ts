import type { Task } from '@goodshunter/contracts';
import type { TaskDefinition } from '../store/insert-tasks.js';

/** A task as it was the moment it was committed: due, and nobody has looked yet. */
export function describeNewTask(id: number, definition: TaskDefinition, createdAt: Date): Task {
  const instant = createdAt.toISOString();
  return {
    id,
    ...definition,
    state: 'active',
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
  };
}
