import { loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createDatabase } from '@goodshunter/db';
import { replaceSection, type Stack, startStack } from '@goodshunter/testing';
import { medianOf } from './figures.js';
import { measure } from './measure.js';

const BENCHMARKS = join(fileURLToPath(import.meta.url), '../../../../docs/benchmarks.md');
const AT_ONCE = 50;
/** Far from what the api takes, so that only what is in its way is seen. */
const RATE_PER_S = 50;
const PASSWORD = 'three words elsewhere unused';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '6' },
    write: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
let asked = 0;

// Like production, but that people come from as many addresses as the test likes.
const env = { LOG_LEVEL: 'info', API_TRUSTED_PROXIES: '127.0.0.1' };
const stack = await startStack({ logsToFiles: true, env, schedulers: 0, crawlers: 0 });
try {
  await addPeople(stack);
  const text = [...(await measureCreations()), '', ...(await measureGuesses())].join('\n');
  console.log(text);
  if (values.write) await replaceSection(BENCHMARKS, 'sign-ins', text);
} finally {
  await stack.stop();
}

/** People with one password, whose hash the api itself has made. */
async function addPeople({ api, databaseUrl }: Stack): Promise<void> {
  const { body: invite } = await api.call<{ code: string }>('POST', '/api/invites', { role: 'member' });
  await api.call('POST', '/api/invites/accept', { code: invite.code, name: 'person 0', password: PASSWORD });
  const { sql, close } = createDatabase({ url: databaseUrl, poolSize: 1 });
  for (let index = 1; index < AT_ONCE; index += 1) {
    await sql.execute(
      `INSERT INTO user (name, role, password_hash)
       SELECT ?, 'member', password_hash FROM user WHERE name = 'person 0'`,
      [`person ${index}`],
    );
  }
  await close();
}

/** From another address each time: limits are not what this is about. Resolves to how long it took, in ms. */
async function signIn(name: string, password: string, status: number): Promise<number> {
  asked += 1;
  const begunAt = performance.now();
  const response = await fetch(`${stack.api.baseUrl}/api/session`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': `10.${asked >> 16}.${(asked >> 8) & 255}.${asked & 255}`,
    },
    body: JSON.stringify({ name, password }),
  });
  await response.text();
  if (response.status !== status) throw new Error(`the sign-in of ${name} was answered ${response.status}`);
  return performance.now() - begunAt;
}

/** Creations in an open loop, alone and beside everybody signing in at once, in turns. */
async function measureCreations(): Promise<string[]> {
  const load = {
    url: `${stack.api.baseUrl}/api/tasks`,
    token: stack.api.token,
    body: { source: 'feed', query: { url: 'https://shop.example/feed.xml' } },
    connections: 20,
    seconds,
    ratePerS: RATE_PER_S,
  };
  const alone = [];
  const beside = [];
  let lastMs = 0;
  for (let round = 0; round <= rounds; round += 1) {
    const quiet = await measure(load);
    let signedIn: Promise<void> | undefined;
    const busy = await measure(load, () => {
      signedIn = signInAll();
    });
    await signedIn;
    // The first round warms up.
    if (round > 0) {
      alone.push(quiet);
      beside.push(busy);
    }
  }
  async function signInAll(): Promise<void> {
    const tookMs = await Promise.all(Array.from({ length: AT_ONCE }, (_, at) => signIn(`person ${at}`, PASSWORD, 200)));
    lastMs = Math.max(...tookMs);
  }
  const [one, other] = [medianOf(alone), medianOf(beside)];
  return [
    `\`pnpm --filter @goodshunter/load sign-ins\`, ${new Date().toISOString().slice(0, 10)}: load average ${loadavg()[0]?.toFixed(1)}, all on one machine of 2 cores; medians of ${rounds} interleaved rounds of ${seconds} s after one to warm up.`,
    '',
    `| \`POST /api/tasks\`, ${RATE_PER_S} per second | p50, ms | p99, ms | refused |`,
    '| --- | --- | --- | --- |',
    `| alone | ${one.p50Ms.toFixed(1)} | ${one.p99Ms.toFixed(1)} | ${one.refused} |`,
    `| beside ${AT_ONCE} sign-ins at once | ${other.p50Ms.toFixed(1)} | ${other.p99Ms.toFixed(1)} | ${other.refused} |`,
    '',
    `p99 beside sign-ins / alone: ${(other.p99Ms / one.p99Ms).toFixed(2)} (bar: at most 2). The last of the ${AT_ONCE} was in after ${(lastMs / 1000).toFixed(1)} s.`,
  ];
}

/** A wrong password for somebody who is here, and for nobody, in turns. */
async function measureGuesses(): Promise<string[]> {
  const known: number[] = [];
  const unknown: number[] = [];
  for (let index = 0; index < AT_ONCE; index += 1) {
    known.push(await signIn(`person ${index}`, 'a wrong one', 401));
    unknown.push(await signIn(`nobody ${index}`, 'a wrong one', 401));
  }
  const middle = (figures: number[]) => figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
  const [of, without] = [middle(known), middle(unknown)];
  return [
    `A wrong password, ${AT_ONCE} times each in turns, medians: ${of.toFixed(1)} ms for an account, ${without.toFixed(1)} ms for none, ratio ${(of / without).toFixed(2)}.`,
  ];
}
