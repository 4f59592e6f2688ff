import { readFile, writeFile } from 'node:fs/promises';
import { wrapProse } from './wrap-prose.js';

/**
 * Puts a generated section between `<!-- name: start -->` and `<!-- name: end -->` of a Markdown file and leaves the rest alone, also
 * what was written by hand below it; at the end of a file, or of a new one, that has no such place yet. Its prose is wrapped.
 */
export async function replaceSection(file: string, name: string, section: string): Promise<void> {
  const [startMark, endMark] = [`<!-- ${name}: start -->`, `<!-- ${name}: end -->`];
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const block = `${startMark}\n${wrapProse(section)}\n${endMark}`;
  const start = text.indexOf(startMark);
  const end = text.indexOf(endMark, start);
  const next =
    start >= 0 && end >= 0
      ? text.slice(0, start) + block + text.slice(end + endMark.length)
      : `${text.trimEnd()}\n\n${block}\n`.trimStart();
  await writeFile(file, next);
}
