// Fails when the script of the first load is larger than the budget: node scripts/check-budget.mjs
// First load: the scripts of index.html, and all that they import statically, directly or not, and the catalogue of one language.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = 250;
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
const reached = new Set();

function reach(name) {
  if (reached.has(name)) return;
  reached.add(name);
  for (const imported of manifest[name].imports ?? []) reach(imported);
}

const html = readFileSync(new URL('index.html', dist), 'utf8');
const scripts = new Set([...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, file]) => file));
for (const [name, chunk] of Object.entries(manifest)) if (scripts.has(chunk.file)) reach(name);
if (reached.size === 0) throw new Error('index.html names no script of the manifest');
const largestCatalogue = Object.keys(manifest)
  .filter((name) => name.includes('/i18n/'))
  .map((name) => [sizeOf(manifest[name].file), name])
  .sort((a, b) => b[0] - a[0])[0];
if (largestCatalogue) reached.add(largestCatalogue[1]);

function sizeOf(file) {
  return gzipSync(readFileSync(new URL(file, dist))).length;
}

const files = [...reached].map((name) => manifest[name].file).filter((file) => file.endsWith('.js'));
const kb = files.reduce((sum, file) => sum + sizeOf(file), 0) / 1000;
const text = `first load: ${kb.toFixed(1)} kB of script (gzip) in ${files.length} files, of ${BUDGET_KB}`;
if (kb > BUDGET_KB) {
  console.error(`${text}: too much`);
  process.exit(1);
}
console.log(text);
