import { isIP } from 'node:net';
import { parseDuration } from './duration.js';

/** The value each format has once it is loaded. */
export interface FormatValues {
  /** true or false; `1`, `0`, `yes`, `no`, `on`, `off` in the environment. */
  switch: boolean;
  /** Any text that is not empty. */
  text: string;
  /** Any text, also none. */
  'optional-text': string;
  /** A whole number within `min` and `max`. */
  whole: number;
  /** A number within `min` and `max`. */
  decimal: number;
  /** A TCP port; 0 means any free one. */
  port: number;
  /** Written as `1m0s`, loaded as milliseconds. */
  duration: number;
  /** host:port */
  address: string;
  /** Comma-separated host:port pairs; none is fine. */
  'address-list': string[];
  /** Comma-separated names of hosts, with a port where it is not the usual one; none is fine. */
  'host-list': string[];
  /** An http or https URL. */
  'http-url': string;
  /** Comma-separated http or https URLs, at least one, without a trailing slash. */
  'http-url-list': string[];
  /** mysql://user:password@host:port/database */
  'mysql-url': string;
  /** Comma-separated addresses or networks such as 10.0.0.0/8; none is fine. */
  'network-list': string[];
  /** An http or https URL, or none. */
  'optional-http-url': string;
  /** mysql://user:password@host:port/database, or none. */
  'optional-mysql-url': string;
  /** How accounts come to be. */
  registration: 'closed' | 'invite' | 'open';
  /** `member:200,guest:0`: a number by role; roles that are not named have no limit. */
  'role-limits': Readonly<Record<string, number>>;
  /** How much is logged. */
  level: 'debug' | 'info' | 'warn' | 'error';
}

export type FormatName = keyof FormatValues;

/** Bounds of `whole` and `decimal`. */
export interface Bounds {
  min?: number;
  max?: number;
}

interface Format {
  /** Turns what was written into the value; returns it unchanged when it makes no sense of it. */
  parse(text: string): unknown;
  /** What is wrong with a parsed value, said as what it must be; undefined when it is right. */
  check(value: unknown, bounds: Bounds): string | undefined;
}

const SWITCHES: Record<string, boolean> = {
  true: true,
  1: true,
  yes: true,
  on: true,
  false: false,
  0: false,
  no: false,
  off: false,
};
const LEVELS = ['debug', 'info', 'warn', 'error'];

const keep = (text: string): unknown => text;
// Not parseInt, which reads "80abc" as 80 and "1e3" as 1.
const parseNumber = (text: string): unknown => (/^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text);
const parseList = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
const when = (isRight: boolean, mustBe: string): string | undefined => (isRight ? undefined : mustBe);
const isText = (value: unknown): value is string => typeof value === 'string';
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);

export const FORMATS: Record<FormatName, Format> = {
  switch: {
    parse: (text) => SWITCHES[text.trim().toLowerCase()] ?? text,
    check: (value) => when(typeof value === 'boolean', 'must be true or false'),
  },
  text: {
    parse: keep,
    check: (value) => when(isText(value) && value.trim() !== '', 'must be a text that is not empty'),
  },
  'optional-text': { parse: keep, check: (value) => when(isText(value), 'must be a text') },
  whole: {
    parse: parseNumber,
    check: (value, bounds) =>
      when(Number.isSafeInteger(value) && isWithin(value, bounds), `must be a whole number${describeBounds(bounds)}`),
  },
  decimal: {
    parse: parseNumber,
    check: (value, bounds) =>
      when(Number.isFinite(value) && isWithin(value, bounds), `must be a number${describeBounds(bounds)}`),
  },
  port: {
    parse: parseNumber,
    check: (value) =>
      when(
        Number.isSafeInteger(value) && isWithin(value, { min: 0, max: 65_535 }),
        'must be a port between 1 and 65535, or 0 for any free one',
      ),
  },
  duration: {
    parse: (text) => parseDuration(text.trim()) ?? text,
    check: (value) =>
      when(
        typeof value === 'number' && value > 0,
        'must be a duration such as 30s, 1m0s or 168h0m0s (units h, m, s, ms), longer than 0',
      ),
  },
  address: {
    parse: (text) => text.trim(),
    check: (value) => when(isAddress(value), 'must be host:port, such as localhost:6380'),
  },
  'address-list': {
    parse: parseList,
    check: (value) =>
      when(isTexts(value) && value.every(isAddress), 'must be host:port pairs separated by commas, or empty'),
  },
  'host-list': {
    parse: parseList,
    check: (value) =>
      when(
        isTexts(value) && value.every(isHost),
        'must be names of hosts (shop.example, or shop.example:8443) separated by commas, or empty',
      ),
  },
  'http-url': {
    parse: (text) => text.trim(),
    check: (value) => when(isHttpUrl(value), 'must be an http or https URL'),
  },
  'http-url-list': {
    parse: (text) => parseList(text).map((url) => url.replace(/\/+$/, '')),
    check: (value) =>
      when(
        isTexts(value) && value.length > 0 && value.every(isHttpUrl),
        'must be http or https URLs separated by commas, at least one',
      ),
  },
  'mysql-url': {
    parse: (text) => text.trim(),
    check: (value) =>
      when(isMysqlUrl(value), 'must look like mysql://user:password@host:port/database (special characters as %XX)'),
  },
  'network-list': {
    parse: parseList,
    check: (value) =>
      when(
        isTexts(value) && value.every(isNetwork),
        'must be addresses or networks (10.0.0.0/8, 192.168.1.2, fd00::/8) separated by commas, or empty',
      ),
  },
  'optional-mysql-url': {
    parse: (text) => text.trim(),
    check: (value) =>
      when(
        value === '' || isMysqlUrl(value),
        'must look like mysql://user:password@host:port/database (special characters as %XX), or be empty',
      ),
  },
  'optional-http-url': {
    parse: (text) => text.trim().replace(/\/+$/, ''),
    check: (value) => when(value === '' || isHttpUrl(value), 'must be an http or https URL, or empty'),
  },
  registration: {
    parse: (text) => text.trim().toLowerCase(),
    check: (value) =>
      when(value === 'closed' || value === 'invite' || value === 'open', 'must be one of closed, invite, open'),
  },
  'role-limits': {
    parse: parseRoleLimits,
    check: (value) =>
      when(
        typeof value === 'object' && value !== null,
        'must be whole numbers by role, such as member:200,guest:0 (roles: admin, member, guest)',
      ),
  },
  level: {
    parse: (text) => text.trim().toLowerCase(),
    check: (value) => when(isText(value) && LEVELS.includes(value), `must be one of ${LEVELS.join(', ')}`),
  },
};

/** Unchanged when it makes no sense. */
function parseRoleLimits(text: string): unknown {
  const limits: Record<string, number> = {};
  for (const part of parseList(text)) {
    const match = /^(admin|member|guest) *: *(\d{1,9})$/.exec(part);
    if (!match) return text;
    limits[match[1] as string] = Number(match[2]);
  }
  return limits;
}

function isNetwork(value: string): boolean {
  const [address = '', bits, ...rest] = value.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function isWithin(value: unknown, { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: Bounds): boolean {
  return typeof value === 'number' && value >= min && value <= max;
}

function describeBounds({ min, max }: Bounds): string {
  if (min !== undefined && max !== undefined) return ` between ${min} and ${max}`;
  if (min !== undefined) return ` of at least ${min}`;
  return max === undefined ? '' : ` of at most ${max}`;
}

function isAddress(value: unknown): boolean {
  const match = isText(value) ? /^(?:\[[\da-f:.]+\]|[^\s:/@,[\]]+):(\d{1,5})$/i.exec(value) : null;
  return match !== null && isWithin(Number(match[1]), { min: 1, max: 65_535 });
}

/** Without scheme, path, user and wildcards. */
function isHost(value: string): boolean {
  return /^[^\s/?#@*\\]+$/.test(value) && URL.canParse(`http://${value}`);
}

function isHttpUrl(value: unknown): boolean {
  return isText(value) && /^https?:\/\//i.test(value) && URL.canParse(value);
}

function isMysqlUrl(value: unknown): boolean {
  if (!isText(value) || !URL.canParse(value)) return false;
  const url = new URL(value);
  return ['mysql:', 'mariadb:'].includes(url.protocol) && url.hostname !== '' && /^\/[^/]+$/.test(url.pathname);
}
