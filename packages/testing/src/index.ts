export { freePort } from './free-port.js';
export { guardProcess } from './guard-process.js';
export { type Latch, latch } from './latch.js';
export { type ManualClock, manualClock } from './manual-clock.js';
export { type MariadbServer, type StartMariadbOptions, startMariadb } from './mariadb-server.js';
export { type RedisServer, type StartRedisOptions, startRedis } from './redis-server.js';
export { type CuttableRedis, cuttableRedis, startTcpProxy, type TcpProxy } from './tcp-proxy.js';
export { createTestDatabase } from './test-database.js';
export { type WaitForOptions, waitFor } from './wait-for.js';
