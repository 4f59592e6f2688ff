import * as contracts from '@goodshunter/contracts/api';
import { z } from 'zod';

/** Schemas that the document names and refers to, rather than writing them out each time. */
const NAMED: Record<string, z.ZodType> = {
  Task: contracts.taskSchema,
  CreateTask: contracts.createTaskSchema,
  UpdateTask: contracts.updateTaskSchema,
  DispatchedTask: contracts.dispatchedTaskSchema,
  Run: contracts.runSchema,
  Item: contracts.itemSchema,
  ItemWithHistory: contracts.itemWithHistorySchema,
  PricePoint: contracts.pricePointSchema,
  TimelineEvent: contracts.eventSchema,
  Channel: contracts.channelSchema,
  CreateChannel: contracts.createChannelSchema,
  CreatedChannel: contracts.createdChannelSchema,
  UpdateChannel: contracts.updateChannelSchema,
  ChannelTest: contracts.channelTestSchema,
  ChannelKinds: contracts.channelKindsSchema,
  ChannelSetup: contracts.channelSetupSchema,
  Delivery: contracts.deliverySchema,
  Notification: contracts.notificationSchema,
  Rhythm: contracts.rhythmSchema,
  QueueStatus: contracts.queueStatusSchema,
  SourceDescriptions: contracts.sourceDescriptionsSchema,
  WebhookPayload: contracts.webhookPayloadSchema,
  Problem: contracts.problemSchema,
  Health: contracts.healthSchema,
};

export type JsonSchema = Record<string, unknown>;

/** Turns zod schemas into JSON Schema 2020-12 and collects the named ones under `components`. */
export class SchemaCollector {
  readonly components: Record<string, JsonSchema> = {};
  readonly #registry = z.registry<{ id?: string | undefined; description?: string | undefined }>();

  constructor() {
    for (const [id, schema] of Object.entries(NAMED))
      this.#registry.add(schema, { id, ...z.globalRegistry.get(schema) });
  }

  /** @param io whether it is what people send (defaults may be left out) or what they get. */
  convert(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const registry = this.#registry;
    const metadata = Object.assign(Object.create(registry) as typeof registry, {
      // Descriptions live in zod's own registry, names in ours.
      get: (one: z.ZodType) => ({ ...z.globalRegistry.get(one), ...registry.get(one) }),
    });
    const { $schema: _dialect, $defs = {}, ...converted } = z.toJSONSchema(schema, { io, metadata }) as JsonSchema;
    for (const [id, definition] of Object.entries($defs as Record<string, JsonSchema>)) this.#collect(id, definition);
    const id = registry.get(schema)?.id;
    if (id === undefined || '$ref' in converted) return relocate(converted) as JsonSchema;
    this.#collect(id, converted);
    return { $ref: `#/components/schemas/${id}` };
  }

  #collect(id: string, { $schema: _dialect, id: _id, ...definition }: JsonSchema): void {
    this.components[id] = relocate(definition) as JsonSchema;
  }
}

/** References point into the document's components instead of the schema's own definitions. */
function relocate(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relocate);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string'
        ? inner.replace('#/$defs/', '#/components/schemas/')
        : relocate(inner),
    ]),
  );
}
