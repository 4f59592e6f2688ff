import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** The system's Chromium in a PATH, or undefined where none is installed. */
export function findBrowser(path: string | undefined): string | undefined {
  for (const name of NAMES) {
    for (const directory of (path ?? '').split(delimiter).filter(Boolean)) {
      const file = join(directory, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not here; the next place may have it.
      }
    }
  }
  return undefined;
}
