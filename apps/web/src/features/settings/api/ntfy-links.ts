export interface NtfyLinks {
  /** For any camera and browser: the topic's page, which subscribes, too. */
  web: string;
  /** For a phone that has the Android app: opens it there, and subscribes. */
  app: string;
}

const TOPIC = /^[A-Za-z0-9_-]{1,64}$/;

/** Where somebody subscribes to a topic of an ntfy server; undefined while the two are not whole. */
export function ntfyLinks(server: unknown, topic: unknown): NtfyLinks | undefined {
  if (typeof server !== 'string' || typeof topic !== 'string' || !TOPIC.test(topic) || !URL.canParse(server)) return;
  const { protocol, host, origin } = new URL(server);
  if (protocol !== 'https:' && protocol !== 'http:') return;
  // The app takes https where it is told nothing.
  return { web: `${origin}/${topic}`, app: `ntfy://${host}/${topic}${protocol === 'http:' ? '?secure=false' : ''}` };
}
