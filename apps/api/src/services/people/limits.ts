import type { RefusalReason } from '@goodshunter/contracts/api';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { TooManyRequestsError } from '../../errors.js';
import { networkOf } from './network-of.js';

/** What is limited: how often in how many seconds. */
const RULES = {
  /** Failed sign-ins, by address. */
  signInAddress: { points: 30, duration: 900 },
  /** Failed sign-ins, by account. */
  signInAccount: { points: 10, duration: 900 },
  /** Wrong codes after a right password, by account. */
  secondFactor: { points: 10, duration: 3600 },
  /** Wrong codes of links and letters, by address. */
  code: { points: 20, duration: 900 },
  /** Wrong API tokens, by address. */
  token: { points: 30, duration: 60 },
  /** Cookies of sessions that are not, or no more, by address. */
  session: { points: 120, duration: 60 },
  /** Links that are not, or no more: feeds and what is shown to anybody, by address. */
  link: { points: 60, duration: 60 },
  /** Sign-ins begun by passkey or at the provider, by address: each is kept until it is answered. */
  signInBegun: { points: 60, duration: 900 },
  /** Letters that are asked for, by who asks and by the address that they go to. */
  letter: { points: 5, duration: 3600 },
  /** Links by which a channel is found, by account. */
  channelSetup: { points: 20, duration: 3600 },
  /** Tests of channels, by account. */
  channelTest: { points: 20, duration: 600 },
  /** Accounts made by oneself, by address. */
  register: { points: 10, duration: 3600 },
} as const;

export type LimitName = keyof typeof RULES;

/** Counted by the network of the client: see {@link networkOf}. */
const BY_ADDRESS: ReadonlySet<LimitName> = new Set([
  'signInAddress',
  'code',
  'token',
  'session',
  'link',
  'signInBegun',
  'register',
]);

const REASONS = {
  signInAddress: 'wait_sign_in_address',
  signInAccount: 'wait_sign_in_account',
  secondFactor: 'wait_second_factor',
  code: 'wait_code',
  token: 'wait_token',
  session: 'wait_session',
  link: 'wait_link',
  signInBegun: 'wait_begun',
  letter: 'wait_letter',
  channelSetup: 'wait_channel_setup',
  channelTest: 'wait_channel_test',
  register: 'wait_register',
} as const satisfies Record<LimitName, RefusalReason>;

/** The part of an ioredis client that limits need. */
export type LimitStore = object;

export interface LimitsOptions {
  /** Shared by all replicas while it answers; each counts for itself while it does not. Absent: each for itself. */
  redis?: LimitStore | undefined;
}

export interface Limits {
  /** @throws {TooManyRequestsError} when the key has been counted too often. Counts nothing. */
  check(name: LimitName, key: string): Promise<void>;
  /** Counts one. @throws {TooManyRequestsError} when it was one too many. */
  count(name: LimitName, key: string): Promise<void>;
  /** Counts one less: what was counted beforehand was no failure after all. */
  giveBack(name: LimitName, key: string): Promise<void>;
  /** Forgets what was counted, after a success. */
  forget(name: LimitName, key: string): Promise<void>;
}

/** Limits that hold with Redis away too: its insurance counts in memory, and takes over at once. */
export function createLimits({ redis }: LimitsOptions = {}): Limits {
  const limiters = Object.fromEntries(
    Object.entries(RULES).map(([name, rule]) => {
      const memory = new RateLimiterMemory({ ...rule, keyPrefix: name });
      const options = { ...rule, keyPrefix: `goodshunter:limit:${name}`, insuranceLimiter: memory };
      return [
        name,
        redis ? new RateLimiterRedis({ ...options, storeClient: redis, rejectIfRedisNotReady: true }) : memory,
      ];
    }),
  ) as unknown as Record<LimitName, RateLimiterAbstract>;

  const keyOf = (name: LimitName, key: string) => (BY_ADDRESS.has(name) ? networkOf(key) : key);
  const refuse = (name: LimitName, waitMs: number) =>
    new TooManyRequestsError([REASONS[name], { minutes: Math.max(1, Math.ceil(waitMs / 60_000)) }], waitMs);

  return {
    async check(name, key) {
      const state = await limiters[name].get(keyOf(name, key));
      if (state && state.consumedPoints >= RULES[name].points) throw refuse(name, state.msBeforeNext);
    },
    async count(name, key) {
      try {
        await limiters[name].consume(keyOf(name, key));
      } catch (error) {
        if (error instanceof RateLimiterRes) throw refuse(name, error.msBeforeNext);
        throw error;
      }
    },
    async giveBack(name, key) {
      await limiters[name].reward(keyOf(name, key));
    },
    async forget(name, key) {
      await limiters[name].delete(keyOf(name, key));
    },
  };
}
