// What browsers and scripts see of the house, and nothing else: a test bundles it.

export { AUDIT_ACTIONS, type AuditAction } from '../words/audit-actions.js';
export { type Availability, availabilitySchema } from '../words/availability.js';
export { FAILURE_KINDS, type FailureKind } from '../words/failure-kinds.js';
export { FAULTS, type Fault, type FaultCode, readFault } from '../words/faults.js';
export { REFUSALS, type Refusal, type RefusalReason, sayRefusal } from '../words/refusals.js';
export { readSentence, SENTENCES, type SentenceCode, saySentence } from '../words/sentences.js';
export { SOURCE_NAMES, type SourceName, sourceNameSchema } from '../words/source-names.js';
export { createReader, fillIn, type Params } from '../words/templates.js';
export type { Action, Thing } from './access.js';
export {
  CHANNEL_STATES,
  type Channel,
  type ChannelKindDescription,
  type ChannelSetup,
  type ChannelState,
  type ChannelTest,
  type CreateChannel,
  channelKindsSchema,
  channelSchema,
  channelSetupSchema,
  channelStateSchema,
  channelTestSchema,
  confirmSetupSchema,
  createChannelSchema,
  createdChannelSchema,
  type Delivery,
  deliverySchema,
  eventWhySchema,
  type Notification,
  notificationSchema,
  startSetupSchema,
  testChannelSchema,
  type UpdateChannel,
  updateChannelSchema,
} from './channel.js';
export { type Health, healthSchema } from './health.js';
export {
  type Attention,
  attentionSchema,
  BULK_ACTIONS,
  type Bulk,
  type BulkResult,
  bulkResultSchema,
  bulkSchema,
  type Hunt,
  huntSchema,
  type Need,
  needSchema,
  type Overview,
  overviewSchema,
  type SearchResult,
  searchResultSchema,
  tagSchema,
} from './hunt.js';
export {
  type CreateFeedLink,
  createFeedLinkSchema,
  type Export,
  exportSchema,
  type FeedLink,
  feedLinkSchema,
  type Import,
  type ImportResult,
  importResultSchema,
  importSchema,
} from './in-and-out.js';
export {
  EVENT_KINDS,
  type EventKind,
  eventKindSchema,
  eventSchema,
  type FeedEvent,
  feedEventSchema,
  type HuntItem,
  huntItemSchema,
  type Item,
  type ItemPage,
  type ItemStatistics,
  type ItemWithHistory,
  itemPageSchema,
  itemSchema,
  itemStatisticsSchema,
  itemWithHistorySchema,
  type MarkItem,
  markItemSchema,
  type PricePoint,
  pricePointSchema,
  type TimelineEvent,
  type Told,
  toldSchema,
  whyNotSchema,
} from './item.js';
export {
  type AnswerOf,
  type BodyInput,
  defineOperation,
  type HeaderDoc,
  type Method,
  type Operation,
  type ParsedBody,
  type ParsedParams,
  type ParsedQuery,
  type QueryInput,
  type ResponseDoc,
} from './operation.js';
export * as operations from './operations/index.js';
export { DEFAULT_LIMIT, pageQuery } from './paging.js';
export {
  type AuditEntry,
  acceptInviteSchema,
  type CreateToken,
  type Device,
  emailSchema,
  type Invite,
  type Me,
  type Passkey,
  type PersonEntry,
  type Quotas,
  type Registration,
  ROLES,
  type Role,
  roleSchema,
  SCOPES,
  type Scope,
  type SessionState,
  type Share,
  type ShareRole,
  scopeSchema,
  sessionStateSchema,
  type Token,
  type UpdateMe,
  type UsedQuotas,
} from './person.js';
export { type Page, type Problem, pageOf, problemSchema } from './problem.js';
export { type ModeCode, modeCodeSchema, type QueueMode, type QueueStatus, queueStatusSchema } from './queue.js';
export {
  type QuietHours,
  quietHoursSchema,
  type Rhythm,
  type RhythmKind,
  rhythmKindSchema,
  rhythmSchema,
} from './rhythm.js';
export { type Rules, rulesSchema } from './rules.js';
export { type FinishSignIn, type PendingSignIn, type SecondFactor, secondFactorSchema } from './second-factor.js';
export { sourceDescriptionsSchema } from './source-descriptions.js';
export {
  type DeadLetter,
  deadLetterSchema,
  type HostList,
  type HostState,
  hostListSchema,
  type SystemState,
  systemStateSchema,
} from './system-state.js';
export {
  type CreateTask,
  createTaskSchema,
  type Dispatch,
  type DispatchedTask,
  type Draft,
  dispatchedTaskSchema,
  draftSchema,
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
