// Every setting of .env.example must reach a service of compose.yaml, or be fixed there on purpose, and no secret the crawler: node
// scripts/check-compose.mjs
import { readFileSync } from 'node:fs';

const read = (name) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const compose = read('compose.yaml');
const keys = [...read('.env.example').matchAll(/^# ?([A-Z][A-Z0-9_]*)=/gm)].map(([, key]) => key);

/** What has no place in compose, and why. */
const LEFT_OUT = {
  GOODSHUNTER_CONFIG: 'the images hold configs/config.json',
};

const missing = keys.filter((key) => !(key in LEFT_OUT) && !new RegExp(`^ +${key}:`, 'm').test(compose));
for (const key of missing) console.error(`${key} of .env.example reaches no service of compose.yaml`);

const crawler = /^ {2}crawler:\n([\s\S]*?)^ {2}\S/m.exec(compose)?.[1] ?? '';
const secrets = keys.filter((key) => /PASSWORD|SECRET|_CLIENT_ID$|_APP_ID$|^DATABASE_URL$/.test(key));
const leaked = secrets.filter((key) => new RegExp(`^ +${key}(_FILE)?:`, 'm').test(crawler));
for (const key of leaked) console.error(`${key} is a secret, and the crawler of compose.yaml is given it`);

console.log(
  `${keys.length} settings of .env.example, ${missing.length} missing in compose.yaml; ${leaked.length} of ${secrets.length} secrets given to the crawler`,
);
const isRight = missing.length === 0 && leaked.length === 0 && keys.length > 0 && secrets.length > 0 && crawler !== '';
process.exitCode = isRight ? 0 : 1;
