import { readFileSync } from 'node:fs';

/**
 * The version in the package.json of a program; it lies one level above both src and dist.
 * @param mainUrl `import.meta.url` of the program's main.ts
 */
export function readVersion(mainUrl: string): string {
  const content: unknown = JSON.parse(readFileSync(new URL('../package.json', mainUrl), 'utf8'));
  return typeof content === 'object' && content !== null && 'version' in content ? String(content.version) : 'unknown';
}
