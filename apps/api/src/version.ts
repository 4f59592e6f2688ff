import { readFileSync } from 'node:fs';

/** Of this app, as its package.json says; it lies one level above both src and dist. */
export function readVersion(): string {
  const content: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return typeof content === 'object' && content !== null && 'version' in content ? String(content.version) : 'unknown';
}
