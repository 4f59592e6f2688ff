import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach } from '@jest/globals';

/** An empty repository for each test of a file, for checks that read one. */
export function useHouse() {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'house-'));
    execFileSync('git', ['init', '-q'], { cwd: root });
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  return {
    /** @param files contents by path */
    write(files: Record<string, string>) {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), text);
      }
    },
    /** What a script of scripts/ says of it. */
    run(script: string) {
      const path = fileURLToPath(new URL(`../../../scripts/${script}`, import.meta.url));
      const { status, stdout, stderr } = spawnSync(process.execPath, [path, root], { encoding: 'utf8' });
      return { status, stdout, stderr };
    },
  };
}
