import { type FaultReport, faultsOf } from './run-fault.js';

/** The table of docs/reliability.md. */
export function renderTable(reports: readonly FaultReport[]): string {
  const rows = reports.map((report) => {
    const { fault, acknowledged, changes, lost, doubled, repeatedSends, refused, recoverMs, p99Ms, measures } = report;
    const extra = Object.entries(measures).map(([name, value]) => `${name}: ${value}`);
    const cells = [
      `${fault.title} (\`${fault.name}\`)`,
      fault.promise,
      `${lost.length} / ${doubled.length} / ${repeatedSends}`,
      `${acknowledged} / ${changes}`,
      refused,
      Number.isNaN(p99Ms) ? '–' : p99Ms.toFixed(0),
      (recoverMs / 1000).toFixed(1),
      extra.join('; ') || '–',
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| fault | promised | lost / doubled / sent twice | tasks / changes of goods | refused | p99 of POST, ms | recovered, s | also measured |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

export function renderSummary(reports: readonly FaultReport[], tookMs: number): string {
  const sum = (count: (report: FaultReport) => number) => reports.reduce((total, report) => total + count(report), 0);
  const failed = reports.filter((report) => faultsOf(report).length > 0);
  return [
    `chaos: ${reports.length - failed.length} of ${reports.length} faults survived`,
    `${sum(({ acknowledged }) => acknowledged)} tasks`,
    `lost ${sum(({ lost }) => lost.length)}`,
    `doubled ${sum(({ doubled }) => doubled.length)}`,
    `sent twice ${sum(({ repeatedSends }) => repeatedSends)}`,
    `${Math.round(tookMs / 1000)} s`,
  ].join(', ');
}
