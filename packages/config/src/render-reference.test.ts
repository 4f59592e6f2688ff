import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { describeConfig } from './describe-config.js';
import { renderConfigFile, renderReference } from './render-reference.js';

const read = (name: string): string => readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8');

describe('what is written about the configuration', () => {
  it('docs/configuration.md is up to date (make docs-config writes it)', () => {
    expect(read('docs/configuration.md')).toBe(renderReference());
  });

  it('configs/config.json holds every key with its default (make docs-config writes it)', () => {
    expect(JSON.parse(read('configs/config.json'))).toEqual(JSON.parse(renderConfigFile()));
  });

  it('.env.example names every environment variable, each with a word on what it does', () => {
    const lines = read('.env.example').split('\n');
    for (const { env } of describeConfig()) {
      const at = lines.findIndex((line) => new RegExp(`^#? ?${env}=`).test(line));
      expect({ env, isNamed: at > 0 }).toEqual({ env, isNamed: true });
      expect(lines[at - 1]).toMatch(/^# \S/);
    }
  });
});
