// Runs once before everything else and fills /secrets with what is missing; what is there is never changed, but for the address by which
// services of before read the database as its owner. Each file can be read by the one user who needs it: node (1000) runs our services,
// mysql (999) the database, 472 is Grafana. An argument: another folder than /, for tests.
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

const USERS = { root: 0, node: 1000, mysql: 999, grafana: 472 };
const ROOT = process.argv[2] ?? '';

/** Writes a secret if it is missing, and says what it is. A crash never leaves half a file under its name. */
function ensure(name, user, make, { folder = '/secrets', isAnew = false } = {}) {
  const path = `${ROOT}${folder}/${name}`;
  if (!isAnew && existsSync(path)) return;
  writeFileSync(`${path}.new`, make(), { mode: 0o400 });
  // Whoever runs a test may not be root.
  if (ROOT === '') chownSync(`${path}.new`, USERS[user], USERS[user]);
  renameSync(`${path}.new`, path);
  console.log(JSON.stringify({ level: 'info', service: 'secrets', msg: 'secret generated', name }));
}

const password = () => randomBytes(24).toString('base64url');

ensure('mariadb-root-password', 'mysql', password);
ensure('webhook-signing-key', 'node', password);
// In a volume of its own: the crawler is given this one secret and no other, and it opens nothing but /crawl.
ensure('crawler-secret', 'node', password, { folder: '/crawl-secret' });
ensure('notify-secret-key', 'node', password);
// Any 32 random bytes are a private key of P-256.
ensure('notify-push-key', 'node', () => randomBytes(32).toString('base64url'));
ensure('grafana-admin-password', 'grafana', password);
// Root's own copy is the truth from which both readers' files are made: without CAP_DAC_OVERRIDE root cannot read theirs.
ensure('database-password', 'root', password);
const read = (name) => readFileSync(`${ROOT}/secrets/${name}`, 'utf8');
const urlOf = (user, secret) => `mysql://${user}:${secret}@mariadb:3306/goodshunter`;
// The owner of the tables, for migrations alone: in a volume that no service sees.
const ownerPassword = read('database-password');
ensure('mariadb-password', 'mysql', () => ownerPassword);
ensure('database-url', 'node', () => urlOf('goodshunter', ownerPassword), { folder: '/migrate-secret' });
// Services read and write rows, and no more. A stack of before has the owner's address in this place: until the last file is there.
const isAnew = !existsSync(`${ROOT}/secrets/mariadb-service-password`);
ensure('database-service-password', 'root', password);
const servicePassword = read('database-service-password');
ensure('database-url', 'node', () => urlOf('goodshunter_service', servicePassword), { isAnew });
ensure('mariadb-service-password', 'mysql', () => servicePassword);

if (process.env.REDIS_PASSWORD === 'goodshunter_redis') {
  const msg = 'REDIS_PASSWORD is the published default; set your own in .env before others can reach this network';
  console.log(JSON.stringify({ level: 'warn', service: 'secrets', msg }));
}
