// Checks every dashboard of docker/grafana/dashboards: unique panel ids, no panel without a query, no overlap, and, with
// PROMETHEUS_URL set, that each query answers with at least one series on that server: node scripts/check-dashboard.mjs
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../docker/grafana/dashboards/', import.meta.url);
const { PROMETHEUS_URL } = process.env;
const faults = [];
let queries = 0;

for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
  const { panels } = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  const ids = panels.map(({ id }) => id);
  if (new Set(ids).size !== ids.length) faults.push(`${file}: two panels have the same id`);
  for (const [index, panel] of panels.entries()) {
    const where = `${file}: ${panel.title}`;
    const other = panels.slice(index + 1).find((candidate) => overlap(panel.gridPos, candidate.gridPos));
    if (other) faults.push(`${where}: overlaps "${other.title}"`);
    if (panel.type === 'row') continue;
    if (panel.targets.length === 0) faults.push(`${where}: has no query`);
    for (const { expr } of panel.targets) {
      queries += 1;
      if (PROMETHEUS_URL) await query(where, expr);
    }
  }
}

for (const fault of faults) console.error(fault);
const extent = PROMETHEUS_URL ? `put to ${PROMETHEUS_URL}` : 'not put to a server (set PROMETHEUS_URL)';
console.log(`${queries} dashboard queries, ${extent}, ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;

function overlap(a, b) {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

async function query(where, expr) {
  // Grafana fills this in; a minute holds several scrapes.
  const url = new URL('/api/v1/query', PROMETHEUS_URL);
  url.searchParams.set('query', expr.replaceAll('$__rate_interval', '1m'));
  const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  const { status, error, data } = await answer.json();
  if (status !== 'success') faults.push(`${where}: ${error}`);
  else if (data.result.length === 0) faults.push(`${where}: no series answers ${expr}`);
}
