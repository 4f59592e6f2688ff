import type { Role, Scope } from '@goodshunter/contracts/api';

/** Who asks, once they have shown who they are. */
export interface Person {
  readonly id: number;
  readonly name: string;
  readonly role: Role;
  /** What the token they came with may; null: a session, or a token of before there were scopes. */
  readonly scopes: readonly Scope[] | null;
  /** The session they came with; null with a token. */
  readonly sessionId: number | null;
  /** They showed who they are a moment ago; always true of a token, which is shown with each request. */
  readonly isFresh: boolean;
}

/** Where a request came from, as limits and the audit log see it. */
export interface Origin {
  address: string;
  agent: string;
}

/** Who asks, and the id that ties everything that follows together. */
export interface Caller {
  /** 0 where nobody is signed in: nothing is ever theirs. */
  readonly userId: number;
  readonly correlationId: string;
  /** Null only in operations that are open to anybody. */
  readonly person: Person | null;
  readonly origin: Origin;
}
