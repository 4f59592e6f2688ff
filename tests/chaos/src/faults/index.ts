import type { Fault } from '../fault.js';
import { BACKLOG_FAULT } from './backlog-fault.js';
import { CLOCK_FAULTS } from './clock-faults.js';
import { DATABASE_FAULTS } from './database-faults.js';
import { DATABASE_FULL_FAULT } from './database-full-fault.js';
import { PARTITION_FAULT } from './partition-fault.js';
import { PROCESS_FAULTS } from './process-faults.js';
import { RECEIVER_FAULTS } from './receiver-faults.js';
import { REDIS_FAULTS } from './redis-faults.js';
import { SHOP_FAULTS } from './shop-faults.js';

export const FAULTS: readonly Fault[] = [
  ...PROCESS_FAULTS,
  ...CLOCK_FAULTS,
  ...RECEIVER_FAULTS,
  ...SHOP_FAULTS,
  ...REDIS_FAULTS,
  PARTITION_FAULT,
  ...DATABASE_FAULTS,
  DATABASE_FULL_FAULT,
  BACKLOG_FAULT,
];
