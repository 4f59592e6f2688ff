/**
 * Runs inside a network namespace of its own (namespace.test.ts starts it): every private, metadata and loopback address has
 * canaries on ports of the web, of Redis, of DNS and of STUN; one public address has a shop whose pages try to reach them by
 * all that a browser can do. Prints what was hit.
 */
import { execFileSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { createServer as createWebServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, createServer, isIPv6, type Socket } from 'node:net';
import { createGuard, type ResolvedAddress, SafeFetchError } from '@goodshunter/safe-fetch';
import { CANARY_ADDRESSES, PATIENCE_MS, waitFor } from '@goodshunter/testing';
import { BrowserRenderer } from '../../src/browser/browser-renderer.js';
import { ALLOWED_KINDS, buildAttackPage, KINDS } from './attack-pages.js';

const [executablePath = ''] = process.argv.slice(2);
const PUBLIC = '93.184.216.34';
const LOOPBACK = ['127.0.0.1', '127.255.255.254', '0.0.0.0', '::1'];
const WEB_PORT = 80;
const OTHER_TCP_PORTS = [443, 6379, 8080];
const TCP_PORTS = 1 + OTHER_TCP_PORTS.length;
const UDP_PORTS = [53, 443, 3478, 5353];

const ip = (...args: string[]) => execFileSync('ip', args, { stdio: 'pipe' });
ip('link', 'set', 'lo', 'up');
// Queries to the machine's own name servers would end at a canary too.
const nameServers = [...readFileSync('/etc/resolv.conf', 'utf8').matchAll(/^nameserver\s+([\d.]+)/gm)].map(
  ([, at = '']) => at,
);
const local = new Set([PUBLIC, ...CANARY_ADDRESSES, ...nameServers.filter((at) => !at.startsWith('127.'))]);
for (const address of local) {
  if (isIPv6(address)) ip('-6', 'addr', 'add', `${address}/128`, 'dev', 'lo', 'nodad');
  else ip('addr', 'add', `${address}/32`, 'dev', 'lo');
}

const hosts = [...CANARY_ADDRESSES, ...LOOPBACK].map((address) => (isIPv6(address) ? `[${address}]` : address));
const targets = [
  ...hosts,
  ...['localhost', 'a.localhost', '0', '2130706433', '0x7f.1', '0177.0.0.1', '[::ffff:127.0.0.1]', '[64:ff9b::7f00:1]'],
  ...['0xa9fea9fe', '[::ffff:a9fe:a9fe]', 'private.example', 'mixed.example', 'flip.example', '127.0.0.1:6379'],
  ...['127.0.0.1:8080', '169.254.169.254:443', `${PUBLIC}:6379`],
];

/** Connections and packets by where they arrived: `tcp 10.0.0.1:80`. */
let hits: Record<string, number> = {};
function count(protocol: 'tcp' | 'udp', address: string | undefined, port: number): void {
  const place = `${protocol} ${address?.replace('::ffff:', '')}:${port}`;
  hits[place] = (hits[place] ?? 0) + 1;
}
const countPlaces = (protocol: string) => Object.keys(hits).filter((place) => place.startsWith(protocol)).length;
const reached = new Set<string>();
let shopRequests = 0;

const isAtShop = (socket: Socket) => socket.localAddress?.replace('::ffff:', '') === PUBLIC;
function answerShop(request: IncomingMessage, response: ServerResponse): void {
  shopRequests += 1;
  const path = request.url ?? '/';
  const [, name, argument] = path.split('/');
  response.setHeader('access-control-allow-origin', '*').setHeader('cache-control', 'no-store');
  if (name === 'reached') reached.add(argument?.replace('.css', '') ?? '');
  const target = name === 'to' ? targets[Number(argument)] : undefined;
  if (target !== undefined) response.writeHead(302, { location: `http://${target}/redirected` }).end();
  else if (name === 'attack')
    response.setHeader('content-type', 'text/html').end(buildAttackPage(argument ?? '', targets));
  else if (name === 'control') response.setHeader('content-type', 'text/html').end(buildAttackPage(argument ?? '', []));
  else response.setHeader('content-type', path.endsWith('.css') ? 'text/css' : 'text/javascript').end();
}
const web = createWebServer(answerShop);
web.on('upgrade', (request, socket) => {
  const [, name, kind] = (request.url ?? '').split('/');
  if (name === 'reached') reached.add(kind ?? '');
  socket.destroy();
});
web.on('connection', (socket) => {
  if (isAtShop(socket)) return;
  count('tcp', socket.localAddress, WEB_PORT);
  socket.destroy();
});
const others = OTHER_TCP_PORTS.map((port) => ({
  port,
  server: createServer((socket) => {
    // The browser may: it tries https first, and asks its maker for news, which is at the public address like every name.
    if (!(isAtShop(socket) && port === 443)) count('tcp', socket.localAddress, port);
    socket.destroy();
  }),
}));
for (const { server, port } of [{ server: web, port: WEB_PORT }, ...others]) {
  await new Promise<void>((resolve) => {
    server.listen(port, '::', resolve);
  });
}
// A socket of its own for each address, since a packet does not tell where it arrived.
for (const address of [...local, ...LOOPBACK].filter((at) => at !== '0.0.0.0')) {
  for (const port of UDP_PORTS) {
    if (address === PUBLIC && port === 443) continue;
    const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
    socket.on('message', () => count('udp', address, port));
    await new Promise<void>((resolve) => socket.bind(port, address, resolve));
  }
}

/** Unguarded: the canaries must be there to be hit. */
async function touchAll(): Promise<void> {
  for (const host of [...CANARY_ADDRESSES, ...LOOPBACK]) {
    for (const port of [WEB_PORT, ...OTHER_TCP_PORTS]) {
      await new Promise<void>((resolve) => {
        connect({ host, port })
          .on('error', () => resolve())
          .on('close', () => resolve())
          .resume();
      });
    }
  }
  const places = CANARY_ADDRESSES.length + LOOPBACK.length - 1;
  const senders = { 4: createSocket('udp4'), 6: createSocket('udp6') };
  for (const host of [...CANARY_ADDRESSES, ...LOOPBACK]) {
    for (const port of UDP_PORTS) {
      await new Promise<void>((resolve) => {
        senders[isIPv6(host) ? 6 : 4].send('x', port, host, () => resolve());
      });
    }
  }
  await waitFor(() => countPlaces('udp') === places * UDP_PORTS.length && countPlaces('tcp') === places * TCP_PORTS, {
    what: 'a touch of every canary',
  });
  senders[4].close();
  senders[6].close();
}
await touchAll();
const reachable = { tcp: countPlaces('tcp'), udp: countPlaces('udp') };
hits = {};

let flips = 0;
const guard = createGuard({
  async lookup(name): Promise<ResolvedAddress[]> {
    const entry = (address: string): ResolvedAddress => ({ address, family: 4 });
    if (name === 'private.example') return [entry('10.0.0.1')];
    if (name === 'mixed.example') return [entry(PUBLIC), entry('169.254.169.254')];
    // Public at first, private whenever it is asked for again.
    if (name === 'flip.example') return [entry(flips++ === 0 ? PUBLIC : '127.0.0.1')];
    return [entry(PUBLIC)];
  },
});
const renderer = new BrowserRenderer({ executablePath, guard, userAgent: 'browse', maxRequests: 20_000 });
const outcomes: Record<string, string> = {};
async function browse(url: string): Promise<void> {
  try {
    const { status } = await renderer.render(new URL(url), {
      signal: AbortSignal.timeout(PATIENCE_MS),
      onNavigate: async () => {},
    });
    outcomes[url] = String(status);
  } catch (error) {
    outcomes[url] = error instanceof SafeFetchError ? error.code : String(error);
  }
}
for (const kind of KINDS) await browse(`http://shop.example/attack/${kind}`);
for (const index of [0, 3, 8, 12, targets.indexOf('private.example')]) await browse(`http://shop.example/to/${index}`);
// On a busy machine a page may be read before what it started among so many targets got its turn: then alone, a few times.
for (const kind of ALLOWED_KINDS) {
  for (let tries = 0; tries < 10 && !reached.has(kind); tries += 1) await browse(`http://shop.example/control/${kind}`);
}
await renderer.close();
process.stdout.write(
  JSON.stringify({ reachable, hits, targets: targets.length, shopRequests, reached: [...reached].sort(), outcomes }),
);
process.exit(0);
