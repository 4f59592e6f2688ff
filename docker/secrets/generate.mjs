// Runs once before everything else and fills /secrets with what is missing; what is there is never changed. Each file can be read
// by the one user who needs it: node (1000) runs our services, mysql (999) the database, 472 is Grafana.
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

const USERS = { root: 0, node: 1000, mysql: 999, grafana: 472 };

/** Writes a secret if it is missing, and says what it is. A crash never leaves half a file under its name. */
function ensure(name, user, make, folder = '/secrets') {
  const path = `${folder}/${name}`;
  if (existsSync(path)) return;
  writeFileSync(`${path}.new`, make(), { mode: 0o400 });
  chownSync(`${path}.new`, USERS[user], USERS[user]);
  renameSync(`${path}.new`, path);
  console.log(JSON.stringify({ level: 'info', service: 'secrets', msg: 'secret generated', name }));
}

const password = () => randomBytes(24).toString('base64url');

ensure('mariadb-root-password', 'mysql', password);
ensure('webhook-signing-key', 'node', password);
// In a volume of its own: the crawler is given this one secret and no other, and it opens nothing but /crawl.
ensure('crawler-secret', 'node', password, '/crawl-secret');
ensure('notify-secret-key', 'node', password);
// Any 32 random bytes are a private key of P-256.
ensure('notify-push-key', 'node', () => randomBytes(32).toString('base64url'));
ensure('grafana-admin-password', 'grafana', password);
// Root's own copy is the truth from which both readers' files are made: without CAP_DAC_OVERRIDE root cannot read theirs.
ensure('database-password', 'root', password);
const databasePassword = readFileSync('/secrets/database-password', 'utf8');
ensure('mariadb-password', 'mysql', () => databasePassword);
ensure('database-url', 'node', () => `mysql://goodshunter:${databasePassword}@mariadb:3306/goodshunter`);

if (process.env.REDIS_PASSWORD === 'goodshunter_redis') {
  const msg = 'REDIS_PASSWORD is the published default; set your own in .env before others can reach this network';
  console.log(JSON.stringify({ level: 'warn', service: 'secrets', msg }));
}
