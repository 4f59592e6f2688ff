export { type Answer, type Failure, failed } from './answer.js';
export type { AnyChannelKind, ChannelGroup, ChannelKind, FieldProblem, SendContext } from './channel-kind.js';
export { renderWebhook } from './kinds/webhook.js';
export type { Meanwhile, News, NewsEvent, NewsItem, Telling, ToldNews, Worth } from './news.js';
export { CHANNEL_KINDS, type ChannelRegistry, type ChannelRegistryDeps, createChannelRegistry } from './registry.js';
