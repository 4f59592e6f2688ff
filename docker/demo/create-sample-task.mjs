// Creates the task of the first minute: cameras in the demo shop, looked for every 5 seconds. Safe to run again: the
// Idempotency-Key makes a second run answer the same task.
import { readFileSync } from 'node:fs';

const {
  API_URL = 'http://api:8081',
  SHOP_URL = 'http://demo-shop:8084',
  ADMIN_TOKEN_FILE = '/data/admin-token',
} = process.env;

const headers = {
  'Content-Type': 'application/json',
  Authorization: `Bearer ${readFileSync(ADMIN_TOKEN_FILE, 'utf8').trim()}`,
};

const answer = await fetch(`${API_URL}/api/tasks`, {
  method: 'POST',
  headers: { ...headers, 'Idempotency-Key': 'goodshunter-demo-sample-task' },
  body: JSON.stringify({
    name: 'Cameras in the demo shop',
    source: 'shopify',
    query: { url: SHOP_URL },
    keyword: 'camera',
    currency: 'EUR',
    intervalSeconds: 5,
  }),
  signal: AbortSignal.timeout(10_000),
});
const text = await answer.text();
console.log(
  JSON.stringify({
    level: answer.ok ? 'info' : 'error',
    service: 'sample-task',
    msg: 'sample task',
    status: answer.status,
    answer: text,
  }),
);
// Guests see the demo.
const shown = answer.ok
  ? await fetch(`${API_URL}/api/tasks/${JSON.parse(text).task.id}/guests`, {
      method: 'PUT',
      headers,
      signal: AbortSignal.timeout(10_000),
    })
  : answer;
process.exitCode = shown.ok ? 0 : 1;
