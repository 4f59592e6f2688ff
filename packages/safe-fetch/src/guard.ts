import { lookup as dnsLookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { DnsError, ForbiddenAddressError, type RefusalReason } from './errors.js';
import { isPublicAddress } from './public-address.js';

export interface ResolvedAddress {
  address: string;
  family: 4 | 6;
}

/** Every address of a name; rejects when there is none. */
export type Lookup = (hostname: string) => Promise<ResolvedAddress[]>;

export interface GuardOptions {
  /** Exact `host:port` pairs that are open whatever they resolve to, such as `localhost:8084` or `[::1]:8084`. */
  allowHosts?: readonly string[];
  /** Ports that may be asked for on public hosts. @default 80 and 443 */
  allowPorts?: readonly number[];
  /** @default the system's resolver, all addresses */
  lookup?: Lookup;
}

export type UrlCheck = { ok: true; url: URL } | { ok: false; reason: RefusalReason; message: string };

export interface Guard {
  /**
   * What can be said of a URL without asking anybody: http(s), no credentials, an open port, and no literal (in any
   * spelling) or name that cannot be public. `message` is a clause for people: "must ...".
   */
  checkUrl(url: string | URL): UrlCheck;
  /**
   * The addresses a connection to host and port may use. `hostname` as in `URL.hostname`.
   * @throws {ForbiddenAddressError} when one of its addresses is not public; {@link DnsError} when it has none.
   */
  resolve(hostname: string, port: number): Promise<ResolvedAddress[]>;
  /** Whether the operator opened exactly this host and port. */
  isOpened(hostname: string, port: number): boolean;
}

/** Names that never mean a public host: RFC 6761, 6762, 8375, and what clouds and clusters use inside. */
const INTERNAL_NAME = /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|corp|test|invalid|home\.arpa)$/;

/** @throws {ForbiddenAddressError} when an entry of `allowHosts` is not a `host:port` pair. */
export function createGuard(options: GuardOptions = {}): Guard {
  const { allowHosts = [], allowPorts = [80, 443], lookup = lookupAll } = options;
  const opened = new Set(allowHosts.map(parsePair));
  const isOpened = (hostname: string, port: number) => opened.has(`${bare(hostname)}:${port}`);

  function checkUrl(input: string | URL): UrlCheck {
    let url: URL;
    try {
      url = new URL(input);
    } catch {
      return refuse('invalid_url', 'must be a valid URL');
    }
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return refuse('scheme', 'must be an http or https URL');
    if (url.username || url.password) return refuse('credentials', 'must not contain a user name or password');
    const port = portOf(url);
    if (isOpened(url.hostname, port)) return { ok: true, url };
    const hostname = bare(url.hostname);
    if (isIP(hostname) !== 0) {
      if (!isPublicAddress(hostname)) return refuse('address', 'must not point to a private or reserved address');
    } else if (!hostname.includes('.') || INTERNAL_NAME.test(hostname)) {
      return refuse('host', 'must name a public host');
    }
    if (!allowPorts.includes(port)) return refuse('port', `must use port ${allowPorts.join(' or ')}`);
    return { ok: true, url };
  }

  async function resolve(hostname: string, port: number): Promise<ResolvedAddress[]> {
    const name = bare(hostname);
    const addresses = await addressesOf(name, lookup);
    if (!isOpened(name, port) && !addresses.every(({ address }) => isPublicAddress(address))) {
      throw new ForbiddenAddressError('address', 'the host resolves to a private or reserved address');
    }
    return addresses;
  }

  return { checkUrl, resolve, isOpened };
}

async function addressesOf(name: string, lookup: Lookup): Promise<ResolvedAddress[]> {
  const family = isIP(name);
  if (family !== 0) return [{ address: name, family: family === 4 ? 4 : 6 }];
  let addresses: ResolvedAddress[];
  try {
    addresses = await lookup(name);
  } catch (error) {
    throw new DnsError({ cause: error });
  }
  if (addresses.length === 0) throw new DnsError();
  return addresses;
}

async function lookupAll(hostname: string): Promise<ResolvedAddress[]> {
  const found = await dnsLookup(hostname, { all: true, verbatim: true });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
}

function refuse(reason: RefusalReason, message: string): UrlCheck {
  return { ok: false, reason, message };
}

/** Port of a URL, the scheme's own one included. */
export function portOf(url: URL): number {
  return url.port ? Number(url.port) : url.protocol === 'https:' ? 443 : 80;
}

/** Without the brackets of IPv6 and the dot that ends an absolute name. */
function bare(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
}

function parsePair(pair: string): string {
  const port = Number(/:(\d{1,5})$/.exec(pair)?.[1] ?? 0);
  const url = URL.canParse(`http://${pair}`) ? new URL(`http://${pair}`) : undefined;
  if (!url || port < 1 || url.pathname !== '/' || url.username || url.search || url.hash) {
    throw new ForbiddenAddressError('invalid_url', `"${pair}" is not a host:port pair`);
  }
  return `${bare(url.hostname)}:${port}`;
}
