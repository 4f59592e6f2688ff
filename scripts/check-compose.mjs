// Every setting of .env.example must reach a service of compose.yaml, or be fixed there on purpose: node scripts/check-compose.mjs
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
console.log(`${keys.length} settings of .env.example, ${missing.length} missing in compose.yaml`);
process.exitCode = missing.length === 0 && keys.length > 0 ? 0 : 1;
