// What passes between scheduler and crawler.

export { type Availability, availabilitySchema } from '../words/availability.js';
export { FAILURE_KINDS, type FailureKind } from '../words/failure-kinds.js';
export { saySentence } from '../words/sentences.js';
export { SOURCE_NAMES, type SourceName, sourceNameSchema } from '../words/source-names.js';
export {
  type CrawledItem,
  type CrawlFailure,
  type CrawlRequest,
  type CrawlRequestInput,
  type CrawlResponse,
  type CrawlSuccess,
  crawledItemSchema,
  crawlRequestSchema,
  crawlResponseSchema,
  type Evidence,
  evidenceSchema,
  type Findings,
  findingsSchema,
  type KnownProduct,
  MAX_ITEM_KEY_LENGTH,
  MAX_MEMORY_LENGTH,
  type Price,
  type SourceMemory,
  type Validators,
} from './crawl-messages.js';
export {
  PICTURE_FORMATS,
  PICTURE_SIZES,
  type PictureFormat,
  type PictureRequest,
  type PictureRequestInput,
  type PictureSize,
  pictureRequestSchema,
} from './picture.js';
export { CRAWL_VERSION, CRAWL_VERSION_HEADER, translateAnswer } from './translate-answer.js';
