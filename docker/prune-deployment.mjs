// Takes out of a deployed service what never runs: node prune-deployment.mjs DIR
// - packages that no dependency leads to: pnpm also installs optional peers, which brings the Prisma CLI with its studio, and
//   TypeScript, beside the Prisma client;
// - sources, tests, type declarations, documentation, and query compilers of databases that GoodsHunter does not use.
// Source maps of our own code stay: stack traces name TypeScript lines.
import { existsSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

const root = realpathSync(process.argv[2]);
const store = join(root, 'node_modules', '.pnpm');
const reached = new Set();

/** Marks a package and all that its dependencies, and its peers that are not optional, lead to. */
function reach(directory) {
  if (reached.has(directory)) return;
  reached.add(directory);
  const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = JSON.parse(
    readFileSync(join(directory, 'package.json'), 'utf8'),
  );
  const peers = Object.keys(peerDependencies ?? {}).filter((name) => !peerDependenciesMeta?.[name]?.optional);
  for (const name of new Set([...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers])) {
    const found = find(directory, name);
    if (found) reach(found);
  }
}

/** Where `name` is found by a module of `directory`, as Node looks for it. */
function find(directory, name) {
  for (let at = directory; at.startsWith(root); at = dirname(at)) {
    const path = join(at, 'node_modules', name);
    if (existsSync(path)) return realpathSync(path);
  }
  return undefined;
}

reach(root);
// A store entry holds one package in node_modules/ and links to what that one needs.
const kept = new Set(
  [...reached].filter((path) => path.startsWith(store + sep)).map((path) => path.slice(store.length + 1).split(sep)[0]),
);
for (const entry of readdirSync(store)) {
  if (entry !== 'node_modules' && !kept.has(entry)) rmSync(join(store, entry), { recursive: true });
}

for (const name of [
  'src',
  'scripts',
  'test',
  'tsconfig.json',
  'tsconfig.build.json',
  'jest.config.mjs',
  'pnpm-lock.yaml',
]) {
  rmSync(join(root, name), { recursive: true, force: true });
}
const isOurs = (path) => !path.includes(`${sep}node_modules${sep}`) || path.includes(`${sep}@goodshunter`);

/** Removes dead files below a directory. Does not follow links, which in a pnpm store go round in circles. */
function sweep(directory) {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) {
      sweep(path);
      continue;
    }
    const isDead = entry.isSymbolicLink()
      ? !existsSync(path) // to what was taken out
      : /\.(d\.[cm]?ts|md|markdown)$/.test(entry.name) ||
        (entry.name.endsWith('.map') && !isOurs(path)) ||
        (path.includes(join('@prisma', 'client', 'runtime')) &&
          /sqlite|postgresql|sqlserver|cockroachdb/.test(entry.name));
    if (isDead) rmSync(path);
  }
}
sweep(root);
