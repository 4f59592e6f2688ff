import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { replaceSection } from '@goodshunter/testing';
import { FAULTS } from './faults/index.js';
import { mergeTable, renderSummary, renderTable } from './report.js';
import { type FaultReport, faultsOf, runFault } from './run-fault.js';

const RELIABILITY = join(fileURLToPath(import.meta.url), '../../../../docs/reliability.md');
/** A fault that goes wrong goes wrong for many listings alike. */
const MOST_PROBLEMS = 20;

const { values } = parseArgs({
  options: {
    /** Only the faults of the form that CI runs. */
    short: { type: 'boolean', default: false },
    /** Comma-separated names. */
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
    /** Writes the rows of what was run into the table of docs/reliability.md. */
    write: { type: 'boolean', default: false },
  },
});

const names = values.only?.split(',');
const chosen = FAULTS.filter(({ name, isShort }) => (names ? names.includes(name) : !values.short || isShort));
if (chosen.length === 0) {
  console.error(`no such fault; there are: ${FAULTS.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const begunAt = Date.now();
const reports: FaultReport[] = [];
let hasFailed = false;
for (const fault of chosen) {
  const obstacle = await fault.findObstacle?.();
  if (obstacle !== undefined) {
    console.log(`none ${fault.name}: not run on this machine, as ${obstacle}`);
    continue;
  }
  const report = await runFault(fault, { seed: Number(values.seed), rounds: values.short ? 2 : 3 });
  const problems = faultsOf(report);
  hasFailed ||= problems.length > 0;
  reports.push(report);
  console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${fault.name}: ${fault.title}`);
  console.log(`       recovered: ${report.recoverMs} ms`);
  for (const [name, value] of Object.entries(report.measures)) console.log(`       ${name}: ${value}`);
  for (const problem of problems.slice(0, MOST_PROBLEMS)) console.log(`       ${problem}`);
  if (problems.length > MOST_PROBLEMS) console.log(`       and ${problems.length - MOST_PROBLEMS} more`);
}
console.log(`\n${renderTable(reports)}\n`);
if (values.write) {
  const [, section = ''] =
    /<!-- chaos: start -->([\s\S]*)<!-- chaos: end -->/.exec(await readFile(RELIABILITY, 'utf8')) ?? [];
  await replaceSection(RELIABILITY, 'chaos', mergeTable(section, reports));
}
console.log(renderSummary(reports, Date.now() - begunAt));
process.exit(hasFailed ? 1 : 0);
