import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from '@goodshunter/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

const run = promisify(execFile);
const PIN = fileURLToPath(new URL('../../../docker/pin-images.mjs', import.meta.url));
const IMAGES = {
  REDIS_IMAGE: ['redis:7-alpine', '/v2/library/redis/manifests/7-alpine'],
  MARIADB_IMAGE: ['mariadb:10.11', '/v2/library/mariadb/manifests/10.11'],
  PROMETHEUS_IMAGE: ['prom/prometheus:v2.53.3', '/v2/prom/prometheus/manifests/v2.53.3'],
  GRAFANA_IMAGE: ['grafana/grafana:11.6.0', '/v2/grafana/grafana/manifests/11.6.0'],
  NODE_IMAGE: ['node:24-bookworm-slim', '/v2/library/node/manifests/24-bookworm-slim'],
} as const;

let registry: Server;
let base: string;
let dir: string;
/** Of what is asked for: another answer than the manifest. */
const faults = new Map<string, { status: number; headers?: Record<string, string> }>();
const manifestOf = (path: string) => JSON.stringify({ schemaVersion: 2, path });
const digestOf = (path: string) => `sha256:${createHash('sha256').update(manifestOf(path)).digest('hex')}`;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pin-images-'));
  // As Docker Hub: manifests are for who brings a token, which anybody is given for one repository.
  registry = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', base);
    if (pathname === '/token') {
      response.end(JSON.stringify({ token: `for ${searchParams.get('scope')} at ${searchParams.get('service')}` }));
      return;
    }
    const scope = `repository:${pathname.replace(/^\/v2\/|\/manifests\/.*$/g, '')}:pull`;
    if (request.headers.authorization !== `Bearer for ${scope} at a registry`) {
      const challenge = `Bearer realm="${base}/token",service="a registry",scope="${scope}"`;
      response.writeHead(401, { 'www-authenticate': challenge }).end();
      return;
    }
    const fault = faults.get(pathname);
    if (!request.headers.accept?.includes('image.index.v1+json')) response.writeHead(406).end();
    else if (fault) response.writeHead(fault.status, fault.headers).end(manifestOf(pathname));
    else response.writeHead(200, { 'docker-content-digest': digestOf(pathname) }).end(manifestOf(pathname));
  });
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(registry.address() as AddressInfo).port}`;
});
afterEach(() => faults.clear());
afterAll(async () => {
  await new Promise((resolve) => registry.close(resolve));
  await rm(dir, { recursive: true, force: true });
});

const pin = (...args: string[]) => run(process.execPath, [PIN, '--registry', base, ...args]);
const LINES = Object.entries(IMAGES).map(([name, [image, path]]) => [name, `${name}=${image}@${digestOf(path)}`]);

describe('pin-images', () => {
  it('says of each base image what its tag means now', async () => {
    const { stdout } = await pin();
    expect(stdout.trim().split('\n').sort()).toEqual(LINES.map(([, line]) => line).sort());
  });

  it('writes that into .env, and leaves the rest of it', async () => {
    const file = join(dir, '.env');
    await writeFile(file, 'REDIS_PASSWORD=x\nREDIS_IMAGE=redis:6\n# NODE_IMAGE=\nAPI_PORT=8081');
    await pin('--write', file);
    const once = await readFile(file, 'utf8');
    await pin('--write', file);
    expect(await readFile(file, 'utf8')).toBe(once);
    const lines = once.trimEnd().split('\n');
    expect(lines).toEqual(
      expect.arrayContaining(['REDIS_PASSWORD=x', 'API_PORT=8081', ...LINES.map(([, line]) => line)]),
    );
    expect(lines).toHaveLength(2 + LINES.length);
  });

  it.each([
    ['is not there', { status: 404 }, 'there is no such image'],
    ['is not what the registry says', { status: 200, headers: { 'docker-content-digest': 'sha256:0' } }, 'sha256:0'],
    ['cannot be had', { status: 503 }, '503'],
  ])('writes nothing when an image %s, and names it', async (_what, fault, word) => {
    const file = join(dir, 'untouched');
    await writeFile(file, 'A=1\n');
    faults.set(IMAGES.GRAFANA_IMAGE[1], fault);
    const error = await pin('--write', file).catch((thrown: { code: number; stderr: string }) => thrown);
    expect(error).toMatchObject({ code: 1, stderr: expect.stringContaining('grafana/grafana:11.6.0: ') });
    expect(error).toMatchObject({ stderr: expect.stringContaining(word) });
    expect(await readFile(file, 'utf8')).toBe('A=1\n');
  });

  it('says why when no registry answers', async () => {
    const error = await run(process.execPath, [PIN, '--registry', `http://127.0.0.1:${await freePort()}`]).catch(
      (thrown) => thrown,
    );
    expect(error).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('ECONNREFUSED') });
  });
});
