import type { Guard } from '@goodshunter/safe-fetch';
import type { z } from 'zod';
import type { Answer } from './answer.js';
import type { Telling } from './news.js';

/** What a kind may use of the house. */
export interface SendContext {
  /** As it is stored: see `resolveChannelSecret`; empty for kinds that sign nothing. */
  secret: string;
  /** Total time for the attempt, in ms. */
  deadlineMs: number;
}

export interface FieldProblem {
  field: string;
  /** A clause for people: "must ...". */
  message: string;
}

export type ChannelGroup = 'push' | 'chat' | 'mail' | 'machines';

/**
 * A way to tell people. `render` is pure and knows the service's limits; `send` makes one attempt, never rejects, and says in which
 * class its answer falls.
 */
export interface ChannelKind<Config extends object = object, Rendered = unknown> {
  readonly kind: string;
  /** As its makers write it. */
  readonly name: string;
  readonly group: ChannelGroup;
  /** How a person connects it: pastes an address, types a code, follows a link, or clicks. */
  readonly setup: 'paste' | 'code' | 'link' | 'click';
  readonly configSchema: z.ZodType<Config>;
  /** Fields of the configuration that are encrypted at rest and never answered. */
  readonly secretFields: readonly (keyof Config & string)[];
  /** Most pieces of news that one message shows; the rest is counted. 1 for kinds that merge nothing. */
  readonly limits: {
    entries: number;
    /** Pause after a message, in ms. @default 0 */
    gapMs?: number;
  };
  /** Why it cannot be used here; undefined: it can. */
  readonly missing: string | undefined;
  /** What can be said of a configuration without asking anybody. */
  check(config: Config, guard: Guard): FieldProblem | undefined;
  /**
   * The place that must be shown to be the person's own before the house writes to it in its own name, by a code or a link; undefined: this
   * configuration names none, as it brings an account of its own.
   */
  placeToProve?(config: Config): string | undefined;
  /** What a person is offered to start with. */
  propose?(): Partial<Config>;
  /** What a browser must know to connect. */
  readonly publicKey?: string;
  /** What a 429 speaks of: channels of one destination wait together. */
  destinationOf(config: Config): string;
  render(telling: Telling, config: Config): Rendered;
  send(rendered: Rendered, config: Config, context: SendContext): Promise<Answer>;
}

// biome-ignore lint/suspicious/noExplicitAny: a registry holds kinds whose configurations have nothing in common
export type AnyChannelKind = ChannelKind<any, any>;
