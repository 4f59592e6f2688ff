import { readFile } from 'node:fs/promises';

/** Linux counts processor time in hundredths of a second (USER_HZ). */
const TICKS_PER_S = 100;

export interface Usage {
  cpuS: number;
  rssMb: number;
}

/** Processor time so far and present memory of a process, from /proc (proc(5): fields 14, 15 and 24 of stat). */
export async function readUsage(pid: number): Promise<Usage> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const field = (number: number) => Number(fields[number - 3]);
  return { cpuS: (field(14) + field(15)) / TICKS_PER_S, rssMb: (field(24) * 4096) / 1_048_576 };
}
