import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { replaceSection } from '@goodshunter/testing';
import type { Fault } from './fault.js';
import { FAULTS, SHORT_FORM } from './faults/index.js';
import { mergeTable, renderSummary, renderTable } from './report.js';
import { type FaultReport, faultsOf, runFaults } from './run-faults.js';

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
/** Faults that share a house; only the short form has more than one in it. */
const houses = values.short && !names ? [SHORT_FORM] : chooseEach(names);
if (houses.length === 0) {
  console.error(`no such fault; there are: ${FAULTS.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const begunAt = Date.now();
const reports: FaultReport[] = [];
let hasFailed = false;
for (const house of houses) {
  const faults = await leaveOutImpossible(house);
  if (faults.length === 0) continue;
  const done = await runFaults(faults, { seed: Number(values.seed), rounds: values.short ? 2 : 3 }).catch(
    (error: unknown) => {
      console.log(`FAIL ${faults.map(({ name }) => name).join(', ')}: ${error instanceof Error ? error.stack : error}`);
      return [];
    },
  );
  hasFailed ||= done.length < faults.length || done.some((report) => faultsOf(report).length > 0);
  for (const report of done) say(report);
  for (const { name } of faults.slice(done.length)) console.log(`none ${name}: not run in a house that is not whole`);
  reports.push(...done);
}
console.log(`\n${renderTable(reports)}\n`);
if (values.write) {
  const [, section = ''] =
    /<!-- chaos: start -->([\s\S]*)<!-- chaos: end -->/.exec(await readFile(RELIABILITY, 'utf8')) ?? [];
  await replaceSection(RELIABILITY, 'chaos', mergeTable(section, reports));
}
console.log(renderSummary(reports, Date.now() - begunAt));
process.exit(hasFailed ? 1 : 0);

function chooseEach(wanted: readonly string[] | undefined): (readonly Fault[])[] {
  return FAULTS.filter(({ name }) => wanted?.includes(name) ?? true).map((fault) => [fault]);
}

async function leaveOutImpossible(faults: readonly Fault[]): Promise<Fault[]> {
  const possible: Fault[] = [];
  for (const fault of faults) {
    const obstacle = await fault.findObstacle?.();
    if (obstacle === undefined) possible.push(fault);
    else console.log(`none ${fault.name}: not run on this machine, as ${obstacle}`);
  }
  return possible;
}

function say(report: FaultReport): void {
  const { fault, recoverMs, measures } = report;
  const problems = faultsOf(report);
  console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${fault.name}: ${fault.title}`);
  console.log(`       recovered: ${recoverMs} ms`);
  for (const [name, value] of Object.entries(measures)) console.log(`       ${name}: ${value}`);
  for (const problem of problems.slice(0, MOST_PROBLEMS)) console.log(`       ${problem}`);
  if (problems.length > MOST_PROBLEMS) console.log(`       and ${problems.length - MOST_PROBLEMS} more`);
}
