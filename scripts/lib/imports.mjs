// What files of the house import of each other, types too: for check-imports.mjs.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^;'"]*?\bfrom\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|(?:^|\n)import\s+'([^']+)'/g;

/**
 * Every arrow from one of `files` to another, and to packages.
 * @param {string} root the folder of the workspace
 * @param {readonly string[]} files paths below it
 * @returns {{ from: string, to: string }[]} `to` is a path of `files`, or a package by its name
 */
export function readArrows(root, files) {
  const known = new Set(files);
  return files.flatMap((from) => {
    const text = readFileSync(join(root, from), 'utf8');
    return [...text.matchAll(IMPORT)].flatMap(([, one, other, third]) => {
      const to = resolve(from, one ?? other ?? third, known);
      return to === undefined ? [] : [{ from, to }];
    });
  });
}

function resolve(from, specifier, known) {
  if (specifier.startsWith('@goodshunter/')) return specifier.split('/').slice(0, 2).join('/');
  if (!specifier.startsWith('.')) return undefined;
  const path = join(dirname(from), specifier).replace(/\.js$/, '');
  return [`${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find((candidate) => known.has(candidate));
}

/**
 * The circles among `arrows`: each a set of places from any of which one comes to any other.
 * @param {readonly { from: string, to: string }[]} arrows
 * @returns {string[][]}
 */
export function findCircles(arrows) {
  const next = new Map();
  for (const { from, to } of arrows) {
    if (!next.has(from)) next.set(from, new Set());
    next.get(from).add(to);
  }
  // Tarjan's: a place from which nothing older can be reached closes a circle with what was met after it.
  const circles = [];
  const met = new Map();
  const path = [];
  const visit = (place) => {
    const number = met.size;
    let oldest = number;
    met.set(place, number);
    path.push(place);
    for (const other of next.get(place) ?? []) {
      if (!met.has(other)) oldest = Math.min(oldest, visit(other));
      else if (path.includes(other)) oldest = Math.min(oldest, met.get(other));
    }
    if (oldest === number) {
      const circle = path.splice(path.indexOf(place));
      if (circle.length > 1) circles.push(circle);
    }
    return oldest;
  };
  for (const place of next.keys()) if (!met.has(place)) visit(place);
  return circles;
}
