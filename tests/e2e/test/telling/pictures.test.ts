import { type DoubleCall, type Stack, startDiscord, startStack, waitFor } from '@goodshunter/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { controlShop, huntDemoShop } from '../support.js';

const PATH = '/api/webhooks/1/token';

let discord: Awaited<ReturnType<typeof startDiscord>>;
let stack: Stack;

beforeAll(async () => {
  discord = await startDiscord({ path: PATH });
  stack = await startStack({
    env: { NOTIFY_ALLOW_HOSTS: discord.host, NOTIFY_SECRET_KEY: 'the secret of these tests and of nothing else' },
  });
});
afterAll(async () => {
  await stack?.stop();
  await discord?.close();
});

async function pictureOf({ bytes, headers }: DoubleCall): Promise<Buffer | undefined> {
  const type = headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return undefined;
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  const file = form.get('files[0]');
  return file === null || typeof file === 'string' ? undefined : Buffer.from(await file.arrayBuffer());
}

it('tells of a listing with its picture: from the shop by the crawler to the service, small and as JPEG', async () => {
  const { status } = await stack.api.call('POST', '/api/channels', {
    name: 'Family',
    kind: 'discord',
    config: { url: `${discord.url}${PATH}` },
  });
  expect(status).toBe(201);
  await huntDemoShop(stack);
  // One that comes late goes without; the next one has it.
  let added = 0;
  const picture = await waitFor(
    async () => {
      added += 1;
      await controlShop(stack, 'add', { title: `A camera with a picture ${added}`, priceMinor: 12_300 });
      const before = discord.calls.length;
      await waitFor(() => discord.calls.length > before, { what: 'a message' });
      const found = await Promise.all(discord.calls.map(pictureOf));
      return found.find((one) => one !== undefined);
    },
    { what: 'a message with a picture' },
  );
  expect([...picture.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
  expect(picture.length).toBeLessThan(300_000);
});
