import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { replaceSection } from '@goodshunter/testing';
import { FAULTS } from './faults/index.js';
import { renderSummary, renderTable } from './report.js';
import { type FaultReport, faultsOf, runFault } from './run-fault.js';

const RELIABILITY = join(fileURLToPath(import.meta.url), '../../../../docs/reliability.md');

const { values } = parseArgs({
  options: {
    /** Only the faults of the form that CI runs. */
    short: { type: 'boolean', default: false },
    /** Comma-separated names. */
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
    /** Writes the table of docs/reliability.md. */
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
  const report = await runFault(fault, Number(values.seed));
  const problems = faultsOf(report);
  hasFailed ||= problems.length > 0;
  reports.push(report);
  console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${fault.name}: ${fault.title}`);
  for (const [name, value] of Object.entries(report.measures)) console.log(`       ${name}: ${value}`);
  for (const problem of problems) console.log(`       ${problem}`);
}
console.log(`\n${renderTable(reports)}\n`);
if (values.write) await replaceSection(RELIABILITY, 'chaos', renderTable(reports));
console.log(renderSummary(reports, Date.now() - begunAt));
process.exit(hasFailed ? 1 : 0);
