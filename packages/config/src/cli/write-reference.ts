import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { renderConfigFile, renderReference } from '../render-reference.js';

const root = new URL('../../../../', import.meta.url);
for (const [name, text] of [
  ['docs/configuration.md', renderReference()],
  ['configs/config.json', renderConfigFile()],
] as const) {
  writeFileSync(new URL(name, root), text);
  process.stdout.write(`wrote ${fileURLToPath(new URL(name, root))}\n`);
}
