import {
  type HeaderDoc,
  healthSchema,
  type Method,
  type Operation,
  problemSchema,
  type ResponseDoc,
  ROLES,
  type Role,
  webhookPayloadSchema,
} from '@goodshunter/contracts/api';
import type { z } from 'zod';
import { roleMay } from '../access/may.js';
import { type JsonSchema, SchemaCollector } from './schema-collector.js';

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: JsonSchema;
}

export interface Reference {
  $ref: string;
}

export interface ResponseObject {
  description: string;
  content?: Record<string, { schema?: JsonSchema }>;
}

export interface OperationObject {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: { required: true; content: Record<string, { schema: JsonSchema; example?: unknown }> };
  responses: Record<string, ResponseObject | Reference>;
  security?: Array<Record<string, string[]>>;
  /** Whose sessions may call it, by the one rule of access. Absent: anybody's. */
  'x-roles'?: Role[];
}

export interface OpenApiDocument {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } };
  servers: Array<{ url: string }>;
  security: Array<Record<string, string[]>>;
  tags: Array<{ name: string; description: string }>;
  paths: Record<string, Partial<Record<Method, OperationObject>>>;
  webhooks: Record<string, unknown>;
  components: Record<string, unknown> & { schemas: Record<string, JsonSchema> };
}

/** A route that needs no token and no schema of its own: health, metrics, this document. */
export interface OpenRoute {
  path: string;
  operationId: string;
  summary: string;
  contentType: string;
  /** @default [200] */
  statuses?: readonly number[];
}

const DESCRIPTION = `GoodsHunter watches shops and tells you what appeared, got cheaper, came back or sold.

Send the API token with each request: \`Authorization: Bearer <token>\`. Prices are whole numbers of minor units (1250 is 12.50 EUR). Lists are pages: pass \`nextCursor\` as \`?cursor=\`. Errors are problem details (RFC 9457) that name the field. \`X-Correlation-Id\` comes back with each answer and ties together everything that follows from a request.`;

const NEEDS_FRESH = 'A session must have begun within the last 15 minutes; older ones are answered 403 `NOT_FRESH`.';
const IS_COSTLY = 'It reads much: one person may have few of these under way at once, and gets 429 beyond that.';

const TAGS = [
  { name: 'Tasks', description: 'What you hunt for' },
  { name: 'Findings', description: 'What was found' },
  { name: 'Channels', description: 'Where you are told' },
  { name: 'System', description: 'What can be watched, and how it is doing' },
];

/** The OpenAPI 3.1 document of the app, from the very operations that Express serves. */
export function buildDocument(
  operations: readonly Operation[],
  openRoutes: readonly OpenRoute[],
  version: string,
): OpenApiDocument {
  const collector = new SchemaCollector();
  const paths: OpenApiDocument['paths'] = {};
  const add = (path: string, method: Method, operation: OperationObject) => {
    const name = path.replaceAll(/:(\w+)/g, '{$1}');
    paths[name] = { ...paths[name], [method]: operation };
  };
  for (const operation of operations) add(operation.path, operation.method, describeOperation(operation, collector));
  for (const route of openRoutes) add(route.path, 'get', describeOpenRoute(route, collector));
  return {
    openapi: '3.1.0',
    info: { title: 'GoodsHunter', version, description: DESCRIPTION, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    tags: TAGS,
    paths,
    webhooks: { event: { post: describeWebhook(collector) } },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      responses: {
        Problem: {
          description: 'Problem details that say what is wrong',
          content: { 'application/problem+json': { schema: collector.convert(problemSchema, 'output') } },
        },
      },
      schemas: collector.components,
    },
  };
}

function describeOperation(operation: Operation, collector: SchemaCollector): OperationObject {
  const { operationId, tag, summary, isOpen = false, needsFresh, isCostly, params } = operation;
  const description = [operation.description, needsFresh ? NEEDS_FRESH : undefined, isCostly ? IS_COSTLY : undefined]
    .filter(Boolean)
    .join(' ');
  const { query, body, example, requestHeaders = [], responses } = operation;
  const parameters = [...pathParameters(operation.path, params, collector), ...requestHeaders.map(headerParameter)];
  if (query) parameters.push(...queryParameters(query, collector));
  const content = body && {
    'application/json': {
      schema: collector.convert(body, 'input'),
      ...(example === undefined ? {} : { example }),
    },
  };
  return {
    operationId,
    tags: [tag],
    summary,
    ...(description ? { description } : {}),
    ...(isOpen
      ? { security: [] }
      : { 'x-roles': ROLES.filter((role) => roleMay(role, operation.action, operation.thing)) }),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(content ? { requestBody: { required: true, content } } : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(responses).map(([status, response]) => [
          status,
          { description: response.description, ...describeContent(response, collector) },
        ]),
      ),
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

function describeContent({ schema, contentType }: ResponseDoc, collector: SchemaCollector): Partial<ResponseObject> {
  if (!schema) return contentType === undefined ? {} : { content: { [contentType]: {} } };
  return { content: { [contentType ?? 'application/json']: { schema: collector.convert(schema, 'output') } } };
}

function describeOpenRoute(route: OpenRoute, collector: SchemaCollector): OperationObject {
  const { operationId, summary, contentType, statuses = [200] } = route;
  const isHealth = contentType === 'application/json' && operationId !== 'readOpenApi';
  const content = { [contentType]: isHealth ? { schema: collector.convert(healthSchema, 'output') } : {} };
  return {
    operationId,
    tags: ['System'],
    summary,
    security: [],
    responses: Object.fromEntries(
      statuses.map((status) => [status, { description: status === 200 ? 'Yes' : 'Not now', content }]),
    ),
  };
}

function describeWebhook(collector: SchemaCollector) {
  return {
    summary: 'What a webhook channel receives, signed as Standard Webhooks says',
    requestBody: {
      required: true,
      content: { 'application/json': { schema: collector.convert(webhookPayloadSchema, 'output') } },
    },
    responses: { '2XX': { description: 'Received; anything else is tried again' } },
  };
}

function pathParameters(path: string, params: z.ZodObject | undefined, collector: SchemaCollector): Parameter[] {
  const schemas = params && (collector.convert(params, 'input').properties as Record<string, JsonSchema>);
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: schemas?.[name] ?? { type: 'integer', minimum: 1 },
  }));
}

function headerParameter({ name, description }: HeaderDoc): Parameter {
  return { name, in: 'header', required: false, description, schema: { type: 'string', maxLength: 255 } };
}

function queryParameters(query: z.ZodObject, collector: SchemaCollector): Parameter[] {
  const { properties = {}, required = [] } = collector.convert(query, 'input') as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(typeof description === 'string' ? { description } : {}),
    schema,
  }));
}
