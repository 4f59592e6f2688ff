import type { Operation, ParsedBody, ParsedParams, ParsedQuery } from '@goodshunter/contracts/api';
import type { Request, Response } from 'express';
import type { Caller } from '../access/person.js';

/** One request, parsed. What has no schema is undefined. */
export interface EndpointInput<Query, Body, Params> {
  caller: Caller;
  /** The `:id` of the path; 0 where it has none. */
  id: number;
  /** Every `:name` of the path. */
  params: Params;
  query: Query;
  body: Body;
  /** The request came by https, to us or to a trusted proxy. */
  isSecure: boolean;
  /** A header, by its name in lower case. */
  header(name: string): string | undefined;
  cookie(name: string): string | undefined;
}

export interface Reply {
  status: number;
  /** Sent as JSON. Absent: an empty answer, or `raw`. */
  body?: unknown;
  /** An answer that is not JSON. */
  raw?: { contentType: string; data: string | Buffer };
  headers?: Record<string, string | string[]>;
  /** Writes the answer itself, for as long as it likes. */
  stream?: (req: Request, res: Response) => Promise<void>;
}

/** An operation and what does it. */
export interface Endpoint extends Operation {
  handle(input: EndpointInput<unknown, unknown, unknown>): Promise<Reply>;
}

/** Binds a handler to an operation of the contracts; it gets what the operation's schemas parse. */
export function bind<O extends Operation>(
  operation: O,
  handle: (input: EndpointInput<ParsedQuery<O>, ParsedBody<O>, ParsedParams<O>>) => Promise<Reply>,
): Endpoint {
  // The adapter parses with these very schemas before it calls, so the narrower input is what arrives.
  return { ...operation, handle: handle as Endpoint['handle'] };
}
