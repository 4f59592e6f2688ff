export { API_HOSTS, HOST_DAILY_LIMITS, HOST_MIN_GAPS_MS, type KeyedSourceName } from './api-hosts.js';
export {
  type Channel,
  type ChannelTest,
  type CreateChannel,
  channelSchema,
  channelTestSchema,
  createChannelSchema,
  createdChannelSchema,
  type UpdateChannel,
  updateChannelSchema,
} from './channel.js';
export {
  type Availability,
  availabilitySchema,
  type CrawledItem,
  type CrawlFailure,
  type CrawlRequest,
  type CrawlRequestInput,
  type CrawlResponse,
  type CrawlSuccess,
  crawledItemSchema,
  crawlRequestSchema,
  crawlResponseSchema,
  FAILURE_KINDS,
  type FailureKind,
  MAX_ITEM_KEY_LENGTH,
  type Price,
  SOURCE_NAMES,
  type SourceName,
  sourceNameSchema,
  type Validators,
} from './crawl.js';
export { type Health, healthSchema } from './health.js';
export {
  EVENT_KINDS,
  type EventKind,
  eventKindSchema,
  eventSchema,
  type Item,
  type ItemWithHistory,
  itemSchema,
  itemWithHistorySchema,
  type PricePoint,
  pricePointSchema,
  type TimelineEvent,
} from './item.js';
export { type Page, type Problem, pageOf, problemSchema } from './problem.js';
export { type QueueMode, type QueueStatus, queueStatusSchema } from './queue.js';
export { createRobotsOverride, type RobotsOverride } from './robots-override.js';
export {
  type ConfiguredKeys,
  collectCredentials,
  findMissingKeys,
  isKeyedSource,
  SOURCE_KEYS,
  type SourceCredentials,
} from './source-keys.js';
export {
  EBAY_MARKETPLACES,
  PAGED_SOURCES,
  SOURCE_QUERY_SCHEMAS,
  SOURCE_TITLES,
  type SourceQuery,
  sourceDescriptionsSchema,
} from './sources.js';
export {
  type CreateTask,
  createTaskSchema,
  type Dispatch,
  type DispatchedTask,
  dispatchedTaskSchema,
  type Run,
  runSchema,
  type Task,
  type TaskHealth,
  taskHealthSchema,
  taskSchema,
  type UpdateTask,
  updateTaskSchema,
} from './task.js';
export { type WebhookPayload, webhookPayloadSchema } from './webhook.js';
