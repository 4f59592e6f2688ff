import { API_HOSTS } from '@goodshunter/contracts/sources';

const API_HOST_OF = new Map<string, string>(Object.entries(API_HOSTS));
/** No name that resolves is longer; what is cut here fails at the crawler. */
const LONGEST_HOST = 255;

/**
 * The host (with its port, unless it is the scheme's own) that a task looks at: the API's of its source, else that of its URL.
 * Undefined when it names none.
 */
export function hostOf(source: string, query: Record<string, unknown>): string | undefined {
  const apiHost = API_HOST_OF.get(source);
  if (apiHost !== undefined) return apiHost;
  if (typeof query.url !== 'string' || !URL.canParse(query.url)) return undefined;
  // A dot at the end names the same host.
  const host = new URL(query.url).host.replace(/\.(?=:\d+$|$)/, '').slice(0, LONGEST_HOST);
  return host === '' ? undefined : host;
}
