import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

const read = (name: string) => readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8');

it('lets every setting of .env.example through to what turbo starts', () => {
  const { globalPassThroughEnv } = JSON.parse(read('turbo.json')) as { globalPassThroughEnv: string[] };
  const patterns = globalPassThroughEnv.map((name) => new RegExp(`^${name.replaceAll('*', '.*')}$`));
  const keys = [...read('.env.example').matchAll(/^# ?([A-Z][A-Z0-9_]*)=/gm)].map(([, key = '']) => key);
  expect(keys).toContain('DEMO_SHOP_PORT');
  expect(keys.filter((key) => !patterns.some((pattern) => pattern.test(key)))).toEqual([]);
});
