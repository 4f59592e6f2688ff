/** SQL: the smallest instant of a task's own grid that lies ahead. Intervals stay exact, and missed ones collapse into one run. */
export const NEXT_ON_GRID = `planned_at + INTERVAL interval_s *
  (1 + FLOOR(TIMESTAMPDIFF(MICROSECOND, planned_at, UTC_TIMESTAMP(3)) / (interval_s * 1000000))) SECOND`;
