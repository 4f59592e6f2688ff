import { operations, SOURCE_NAMES } from '@goodshunter/contracts/api';
import { SOURCE_QUERY_SCHEMAS, SOURCE_TITLES, type SourceCredentials } from '@goodshunter/contracts/sources';
import { z } from 'zod';
import { bind, type Endpoint } from '../http/endpoint.js';
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
    bind(operations.listSources, async () => {
      return { status: 200, body: { data: sources } };
    }),
    bind(operations.readQueue, async () => {
      return { status: 200, body: await queue.status() };
    }),
  ];
}
