// Every setting of .env.example must reach a service of compose.yaml and have its place in deploy/kubernetes, or be left out there on
// purpose; what the crawler shares with the others must be the same for all, and no secret: node scripts/check-settings.mjs
import { readdirSync, readFileSync } from 'node:fs';

const read = (name) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const compose = read('compose.yaml');
const crawlerOfCompose = /^ {2}crawler:\n([\s\S]*?)^ {2}\S/m.exec(compose)?.[1] ?? '';
const [configMap = '', crawlerConfigMap = ''] = read('deploy/kubernetes/config.yaml').split(/^---$/m);
const manifests = readdirSync(new URL('../deploy/kubernetes/', import.meta.url))
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => read(`deploy/kubernetes/${name}`))
  .join('\n');
const keys = [...read('.env.example').matchAll(/^# ?([A-Z][A-Z0-9_]*)=/gm)].map(([, key]) => key);
const secrets = keys.filter((key) =>
  /PASSWORD|SECRET|SIGNING_KEY|PUSH_KEY|TELEGRAM_TOKEN|_CLIENT_ID$|_APP_ID$|^DATABASE_(MIGRATION_)?URL$/.test(key),
);

const isHandedOn = (key, text) => new RegExp(`^ +${key}(_FILE)?:`, 'm').test(text);
/** Comments count: what has a good default is named there only. */
const isNamed = (key, text) => new RegExp(`\\b${key}\\b`).test(text);
const valuesOf = (text) =>
  new Map([...text.matchAll(/^ {2}([A-Z][A-Z0-9_]*): (.*)$/gm)].map(([, key, value]) => [key, value]));

const faults = [];
for (const key of keys) {
  // The images hold configs/config.json.
  if (key === 'GOODSHUNTER_CONFIG') continue;
  if (!isHandedOn(key, compose)) faults.push(`${key} reaches no service of compose.yaml`);
  // The demo shop lives in compose only.
  if (!key.startsWith('DEMO_SHOP_') && !isNamed(key, manifests))
    faults.push(`${key} has no place in deploy/kubernetes`);
  if (isHandedOn(key, crawlerOfCompose) && !isNamed(key, crawlerConfigMap + read('deploy/kubernetes/crawler.yaml'))) {
    faults.push(`${key} has no place at the crawler of deploy/kubernetes`);
  }
}
const others = valuesOf(configMap);
const isShared = (key) => isHandedOn(key, compose.replace(crawlerOfCompose, ''));
for (const [key, value] of valuesOf(crawlerConfigMap)) {
  if (isShared(key) && others.get(key) !== value)
    faults.push(`${key} of deploy/kubernetes is not the same for the crawler and the others`);
}
for (const key of secrets) {
  // It opens nothing but the crawler itself.
  if (key === 'CRAWLER_SECRET') continue;
  if (isHandedOn(key, crawlerOfCompose)) faults.push(`${key} is a secret, and the crawler of compose.yaml is given it`);
}

for (const fault of faults) console.error(fault);
console.log(
  `${keys.length} settings, ${secrets.length} of them secret: ${faults.length} faults in compose.yaml and deploy/kubernetes`,
);
const isEverythingRead = [keys, secrets, crawlerOfCompose, crawlerConfigMap, manifests].every(
  ({ length }) => length > 0,
);
process.exitCode = faults.length === 0 && isEverythingRead ? 0 : 1;
