/** What a pasted text is an address of: a kind of channel, and what of its fields the text says. */
export interface Recognised {
  kind: string;
  config: Record<string, unknown>;
}

const MAIL = /^(?:mailto:)?([^\s@/:<>"]+@[^\s@/:<>"]+\.[^\s@/:<>".?]{2,})(?:\?\S*)?$/i;
const MATRIX_ROOM = /^[!#][^\s:]{1,200}:[^\s]{1,200}$/;
const MATRIX_PERSON = /^@[^\s:]{1,200}:[^\s:]+\.[^\s]+$/;
const BOT_TOKEN = /^\d{3,20}:[\w-]{30,100}$/;
const TOPIC = /^[A-Za-z0-9_-]{1,64}$/;
const WITHOUT_SCHEME = /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?\/\S*$/i;
const WITH_SCHEME = /^([a-z][a-z0-9+.-]*):\/\/\S+$/i;
/** Not addresses of a service: what a browser opens by itself. */
const OTHER_SCHEMES = new Set(['file', 'ftp', 'ws', 'wss', 'javascript', 'data', 'blob', 'about', 'chrome']);

/**
 * Which kinds a pasted address may be of, the likeliest first; none for words. Where a service's own address is not
 * whole (an invitation, say), its kind comes with the text as it was, and the API says at the field what is wrong.
 */
export function recogniseChannel(pasted: string): Recognised[] {
  const text = pasted.trim();
  const mail = MAIL.exec(text);
  if (mail) return [{ kind: 'email', config: { address: mail[1] } }];
  if (MATRIX_ROOM.test(text)) return [{ kind: 'matrix', config: { roomId: text } }];
  if (MATRIX_PERSON.test(text)) return [{ kind: 'matrix', config: {} }];
  if (BOT_TOKEN.test(text)) return [{ kind: 'telegram', config: { botToken: text } }];
  const address = WITHOUT_SCHEME.test(text) ? `https://${text}` : text;
  const scheme = WITH_SCHEME.exec(address)?.[1]?.toLowerCase();
  if (scheme === undefined || OTHER_SCHEMES.has(scheme) || !URL.canParse(address)) return [];
  const url = new URL(address);
  if (scheme === 'http' || scheme === 'https') return recogniseWeb(url, address);
  if (scheme === 'mqtt' || scheme === 'mqtts') return [recogniseBroker(url)];
  if (scheme === 'ntfy') return recogniseNtfyApp(url);
  if (scheme === 'tg') return [{ kind: 'telegram', config: {} }];
  return [{ kind: 'apprise', config: { urls: address } }];
}

function recogniseWeb(url: URL, address: string): Recognised[] {
  const host = url.hostname.replace(/^www\./, '');
  const is = (...names: string[]) => names.some((name) => host === name || host.endsWith(`.${name}`));
  const webhook = { kind: 'webhook', config: { url: address } };
  if (is('discord.com', 'discordapp.com', 'discord.gg')) return [{ kind: 'discord', config: { url: address } }];
  if (is('slack.com', 'slack-gov.com')) return [{ kind: 'slack', config: { url: address } }];
  // A link to a chat does not say its number, which the set-up finds.
  if (is('t.me', 'telegram.me', 'telegram.org')) return [{ kind: 'telegram', config: {} }];
  if (is('matrix.to')) return [{ kind: 'matrix', config: roomOf(url) }];
  const [first = '', ...rest] = url.pathname.replace(/\/+$/, '').slice(1).split('/');
  if (host === 'ntfy.sh' || (host.startsWith('ntfy.') && rest.length === 0))
    return [ntfyOf(url.origin, first), ...(host === 'ntfy.sh' ? [] : [webhook])];
  if (first === 'notify' && rest.length === 1 && /^[\w-]{1,128}$/.test(rest[0] ?? ''))
    return [{ kind: 'apprise', config: { server: url.origin, key: rest[0] } }, webhook];
  // Mattermost and Rocket.Chat take what Slack takes.
  if (first === 'hooks' && rest.length > 0) return [{ kind: 'slack', config: { url: address } }, webhook];
  return [webhook];
}

function ntfyOf(server: string, topic: string): Recognised {
  return { kind: 'ntfy', config: { server, ...(TOPIC.test(topic) ? { topic } : {}) } };
}

/** `ntfy://host/topic`, as the app has it: https where it is told nothing. */
function recogniseNtfyApp({ host, pathname, searchParams }: URL): Recognised[] {
  const protocol = searchParams.get('secure') === 'false' ? 'http' : 'https';
  return [ntfyOf(`${protocol}://${host}`, pathname.slice(1))];
}

function recogniseBroker({ protocol, host, username, password, pathname }: URL): Recognised {
  const topic = pathname.replace(/^\/|\/$/g, '');
  return {
    kind: 'mqtt',
    config: {
      url: `${protocol}//${host}`,
      ...(username === '' ? {} : { username: decode(username) }),
      ...(password === '' ? {} : { password: decode(password) }),
      ...(topic === '' ? {} : { topic }),
    },
  };
}

/** `https://matrix.to/#/!room:example.org?via=..` */
function roomOf({ hash }: URL): Record<string, unknown> {
  const room = decode(hash.replace(/^#\/?/, '').replace(/[?/].*$/, ''));
  return MATRIX_ROOM.test(room) ? { roomId: room } : {};
}

/** What is no percent-encoding stays as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
