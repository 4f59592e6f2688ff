import {
  queueStatusSchema,
  SOURCE_NAMES,
  SOURCE_QUERY_SCHEMAS,
  SOURCE_TITLES,
  type SourceCredentials,
  sourceDescriptionsSchema,
} from '@goodshunter/contracts';
import { z } from 'zod';
import { defineEndpoint, type Endpoint } from '../http/endpoint.js';
import { describeMissingKeys } from '../services/check-source-query.js';
import type { QueueService } from '../services/queue-service.js';

/** What can be hunted, and how work flows. */
export function systemEndpoints(queue: QueueService, credentials: SourceCredentials): Endpoint[] {
  const sources = SOURCE_NAMES.map((name) => {
    const reason = describeMissingKeys(name, credentials);
    return {
      name,
      title: SOURCE_TITLES[name],
      // As it is written, not as it is stored: what has a default may be left out.
      query: z.toJSONSchema(SOURCE_QUERY_SCHEMAS[name], { io: 'input' }),
      available: reason === undefined,
      ...(reason === undefined ? {} : { reason: `This source ${reason}.` }),
    };
  });
  return [
    defineEndpoint({
      method: 'get',
      path: '/api/sources',
      operationId: 'listSources',
      tag: 'System',
      summary: 'What can be watched, and what each source needs to know',
      responses: { 200: { description: '`query` as JSON Schema, by source', schema: sourceDescriptionsSchema } },
      async handle() {
        return { status: 200, body: { data: sources } };
      },
    }),
    defineEndpoint({
      method: 'get',
      path: '/api/queue',
      operationId: 'readQueue',
      tag: 'System',
      summary: 'How work flows at the moment',
      responses: { 200: { description: 'Stream, schedulers and due tasks', schema: queueStatusSchema } },
      async handle() {
        return { status: 200, body: await queue.status() };
      },
    }),
  ];
}
