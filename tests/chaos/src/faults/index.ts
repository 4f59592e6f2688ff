import type { Fault } from '../fault.js';
import { BACKLOG_FAULT } from './backlog-fault.js';
import { DATABASE_FAULTS } from './database-faults.js';
import { PROCESS_FAULTS } from './process-faults.js';
import { REDIS_FAULTS } from './redis-faults.js';

export const FAULTS: readonly Fault[] = [...PROCESS_FAULTS, ...REDIS_FAULTS, ...DATABASE_FAULTS, BACKLOG_FAULT];
