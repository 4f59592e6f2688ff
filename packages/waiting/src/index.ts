export { answerWithin, waitAtMost } from './answer-within.js';
export { type Deadline, type DeadlineReason, startDeadline } from './deadline.js';
export { doublingDelay, jitter } from './doubling-delay.js';
export { inSlices } from './in-slices.js';
export { Pause } from './pause.js';
export { readRetryAfter } from './retry-after.js';
export { sleep } from './sleep.js';
export { untilAborted } from './until-aborted.js';
export { WaitingLine } from './waiting-line.js';
