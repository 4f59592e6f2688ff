// The house as its imports draw it (types count) has no circle and no arrow up: node scripts/check-imports.mjs [folder of a workspace]
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findCircles, readArrows } from './lib/imports.mjs';

const root = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url));

/** Which room of a folder imports which other never, though no circle would follow: rooms from the top down. */
const FLOORS = {
  'apps/api/src': [['routes', 'mcp', 'openapi'], ['http'], ['services'], ['store'], ['access']],
  'apps/scheduler/src': [['modes'], ['intake'], ['pipeline'], ['sharing', 'hosts', 'crawlers'], ['diff']],
  'apps/scheduler/src/store': [['runs'], ['outbox'], ['tasks']],
  'apps/crawler/src': [['crawl'], ['parsing'], ['sources'], ['fetch', 'price', 'stock'], ['text'], ['markup']],
  'apps/crawler/src/sources': [['link'], ['page'], ['list'], ['own']],
  'apps/web/src': [['app'], ['features'], ['components'], ['lib']],
};

const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'apps/*/src/*', 'packages/*/src/*'], {
  cwd: root,
})
  .toString()
  .split('\n')
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\/generated\//.test(file) && existsSync(join(root, file)));
const arrows = readArrows(root, files);
const inside = arrows.filter(({ to }) => !to.startsWith('@'));
const faults = [];
/** The arrows of a circle; of two places that need each other the fewer ones, which are the ones to turn around. */
const between = (places, roomOf) => {
  const crossing = inside
    .map(({ from, to }) => ({ from, to, pair: `${roomOf(from)} ${roomOf(to)}`, back: `${roomOf(to)} ${roomOf(from)}` }))
    .filter(
      ({ from, to, pair, back }) => pair !== back && places.includes(roomOf(from)) && places.includes(roomOf(to)),
    );
  const count = new Map();
  for (const { pair } of crossing) count.set(pair, (count.get(pair) ?? 0) + 1);
  return crossing
    .filter(({ pair, back }) => (count.get(back) ?? 0) === 0 || count.get(pair) <= count.get(back))
    .map(({ from, to }) => `  ${from} -> ${to}`);
};
const sayCircles = (what, roomOf) => {
  const drawn = inside
    .map(({ from, to }) => ({ from: roomOf(from), to: roomOf(to) }))
    .filter(({ from, to }) => from !== to);
  for (const circle of findCircles(drawn)) faults.push(`a circle of ${what}:`, ...between(circle, roomOf));
};

sayCircles('files', (file) => file);
sayCircles('rooms', roomOf);
sayCircles('rooms within rooms', innerRoomOf);
for (const [folder, floors] of Object.entries(FLOORS)) {
  const floorOf = (file) => floors.findIndex((rooms) => rooms.some((room) => file.startsWith(`${folder}/${room}/`)));
  for (const { from, to } of inside) {
    const [above, below] = [floorOf(from), floorOf(to)];
    if (above > below && below >= 0) faults.push(`an arrow up: ${from} -> ${to}`);
  }
}
for (const { from, to } of inside) {
  const [feature, other] = [featureOf(from), featureOf(to)];
  if (feature && other && feature !== other) faults.push(`a feature imports another: ${from} -> ${to}`);
}
const homes = new Map(
  [...new Set(files.map((file) => file.split('/').slice(0, 2).join('/')))].map((home) => [nameOf(home), home]),
);
const toPackages = arrows.filter(({ to }) => homes.has(to));
for (const { from, to } of toPackages) {
  if (homes.get(to).startsWith('apps/')) faults.push(`nothing imports an app: ${from} -> ${to}`);
}
for (const circle of findCircles(toPackages.map(({ from, to }) => ({ from: packageOf(from), to: homes.get(to) })))) {
  faults.push(`a circle of packages: ${circle.join(', ')}`);
}

for (const fault of faults) console.error(fault);
console.log(
  `${arrows.length} imports of ${files.length} files: ${faults.length === 0 ? 'no circle, no arrow up' : 'see above'}`,
);
process.exitCode = faults.length === 0 && arrows.length > 0 ? 0 : 1;

function packageOf(file) {
  return file.split('/').slice(0, 2).join('/');
}

function nameOf(home) {
  return JSON.parse(readFileSync(join(root, home, 'package.json'), 'utf8')).name;
}

/** A folder of src/ is a room, and so is a file beside the folders. */
function roomOf(file) {
  return file.split('/').slice(0, 4).join('/');
}

/** The same one level below: a folder of a room, or a file beside them. */
function innerRoomOf(file) {
  return file.split('/').slice(0, 5).join('/');
}

function featureOf(file) {
  return /^apps\/web\/src\/features\/([^/]+)\//.exec(file)?.[1];
}
