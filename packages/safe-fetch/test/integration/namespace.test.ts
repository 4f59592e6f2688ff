import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PATIENCE_MS } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';

const ATTACK = fileURLToPath(new URL('../namespace/attack.ts', import.meta.url));
const UNSHARE = ['--map-root-user', '--net', '--'];

const isPermitted = spawnSync('unshare', [...UNSHARE, 'ip', 'link', 'set', 'lo', 'up']).status === 0;
// In CI a machine that cannot run it is a machine to mend.
const inNamespace = isPermitted || process.env.CI ? it : it.skip;

describe('in a network namespace with canaries on private, metadata and loopback addresses', () => {
  inNamespace('no spelling, redirect or DNS answer reaches a canary', () => {
    const node = [process.execPath, '--conditions=@goodshunter/source', '--import', 'tsx', ATTACK];
    const { stdout, stderr, status } = spawnSync('unshare', [...UNSHARE, ...node], {
      encoding: 'utf8',
      timeout: 2 * PATIENCE_MS,
    });
    if (status !== 0) throw new Error(`the attack did not run: ${stderr}`);
    const { reachable, attacks, hits, outcomes } = JSON.parse(stdout);
    expect(reachable).toBe(15);
    expect(attacks).toBeGreaterThan(90);
    expect(hits.canaries).toBe(0);
    // The shop was reached for each redirect, and by the flipping names while they were public.
    expect(hits.shop).toBeGreaterThan(attacks);
    // One spelling is a path of the shop when it is a redirect, one is no place at all.
    expect(outcomes).toEqual({ 200: expect.any(Number), BAD_REDIRECT: 1, FORBIDDEN_ADDRESS: expect.any(Number) });
    expect(outcomes.FORBIDDEN_ADDRESS).toBeGreaterThan(attacks * 2 - 20);
  });
});
