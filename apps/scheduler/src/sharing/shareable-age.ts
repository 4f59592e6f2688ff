/** Of a task's interval, the most that sharing may make its look older. */
const SHARE_OF_INTERVAL = 0.1;

export interface ShareableAge {
  /** An answer serves if its crawl began no longer ago than this when the task was read, in ms. */
  maxAgeMs: number;
  /** How long the answer of its own crawl may be kept for others, in ms. */
  keepMs: number;
}

/**
 * How old an answer may be for a run: as old as the run is late, and a moment more; the moment is `shareMs`, at most a tenth of the
 * interval. Never older than what the task saw last, or it would see prices go back in time. A run that was asked for takes none that was begun before.
 */
export function shareableAge(
  task: { lateMs: number; intervalS: number; sinceSuccessMs: number | null },
  shareMs: number,
): ShareableAge {
  const keepMs = Math.min(shareMs, task.intervalS * 1000 * SHARE_OF_INTERVAL);
  // Before its planned time a task runs because somebody asked for it.
  if (task.lateMs < 0) return { maxAgeMs: 0, keepMs };
  return { maxAgeMs: Math.min(task.lateMs + keepMs, task.sinceSuccessMs ?? Number.POSITIVE_INFINITY), keepMs };
}
