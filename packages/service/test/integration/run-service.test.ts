import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { waitFor } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';

const SMALL = fileURLToPath(new URL('../support/small-service.ts', import.meta.url));

function start(how: string) {
  const args = ['--conditions=@goodshunter/source', '--import', 'tsx', SMALL, how];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  return { child, errors: text(child.stderr), ended: once(child, 'exit') };
}

describe('runService', () => {
  it.each([
    ['well', 0, 'small stopped'],
    ['badly', 1, 'small did not stop cleanly'],
    ['never', 1, 'small took too long to stop'],
  ])('that stops %s ends with %i after two signals, and says "%s"', async (how, code, last) => {
    const { child, ended } = start(how);
    const lines = createInterface(child.stdout);
    const messages: string[] = [];
    lines.on('line', (line) => messages.push(JSON.parse(line).msg));
    await waitFor(() => messages.includes('small listening'));
    child.kill('SIGTERM');
    await waitFor(() => messages.includes('small stopping'));
    child.kill('SIGINT');
    expect(await ended).toEqual([code, null]);
    await waitFor(() => messages.length === 3);
    expect(messages).toEqual(['small listening', 'small stopping', last]);
  });

  it('stops what was still starting when the signal came', async () => {
    const { child, ended } = start('slowly');
    const messages: string[] = [];
    createInterface(child.stdout).on('line', (line) => messages.push(JSON.parse(line).msg));
    await waitFor(() => messages.includes('small starting'));
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    await waitFor(() => messages.length === 4);
    expect(messages).toEqual(['small starting', 'small listening', 'small stopping', 'small stopped']);
  });

  it('says a wrong setting in plain words, and anything else in a log line, and ends with 1', async () => {
    const wrong = start('wrong setting');
    expect(await wrong.ended).toEqual([1, null]);
    expect(await wrong.errors).toBe('The configuration cannot be used:\n  small.port: is no port\n');
    const broken = start('broken');
    const output = text(broken.child.stdout);
    expect(await broken.ended).toEqual([1, null]);
    expect(JSON.parse(await output)).toMatchObject({ msg: 'small could not start', error: { message: 'no luck' } });
  });
});
