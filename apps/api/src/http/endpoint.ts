import type { z } from 'zod';
import type { Caller } from '../services/task-service.js';

export type Method = 'get' | 'post' | 'patch' | 'delete';
/** One request, parsed. What has no schema is undefined. */
export interface EndpointInput<Query, Body> {
  caller: Caller;
  /** The `:id` of the path; 0 where it has none. */
  id: number;
  query: Query;
  body: Body;
  /** A header, by its name in lower case. */
  header(name: string): string | undefined;
}

export interface Reply {
  status: number;
  /** Absent: an empty answer. */
  body?: unknown;
  headers?: Record<string, string>;
}

/** A response by its status. */
export interface ResponseDoc {
  description: string;
  schema?: z.ZodType;
}

export interface HeaderDoc {
  name: string;
  description: string;
}

/** One route: how Express serves it and how the OpenAPI document describes it, from one place. */
export interface Endpoint {
  method: Method;
  /** As Express writes it, `/api/tasks/:id`. */
  path: string;
  /** Unique, lowerCamelCase. */
  operationId: string;
  tag: string;
  summary: string;
  description?: string;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** An example body for readers. */
  example?: unknown;
  requestHeaders?: readonly HeaderDoc[];
  responses: Readonly<Record<number, ResponseDoc>>;
  handle(input: EndpointInput<unknown, unknown>): Promise<Reply>;
}

type Parsed<Schema> = Schema extends z.ZodType ? z.infer<Schema> : undefined;

/** An endpoint whose `handle` gets what its schemas parse. */
export function defineEndpoint<
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(
  endpoint: Omit<Endpoint, 'handle' | 'query' | 'body'> & {
    query?: Query;
    body?: Body;
    handle(input: EndpointInput<Parsed<Query>, Parsed<Body>>): Promise<Reply>;
  },
): Endpoint {
  // The adapter parses with these very schemas before it calls, so the narrower input is what arrives.
  return endpoint as Endpoint;
}
