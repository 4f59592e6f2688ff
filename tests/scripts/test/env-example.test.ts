import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

const read = (name: string) => readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8');
const compose = read('compose.yaml');
const settings = [...read('.env.example').matchAll(/^(# .*)\n# ?([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(
  ([, word = '', key = '', value = '']) => ({ key, value, isRead: !word.endsWith('Not read by compose.') }),
);
const of = (wanted: boolean) => settings.filter(({ isRead }) => isRead === wanted);

/** What compose does with a variable of .env: `KEY:` hands it on, `${KEY}` and its kin put it in. */
const readings = (key: string) => [
  ...compose.matchAll(new RegExp(`^ +${key}:$|\\$\\{${key}(?::?-(?<fallback>[^}]*))?\\}`, 'gm')),
];

it('says of each setting truly whether compose reads it from .env', () => {
  expect(settings.length).toBeGreaterThan(70);
  expect(of(true).filter(({ key }) => readings(key).length === 0)).toEqual([]);
  expect(of(false).filter(({ key }) => readings(key).length > 0)).toEqual([]);
});

it('lets no service keep a value of its own where another one reads .env', () => {
  // API_PORT is the port that is published, the container's own stays; the profile demo makes its token in a place of its own.
  const meant = ['API_PORT', 'API_TOKEN_FILE'];
  const fixed = ({ key }: { key: string }) =>
    !meant.includes(key) && new RegExp(`^ +${key}: [^$\\n]+$`, 'm').test(compose);
  expect(of(true).filter(fixed)).toEqual([]);
});

it('shows the values that compose uses, so that uncommenting a line changes nothing', () => {
  const others = of(true).flatMap(({ key, value }) =>
    readings(key)
      .map(({ groups }) => groups?.fallback)
      .filter((fallback) => fallback !== undefined && fallback !== value)
      .map((fallback) => `${key}: ${value} here, ${fallback} in compose.yaml`),
  );
  expect(others).toEqual([]);
});

it('offers containers no address that is right on the host alone', () => {
  expect(of(true).filter(({ value }) => /localhost[:/]|localhost$|127\.0\.0\.1|\[::1\]/.test(value))).toEqual([]);
});

it('lets everything that talks to Redis or the database reach one outside', () => {
  const services = compose.slice(compose.indexOf('\nservices:')).split(/^ {2}(?=[a-z-]+:$)/m);
  const users = services.filter((text) => /<<: \*environment|^ +DATABASE_URL:/m.test(text));
  expect(users.map((text) => text.slice(0, text.indexOf(':')))).toEqual(['migrate', 'api', 'scheduler', 'demo-token']);
  for (const text of users) expect(text).toMatch(/networks: \[.*\bfront\b.*\]/);
});
