import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

const PREFIX = 'sealed:';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
const MASK = '…';

/** A secret cannot be sealed or opened with the keys that this process was given. Bringing the key back mends it. */
export class SealKeyError extends Error {
  readonly code = 'SEAL_KEY';
  override readonly name = 'SealKeyError';

  /** `problem`: such as "is missing". */
  constructor(problem: string) {
    super(`NOTIFY_SECRET_KEY ${problem}`);
  }
}

type Config = Record<string, unknown>;

/** Keeps the secret fields of channels' configurations encrypted at rest (AES-256-GCM). */
export interface Sealer {
  readonly hasKey: boolean;
  /** @throws {SealKeyError} where there is no key and something to seal. */
  seal(config: Config, secretFields: readonly string[]): Config;
  /** What is not sealed stays as it is. @throws {SealKeyError} when no key fits. */
  open(config: Config, secretFields: readonly string[]): Config;
  /** For answers: of each secret its last four characters, where it has more than eight. */
  mask(config: Config, secretFields: readonly string[]): Config;
  /** Whether a secret was sent back as `mask` answered it. */
  isMask(value: unknown): boolean;
  /** A key for something else, derived from the first key. @throws {SealKeyError} */
  deriveKey(purpose: string): Buffer;
}

interface Key {
  id: string;
  bytes: Buffer;
}

/**
 * @param keys separated by commas: the first one seals, all of them open, so that a key can be replaced: put the new one in front, let
 *   channels be saved anew, take the old one away
 */
export function createSealer(keys: string): Sealer {
  const known = keys
    .split(',')
    .map((key) => key.trim())
    .filter(Boolean)
    .map(deriveSealKey);

  function sealText(text: string): string {
    const [key] = known;
    if (key === undefined) throw new SealKeyError('is missing: give api and schedulers the same key');
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key.bytes, iv);
    const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${PREFIX}${key.id}:${sealed.toString('base64url')}`;
  }

  function openText(sealed: string): string {
    const [, id = '', data = ''] = /^sealed:([^:]*):(.*)$/.exec(sealed) ?? [];
    const key = known.find((candidate) => candidate.id === id);
    if (key === undefined) {
      throw new SealKeyError(known.length === 0 ? 'is missing' : 'is not the one that this channel was kept with');
    }
    const bytes = Buffer.from(data, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, bytes.subarray(0, IV_BYTES));
    try {
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      return decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      throw new SealKeyError('does not open what is stored: it was altered');
    }
  }

  const change = (config: Config, fields: readonly string[], work: (text: string) => string): Config => {
    const changed = { ...config };
    for (const field of fields) {
      const value = config[field];
      if (typeof value === 'string' && value !== '') changed[field] = work(value);
    }
    return changed;
  };
  const openAll = (config: Config, fields: readonly string[]) =>
    change(config, fields, (text) => (text.startsWith(PREFIX) ? openText(text) : text));

  return {
    hasKey: known.length > 0,
    seal: (config, fields) => change(config, fields, (text) => (text.startsWith(PREFIX) ? text : sealText(text))),
    open: openAll,
    mask(config, fields) {
      let opened = config;
      try {
        opened = openAll(config, fields);
      } catch (error) {
        if (!(error instanceof SealKeyError)) throw error;
        return change(config, fields, () => MASK);
      }
      return change(opened, fields, maskText);
    },
    isMask: (value) => typeof value === 'string' && value.startsWith(MASK),
    deriveKey(purpose) {
      const [first] = keys.split(',');
      if (!first?.trim()) throw new SealKeyError('is missing: give api and schedulers the same key');
      return Buffer.from(hkdfSync('sha256', first.trim(), '', `goodshunter ${purpose}`, KEY_BYTES));
    },
  };
}

function deriveSealKey(text: string): Key {
  const bytes = Buffer.from(hkdfSync('sha256', text, '', 'goodshunter channel secrets', KEY_BYTES));
  return { bytes, id: createHash('sha256').update(bytes).digest('base64url').slice(0, 8) };
}

function maskText(text: string): string {
  return text.length > 8 ? MASK + text.slice(-4) : MASK;
}
