import type { FeedEvent, Hunt } from './api-types.js';

export type TaskChange = Pick<Hunt, 'id' | 'health' | 'isRunning' | 'lastRunAt' | 'nextRunAt'>;
/** What the stream says. `gap`: something may have been missed; fetch anew. */
export type LiveMessage = { type: 'event'; event: FeedEvent } | { type: 'task'; task: TaskChange } | { type: 'gap' };
