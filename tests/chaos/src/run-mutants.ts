import { parseArgs } from 'node:util';
import { findFault } from './faults/index.js';
import { MUTANTS } from './mutants.js';
import { plantMutant } from './plant-mutant.js';
import { type FaultReport, faultsOf, type RunOptions, runFault } from './run-faults.js';

/** What is missing of a mutant stays missing: it need not be waited for as long as on a busy machine. */
const SETTLE_WITHIN_MS = 45_000;
const { values } = parseArgs({
  options: {
    /** Comma-separated numbers of mutants, from 1. */
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});

const numbers = values.only?.split(',').map(Number);
const chosen = MUTANTS.map((mutant, index) => ({ ...mutant, number: index + 1 })).filter(
  ({ number }) => !numbers || numbers.includes(number),
);
const options: RunOptions = { seed: Number(values.seed), rounds: 3 };

const list = (problems: readonly string[]) => problems.slice(0, 3).map((problem) => `       ${problem}`);

let passed = 0;
// What is said of a mutant counts only if nothing is said of the house as it is, under the same fault.
for (const name of new Set(chosen.map(({ under }) => under))) {
  const problems = faultsOf(await runFault(findFault(name), options));
  console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${name}, with nothing planted`);
  if (problems.length > 0) {
    console.log(list(problems).join('\n'));
    process.exit(1);
  }
}
for (const mutant of chosen) {
  const { name, number, under, saidAs } = mutant;
  const build = await plantMutant(mutant);
  let report: FaultReport;
  try {
    report = await runFault(findFault(under), {
      ...options,
      settleWithinMs: SETTLE_WITHIN_MS,
      schedulerEntry: build.entry,
    });
  } finally {
    await build.remove();
  }
  const problems = faultsOf(report);
  const caught = problems.filter((problem) => saidAs.test(problem));
  if (caught.length === 0) passed += 1;
  console.log(`${caught.length > 0 ? 'caught' : 'PASSED'} ${number}: ${name} (${under}: ${caught.length} times)`);
  console.log(list(caught.length > 0 ? caught : problems).join('\n'));
}
console.log(`\nmutants: ${chosen.length - passed} of ${chosen.length} caught`);
process.exit(passed > 0 ? 1 : 0);
