// Looks up what the tags of the base images mean at this moment, and writes them down by digest, so that nobody can put something else
// behind them: node docker/pin-images.mjs [--write .env]
// Prints lines for .env (REDIS_IMAGE=redis:7-alpine@sha256:..), or puts them in place of what the file says of them; the rest of it stays.
// It asks each image's registry (the OCI distribution API, with an anonymous token where one is asked for) and pulls nothing.
// --registry URL: asks this one instead, such as a mirror.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const TIMEOUT_MS = 30_000;
const MANIFESTS = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

const { values } = parseArgs({ options: { write: { type: 'string' }, registry: { type: 'string' } } });

/** The images that compose and the Dockerfile use where no variable says otherwise, by that variable. */
function listImages() {
  const read = (name) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
  const inCompose = read('compose.yaml').matchAll(/\$\{(\w+_IMAGE):-([^}]+)\}/g);
  const inDockerfile = read('docker/Dockerfile').matchAll(/^ARG (\w+_IMAGE)=(\S+)$/gm);
  return new Map([...inCompose, ...inDockerfile].map(([, variable, image]) => [variable, image]));
}

/** `redis:7-alpine` is `library/redis` on Docker Hub; a name with a dot, a port or localhost in front names its registry. */
function parseImage(image) {
  const [, name = '', tag = 'latest'] = /^(.+?)(?::([\w.-]+))?$/.exec(image) ?? [];
  const [first = '', ...rest] = name.split('/');
  const isHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const registry = isHost ? `https://${first}` : 'https://registry-1.docker.io';
  const path = isHost ? rest.join('/') : rest.length === 0 ? `library/${first}` : name;
  return { url: `${(values.registry ?? registry).replace(/\/+$/, '')}/v2/${path}/manifests/${tag}`, path };
}

const ask = (url, headers) => fetch(url, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });

/** An anonymous token, as the registry's own refusal says where to get one. */
async function fetchToken(challenge, path) {
  const parts = Object.fromEntries([...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value]));
  if (!/^bearer /i.test(challenge) || !parts.realm) throw new Error('the registry wants credentials');
  const url = new URL(parts.realm);
  if (parts.service) url.searchParams.set('service', parts.service);
  url.searchParams.set('scope', parts.scope ?? `repository:${path}:pull`);
  const answer = await ask(url, {});
  const { token, access_token: accessToken } = answer.ok ? await answer.json() : {};
  if (!(token ?? accessToken)) throw new Error(`the registry gave no token (${answer.status})`);
  return token ?? accessToken;
}

/** The digest of what the tag names now: reckoned from what the registry sent, and compared with what it says of it. */
async function findDigest(image) {
  const { url, path } = parseImage(image);
  let answer = await ask(url, { accept: MANIFESTS });
  if (answer.status === 401) {
    const token = await fetchToken(answer.headers.get('www-authenticate') ?? '', path);
    answer = await ask(url, { accept: MANIFESTS, authorization: `Bearer ${token}` });
  }
  if (answer.status === 404) throw new Error('there is no such image');
  if (!answer.ok) throw new Error(`the registry answered ${answer.status}`);
  const digest = `sha256:${createHash('sha256')
    .update(Buffer.from(await answer.arrayBuffer()))
    .digest('hex')}`;
  const said = answer.headers.get('docker-content-digest');
  if (said !== null && said !== digest) throw new Error(`the registry sent ${digest} and says that it is ${said}`);
  return digest;
}

/** Puts the lines in place of those that name the same variables, also where they are commented out; others come at the end. */
function write(file, lines) {
  let text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  for (const [variable, line] of lines) {
    const before = new RegExp(`^(# ?)?${variable}=.*$`, 'm');
    if (before.test(text)) text = text.replace(before, () => line);
    else text += `${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`;
  }
  writeFileSync(file, text);
}

const lines = new Map();
for (const [variable, image] of listImages()) {
  try {
    lines.set(variable, `${variable}=${image}@${await findDigest(image)}`);
  } catch (error) {
    const { message, cause } = error;
    console.error(`${image}: ${cause instanceof Error ? cause.message || message : message}`);
    process.exitCode = 1;
  }
}
// All or nothing: half of them pinned looks like all of them.
if (!process.exitCode) {
  if (values.write === undefined) console.log([...lines.values()].join('\n'));
  else write(values.write, lines);
}
