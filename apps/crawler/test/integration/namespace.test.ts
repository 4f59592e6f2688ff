import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PATIENCE_MS } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import { findBrowser } from '../../src/browser/find-browser.js';
import { ALLOWED_KINDS } from '../namespace/attack-pages.js';
import { FROM_SOURCE } from '../support/start-crawler.js';

const BROWSE = fileURLToPath(new URL('../namespace/browse.ts', import.meta.url));
const UNSHARE = ['--map-root-user', '--net', '--'];

const browserPath = findBrowser(process.env.PATH);
const isPermitted = spawnSync('unshare', [...UNSHARE, 'ip', 'link', 'set', 'lo', 'up']).status === 0;
// In CI a machine that cannot run it is a machine to mend.
const inNamespace = (isPermitted && browserPath !== undefined) || process.env.CI ? it : it.skip;

describe('a browser in a network namespace with canaries on private, metadata and loopback addresses', () => {
  inNamespace('reaches none of them, whatever its pages try', () => {
    const node = [process.execPath, ...FROM_SOURCE, BROWSE, browserPath ?? 'no browser is installed'];
    const { stdout, stderr, status, signal } = spawnSync('unshare', [...UNSHARE, ...node], {
      encoding: 'utf8',
      timeout: 2 * PATIENCE_MS,
    });
    if (status !== 0) throw new Error(`the browser did not run (${signal ?? status}): ${stderr}`);
    const { reachable, hits, reached, outcomes, targets, shopRequests } = JSON.parse(stdout);
    expect(reachable).toEqual({ tcp: 44, udp: 44 });
    expect(hits).toEqual({});
    // What the pages tried did leave the browser: it reached the shop, by every kind that is allowed.
    expect(reached).toEqual(expect.arrayContaining(ALLOWED_KINDS));
    expect(shopRequests).toBeGreaterThan(targets * 4);
    for (const [url, outcome] of Object.entries(outcomes)) {
      expect([url, outcome]).toEqual([url, /\/(attack|control)\//.test(url) ? '200' : 'FORBIDDEN_ADDRESS']);
    }
  });
});
