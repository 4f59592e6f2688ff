// What a local run asks of its services over HTTP; needs nothing installed but Node.
//   local-run.mjs wait-healthy URL SECONDS               resolves when GET URL answers 200
//   local-run.mjs sample-task API_URL TOKEN_FILE SHOP_URL  creates the sample task, once
import { readFileSync } from 'node:fs';

const [command, ...args] = process.argv.slice(2);

async function waitHealthy(url, seconds) {
  const giveUpAt = Date.now() + Number(seconds) * 1000;
  let last = 'no answer';
  while (Date.now() < giveUpAt) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
      if (response.ok) return;
      last = `${response.status} ${await response.text()}`;
    } catch (error) {
      last = error.cause?.code ?? error.name;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} is not healthy after ${seconds} s: ${last}`);
}

/** The same key each time: a second run gets the task of the first one back instead of a new one. */
async function createSampleTask(apiUrl, tokenFile, shopUrl) {
  const authorization = `Bearer ${readFileSync(tokenFile, 'utf8').trim()}`;
  const response = await fetch(`${apiUrl}/api/tasks`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json', 'idempotency-key': `sample-task:${shopUrl}` },
    body: JSON.stringify({
      name: 'Everything in the demo shop',
      source: 'shopify',
      query: { url: shopUrl },
      intervalSeconds: 10,
    }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Error(`the sample task was refused: ${response.status} ${await response.text()}`);
  const { id } = (await response.json()).task;
  // Guests see the demo.
  const path = `${apiUrl}/api/tasks/${id}/guests`;
  const shown = await fetch(path, { method: 'PUT', headers: { authorization }, signal: AbortSignal.timeout(10_000) });
  if (!shown.ok) throw new Error(`the sample task was not shown to guests: ${shown.status} ${await shown.text()}`);
  console.log(id);
}

const commands = { 'wait-healthy': waitHealthy, 'sample-task': createSampleTask };
try {
  await commands[command](...args);
} catch (error) {
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
}
