import type { z } from 'zod';
import type { Action, Thing } from './access.js';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** A response by its status. */
export interface ResponseDoc {
  description: string;
  /** Absent: an empty answer, or one that is not JSON. */
  schema?: z.ZodType;
  /** @default 'application/json' where there is a schema */
  contentType?: string;
}

export interface HeaderDoc {
  name: string;
  description: string;
}

/**
 * One operation of the API as data: what browsers and scripts need to call it, what the server parses with, what
 * `/openapi.json` says of it, and what the access rule asks about.
 */
export interface Operation {
  readonly method: Method;
  /** As Express writes it, `/api/tasks/:id`. */
  readonly path: string;
  /** Unique, lowerCamelCase. */
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly action: Action;
  readonly thing: Thing;
  /** Anybody may call it, without credentials. */
  readonly isOpen?: boolean;
  /** Gives rights or ways in, so a session must have begun a moment ago: whoever sits down at an open screen does not get them. */
  readonly needsFresh?: boolean;
  /** Reads much, or for long: one person may have few of these under way at once, so that nobody waits for the database because of them. */
  readonly isCostly?: boolean;
  /** What the `:names` of the path are. @default each is an id */
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Fields of the body that may hold line breaks; all other texts are one line. */
  readonly multiline?: readonly string[];
  /** An example body for readers. */
  readonly example?: unknown;
  readonly requestHeaders?: readonly HeaderDoc[];
  readonly responses: Readonly<Record<number, ResponseDoc>>;
}

/** Keeps the types of its schemas, for those who call it and those who answer it. */
export function defineOperation<const O extends Operation>(operation: O): O {
  return operation;
}

/** What a caller sends in the query. */
export type QueryInput<O extends Operation> = O extends { query: infer Q extends z.ZodType } ? z.input<Q> : undefined;
/** What a caller sends as the body. */
export type BodyInput<O extends Operation> = O extends { body: infer B extends z.ZodType } ? z.input<B> : undefined;
/** What a handler gets of the query. */
export type ParsedQuery<O extends Operation> = O extends { query: infer Q extends z.ZodType } ? z.output<Q> : undefined;
/** What a handler gets of the body. */
export type ParsedBody<O extends Operation> = O extends { body: infer B extends z.ZodType } ? z.output<B> : undefined;
/** What a handler gets of the path where the operation says what its names are. */
export type ParsedParams<O extends Operation> = O extends { params: infer P extends z.ZodType }
  ? z.output<P>
  : Readonly<Record<string, number>>;
/** The body of a good answer. */
export type AnswerOf<O extends Operation> = {
  [Status in keyof O['responses']]: O['responses'][Status] extends { schema: infer S extends z.ZodType }
    ? z.output<S>
    : undefined;
}[keyof O['responses']];
