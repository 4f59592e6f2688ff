import type { Fault } from '../fault.js';
import { BACKLOG_FAULT } from './backlog-fault.js';
import { CLOCK_FAULTS } from './clock-faults.js';
import { DATABASE_FAULTS } from './database-faults.js';
import { DATABASE_FULL_FAULT } from './database-full-fault.js';
import { HELD_FAULT } from './held-fault.js';
import { PARTITION_FAULT } from './partition-fault.js';
import { PROCESS_FAULTS } from './process-faults.js';
import { RECEIVER_FAULTS } from './receiver-faults.js';
import { REDIS_FAULTS } from './redis-faults.js';
import { SHOP_FAULTS } from './shop-faults.js';

export const FAULTS: readonly Fault[] = [
  ...PROCESS_FAULTS,
  ...CLOCK_FAULTS,
  ...RECEIVER_FAULTS,
  HELD_FAULT,
  ...SHOP_FAULTS,
  ...REDIS_FAULTS,
  PARTITION_FAULT,
  ...DATABASE_FAULTS,
  DATABASE_FULL_FAULT,
  BACKLOG_FAULT,
];

/**
 * The form that CI runs, in one house and in this order: the api speaks of a scheduler that was killed for a while, so that goes last.
 */
export const SHORT_FORM: readonly Fault[] = [
  'redis-restart',
  'flushall',
  'zombie-scheduler',
  'database-restart',
  'kill-scheduler',
].map(findFault);

/** @throws when there is none of this name */
export function findFault(name: string): Fault {
  const fault = FAULTS.find((one) => one.name === name);
  if (!fault) throw new Error(`no fault is called ${name}`);
  return fault;
}
