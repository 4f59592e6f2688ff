// Every path, link, make target and package that README, CONTRIBUTING and docs/ name exists: node scripts/check-docs.mjs [folder of a repository]
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url));
const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root })
  .toString()
  .trim()
  .split('\n');
const folders = [...new Set(files.flatMap(foldersOf))];
/** With a `/` before each, so that a path may be named from any folder on: `sources/registry.ts`. */
const places = [...files, ...folders].map((place) => `/${place}`);
const read = (file) => readFileSync(join(root, file), 'utf8');
const targets = new Set([...read('Makefile').matchAll(/^([a-z-]+):/gm)].map(([, target]) => target));
const packages = new Set(
  files.filter((file) => file.endsWith('package.json')).map((file) => JSON.parse(read(file)).name),
);

// What was, what is decided and what is only shown as an example may name what is no more.
const pages = files.filter(
  (file) => /^(README[^/]*|CONTRIBUTING|docs\/[^/]+)\.md$/.test(file) && !file.endsWith('style.md'),
);
const faults = [];
let named = 0;
for (const page of pages) {
  const text = read(page);
  for (const [, path] of text.matchAll(/`([^`\n]+)`/g)) if (isPath(path)) check(page, path, isThere(path));
  for (const [, link] of text.matchAll(/\]\(([^)\s]+)\)/g))
    if (!/^[a-z]+:/.test(link)) check(page, link, leads(page, link));
  for (const [, target] of text.matchAll(/`(?:[A-Z_]+=\S+ )*make ([a-z-]+)(?![a-z*-])/g)) {
    check(page, `make ${target}`, targets.has(target));
  }
  for (const [, name] of text.matchAll(/(@goodshunter\/[a-z0-9-]+)/g)) check(page, name, isPackage(name));
}
// Its drawing of the rooms.
for (const [block] of read('docs/development.md').matchAll(/^```\n[\s\S]*?^```/gm)) {
  for (const [path] of block.matchAll(
    /(?<=^|[ ,])(?:[\w<>{},./-]+(?:\/|\.ts)|(?:apps|packages|tests)\/[\w<>{},./-]+)(?=[ ,]|$)/gm,
  )) {
    check('docs/development.md', path, isThere(path));
  }
}

for (const fault of faults) console.error(fault);
console.log(
  `${named} paths, links, targets and packages in ${pages.length} pages: ${faults.length} of them do not exist`,
);
process.exitCode = faults.length === 0 && named > 0 ? 0 : 1;

function check(page, what, exists) {
  named += 1;
  if (!exists) faults.push(`${page} names ${what}, which there is not`);
}

/** The condition of exports under which tests read sources is named like one. */
function isPackage(name) {
  return packages.has(name) || name === '@goodshunter/source';
}

/** A file by its ending, or a path that begins at a folder of ours; not an address, a setting or a route. */
function isPath(text) {
  if (!/^[\w.@<>{},*/-]+$/.test(text) || /^\.?\//.test(text) || text.includes('..')) return false;
  const isOurs = /^(apps|packages|tests|scripts|docs|deploy|docker|configs|prisma)\/\S/.test(text);
  return isOurs || /[\w>}*]\.(ts|tsx|mjs|sh|sql|prisma|lua|css)$/.test(text);
}

function isThere(path) {
  const pattern = path
    .replace(/\/$/, '')
    .replace(/[.+?^$()|[\]\\]/g, '\\$&')
    .replace(/\{([^}]*)\}/g, (_, ways) => `(${ways.split(',').join('|')})`)
    .replace(/<[^>]*>|\*/g, '[^/]+');
  const place = new RegExp(`/${pattern}$`);
  return places.some((candidate) => place.test(candidate));
}

function leads(page, link) {
  const [path, anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path).replace(/\/$/, '');
  if (!files.includes(target) && !folders.includes(target)) return false;
  return anchor === undefined || headingsOf(read(target)).includes(anchor);
}

function headingsOf(text) {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );
}

function foldersOf(file) {
  const parts = file.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
