import { startApiDouble } from '../api-double.js';

/** Stands in for an Apprise API server (https://github.com/caronc/apprise-api): stateless `/notify`, and `/notify/KEY` of what it keeps. */
export async function startApprise({ keys }: { keys: readonly string[] }) {
  return startApiDouble(({ path, body }) => {
    const { urls, body: text = '' } = JSON.parse(body) as { urls?: string; body?: string };
    if (text === '') return { status: 400, body: { error: 'Payload lacks minimum requirements.' } };
    const key = /^\/notify\/([\w-]+)$/.exec(path)?.[1];
    if (key !== undefined) return keys.includes(key) ? { body: '' } : { status: 204 };
    if (path !== '/notify') return { status: 404, body: '' };
    if (!urls) return { status: 204 };
    if (urls.includes('broken://'))
      return { status: 424, body: { error: 'One or more notification could not be sent.' } };
    return { body: '' };
  });
}
