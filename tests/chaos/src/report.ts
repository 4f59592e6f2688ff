import { type FaultReport, faultsOf } from './run-faults.js';

const HEAD = [
  '| fault | promised | lost / doubled / sent twice | tasks / changes of goods | refused | p99 of POST, ms | recovered, s | also measured |',
  '| --- | --- | --- | --- | --- | --- | --- | --- |',
];

/** The table of docs/reliability.md. */
export function renderTable(reports: readonly FaultReport[]): string {
  return [...HEAD, ...reports.map(renderRow)].join('\n');
}

/** The table as it stands, with the rows of these faults anew; what was not run stays as it was measured. */
export function mergeTable(before: string, reports: readonly FaultReport[]): string {
  const rows = before.split('\n').filter((line) => line.startsWith('| ') && !HEAD.includes(line));
  for (const report of reports) {
    const index = rows.findIndex((row) => row.includes(`(\`${report.fault.name}\`) |`));
    rows.splice(index < 0 ? rows.length : index, index < 0 ? 0 : 1, renderRow(report));
  }
  return [...HEAD, ...rows].join('\n');
}

function renderRow(report: FaultReport): string {
  const { fault, acknowledged, changes, lost, doubled, repeatedSends, refused, recoverMs, p99Ms, measures } = report;
  const said = { ...measures, 'load per core': report.loadPerCore.toFixed(1) };
  const extra = Object.entries(said).map(([name, value]) => `${name}: ${value}`);
  const cells = [
    `${fault.title} (\`${fault.name}\`)`,
    fault.promise,
    `${lost.length} / ${doubled.length} / ${repeatedSends}`,
    `${acknowledged} / ${changes}`,
    [...refused].map(([status, n]) => `${n} (${status})`).join(', ') || 0,
    Number.isNaN(p99Ms) ? '–' : p99Ms.toFixed(0),
    (recoverMs / 1000).toFixed(1),
    extra.join('; '),
  ];
  return `| ${cells.join(' | ')} |`;
}

export function renderSummary(reports: readonly FaultReport[], tookMs: number): string {
  const sum = (count: (report: FaultReport) => number) => reports.reduce((total, report) => total + count(report), 0);
  const failed = reports.filter((report) => faultsOf(report).length > 0);
  return [
    `chaos: ${reports.length - failed.length} of ${reports.length} faults survived`,
    `${sum(({ acknowledged }) => acknowledged)} tasks`,
    `${sum(({ changes }) => changes)} changes of goods`,
    `lost ${sum(({ lost }) => lost.length)}`,
    `doubled ${sum(({ doubled }) => doubled.length)}`,
    `sent twice ${sum(({ repeatedSends }) => repeatedSends)}`,
    `${Math.round(tookMs / 1000)} s`,
  ].join(', ');
}
