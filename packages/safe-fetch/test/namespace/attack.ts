/**
 * Runs inside a network namespace of its own (namespace.test.ts starts it): every private, metadata and loopback address
 * has a canary that counts visitors, and one public address has a shop that redirects to them. Prints what was hit.
 */
import { execFileSync } from 'node:child_process';
import { createServer, get } from 'node:http';
import { isIPv6 } from 'node:net';
import { CANARY_ADDRESSES, PATIENCE_MS } from '@goodshunter/testing';
import { createGuard, createSafeFetcher, SafeFetchError } from '../../src/index.js';
import { EVASIONS } from '../evasions.js';

const PUBLIC = '93.184.216.34';
/** A browser tries each address in many ways, the guard each in no time: two more that nobody routes. */
const CANARIES = [...CANARY_ADDRESSES, '192.0.0.192', 'fec0::1'];
const LOOPBACK = ['127.0.0.1', '127.255.255.254', '0.0.0.0', '::1', '::'];

const ip = (...args: string[]) => execFileSync('ip', args, { stdio: 'pipe' });
ip('link', 'set', 'lo', 'up');
for (const address of [PUBLIC, ...CANARIES]) {
  if (isIPv6(address)) ip('-6', 'addr', 'add', `${address}/128`, 'dev', 'lo', 'nodad');
  else ip('addr', 'add', `${address}/32`, 'dev', 'lo');
}

const targets: string[] = [...EVASIONS];
for (const address of [...CANARIES, ...LOOPBACK]) {
  targets.push(`http://${isIPv6(address) ? `[${address}]` : address}/`);
  if (!isIPv6(address))
    targets.push(`http://[::ffff:${address}]/`, `http://[::${address}]/`, `http://[64:ff9b::${address}]/`);
}

const hits = { canaries: 0, shop: 0 };
const server = createServer((request, response) => {
  const isShop = request.socket.localAddress?.replace('::ffff:', '') === PUBLIC;
  hits[isShop ? 'shop' : 'canaries'] += 1;
  const target = targets[Number(/^\/to\/(\d+)/.exec(request.url ?? '')?.[1] ?? -1)];
  if (target && isShop) response.writeHead(302, { location: target.replace(/[^\x21-\x7e]/g, encodeURIComponent) });
  response.end();
});
await new Promise<void>((resolve) => {
  server.listen(80, '::', resolve);
});

/** Node's own client, unguarded: the canaries must be there to be hit. */
async function countReachable(): Promise<number> {
  let reached = 0;
  for (const host of [...CANARIES, ...LOOPBACK]) {
    reached += await new Promise<number>((resolve) => {
      get({ host, port: 80, agent: false }, (answer) => resolve(answer.resume().statusCode === 200 ? 1 : 0)).on(
        'error',
        () => resolve(0),
      );
    });
  }
  return reached;
}

const reachable = await countReachable();
hits.canaries = 0;
hits.shop = 0;

/** Resolves to the address its name spells, and `flip-` names to a public one first and a private one next. */
const asked = new Map<string, number>();
const guard = createGuard({
  async lookup(name) {
    const index = Number(/(\d+)/.exec(name)?.[1] ?? 0);
    const address = [...CANARIES, ...LOOPBACK][index] ?? PUBLIC;
    const times = asked.get(name) ?? 0;
    asked.set(name, times + 1);
    const entry = (text: string) => ({ address: text, family: isIPv6(text) ? (6 as const) : (4 as const) });
    if (name.startsWith('mixed-')) return [entry(PUBLIC), entry(address)];
    if (name.startsWith('flip-')) return [entry(times % 2 === 0 ? PUBLIC : address)];
    return [entry(name.startsWith('private-') ? address : PUBLIC)];
  },
});
const fetcher = createSafeFetcher({ guard, userAgent: 'attack' });

const outcomes: Record<string, number> = {};
async function attack(url: string): Promise<void> {
  let outcome: string;
  try {
    outcome = String((await fetcher.fetch(url, { timeoutMs: PATIENCE_MS, headers: { connection: 'close' } })).status);
  } catch (error) {
    outcome = error instanceof SafeFetchError ? error.code : String(error);
  }
  outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
}

for (const [index, target] of targets.entries()) {
  await attack(target);
  await attack(`http://shop.example/to/${index}`);
}
const addresses = [...CANARIES, ...LOOPBACK];
for (const [index] of addresses.entries()) {
  for (const kind of ['private', 'mixed']) await attack(`http://${kind}-${index}.example/`);
  for (let round = 0; round < 4; round++) await attack(`http://flip-${index}.example/`);
}
await attack('http://shop.example/');
await fetcher.close();
server.close();
server.closeAllConnections();
process.stdout.write(JSON.stringify({ reachable, attacks: targets.length, hits, outcomes }));
