export { type Answer, type Failure, failed } from './answer.js';
export type { AnyChannelKind, ChannelGroup, ChannelKind, FieldProblem, SendContext } from './channel-kind.js';
export { type Audience, audienceOf, isMergingChannel } from './channel-traits.js';
export { sendMail } from './kinds/mail/index.js';
export { textsOf } from './message/texts.js';
export type { Meanwhile, News, NewsEvent, NewsItem, Nothing, Telling, ToldNews, Worth } from './news.js';
export {
  createPictureClient,
  type PictureClient,
  PicturesUnavailableError,
} from './pictures/picture-client.js';
export { createPictureSource, type PictureSource } from './pictures/picture-source.js';
export { CHANNEL_KINDS, type ChannelRegistry, type ChannelRegistryDeps, createChannelRegistry } from './registry.js';
export { type DigestTurn, digestTurns, nextDigest, type TellAt, whenToTell } from './rhythm.js';
export {
  DEFAULT_RULES,
  describeUntold,
  type JudgeContext,
  judge,
  needsPast,
  type Past,
  type TellRules,
  type Untold,
} from './rules.js';
export { createSealer, type Sealer, SealKeyError } from './seal-config.js';
export { createLinkSigner, type LinkSigner, type LinkSubject } from './sign-link.js';
export { type PriceAt, worthOf } from './worth.js';
