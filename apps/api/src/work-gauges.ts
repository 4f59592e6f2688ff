import type { UnavailableReason } from '@goodshunter/db';
import { Gauge, type Registry } from 'prom-client';
import type { WorkTroubleKind } from './services/work-watch.js';

export interface WorkGauges {
  /** Undefined: somebody does the work. */
  setTrouble(kind: WorkTroubleKind | undefined): void;
  /** Undefined: the database takes writes, or is away. */
  setWriteTrouble(reason: UnavailableReason | undefined): void;
}

/** Whether the work is done at all. */
export function createWorkGauges(registers: Registry[]): WorkGauges {
  const unattended = new Gauge({
    name: 'goodshunter_work_unattended',
    help: '1 when nobody has done the work for 30 s: no scheduler lives, or entries wait and none reads them.',
    labelNames: ['reason'],
    registers,
  });
  const refusing = new Gauge({
    name: 'goodshunter_database_refuses_writes',
    help: '1 while the database answers reads and refuses writes.',
    labelNames: ['reason'],
    registers,
  });
  const gauges: WorkGauges = {
    setTrouble(kind) {
      for (const reason of ['no_scheduler', 'nobody_reads'] as const)
        unattended.set({ reason }, kind === reason ? 1 : 0);
    },
    setWriteTrouble(trouble) {
      for (const reason of ['read_only', 'full'] as const) refusing.set({ reason }, trouble === reason ? 1 : 0);
    },
  };
  gauges.setTrouble(undefined);
  gauges.setWriteTrouble(undefined);
  return gauges;
}
