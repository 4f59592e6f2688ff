export { besideCrowd } from './beside-crowd.js';
export { CANARY_ADDRESSES } from './canary-addresses.js';
export { connectDatabase } from './connect-database.js';
export { cpuTimeOf } from './cpu-time.js';
export type { ApiDouble, DoubleAnswer, DoubleCall } from './doubles/api-double.js';
export {
  EBAY_SEARCH_PATH,
  EBAY_TOKEN_PATH,
  type EbayApiDouble,
  type EbaySummary,
  ebaySummary,
  startEbayApi,
} from './doubles/ebay-api-double.js';
export { startApprise } from './doubles/telling/apprise-double.js';
export { startDiscord } from './doubles/telling/discord-double.js';
export { startMatrix } from './doubles/telling/matrix-double.js';
export { startNtfy } from './doubles/telling/ntfy-double.js';
export { startPushService } from './doubles/telling/push-double.js';
export { startSlack } from './doubles/telling/slack-double.js';
export { startTelegram } from './doubles/telling/telegram-double.js';
export {
  startYahooShoppingApi,
  YAHOO_SEARCH_PATH,
  type YahooHit,
  type YahooShoppingApiDouble,
  yahooHit,
} from './doubles/yahoo-shopping-api-double.js';
export { elapse } from './elapse.js';
export {
  crawlFailed,
  crawlOk,
  type FakeAnswer,
  type FakeCrawl,
  type FakeCrawler,
  type FakeCrawlerOptions,
  fakeCrawler,
} from './fake-crawler.js';
export { freePort } from './free-port.js';
export { guardProcess } from './guard-process.js';
export { type Latch, latch } from './latch.js';
export { leastSlice, longestSlice, type Slices } from './longest-slice.js';
export { type ManualClock, manualClock } from './manual-clock.js';
export { type MariadbServer, type StartMariadbOptions, startMariadb } from './mariadb-server.js';
export { PATIENCE_MS } from './patience.js';
export { type RedisServer, type StartRedisOptions, startRedis } from './redis-server.js';
export { replaceSection } from './replace-section.js';
export { findSmallDiskTrouble } from './small-disk.js';
export { type ApiAnswer, type ApiClient, createApiClient } from './stack/api-client.js';
export { type LogLine, type ServiceProcess, startService } from './stack/service-process.js';
export { type Stack, type StartStackOptions, startStack } from './stack/start-stack.js';
export { type ReceivedWebhook, startWebhookReceiver, type WebhookReceiver } from './stack/webhook-receiver.js';
export { type CuttableRedis, cuttableRedis, startTcpProxy, type TcpProxy } from './tcp-proxy.js';
export { createTestDatabase } from './test-database.js';
export { addVirtualAuthenticator } from './virtual-authenticator.js';
export { type WaitForOptions, waitFor } from './wait-for.js';
