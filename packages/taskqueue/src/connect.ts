import { Cluster, type ClusterNode, Redis, type RedisOptions } from 'ioredis';
import { InvalidArgumentError } from './errors.js';
import { backoffMs } from './link/backoff.js';
import type { Connect } from './types/connection.js';

export interface RedisConnectOptions {
  /** `host:port`. @default 'localhost:6379' */
  addr?: string;
  username?: string;
  /** '' means none. */
  password?: string;
  db?: number;
  /** Longest wait for a connection, in ms. @default 2000 */
  connectTimeoutMs?: number;
  /** Ask these sentinels, each `host:port`, who the master `masterName` is; `addr` is not used then. */
  sentinels?: { addrs: readonly string[]; masterName: string; password?: string };
  /** Nodes of a cluster, each `host:port`; `addr` is not used then. */
  clusterNodes?: readonly string[];
  /** Further options of ioredis, such as `tls`. The options that keep commands from being sent twice are not for changing. */
  redisOptions?: RedisOptions;
}

/**
 * A connection factory with the options this package relies on: a command is never queued while there is no connection and
 * never sent again, so that it fails within its deadline and cannot act twice; lost connections are opened again with
 * jittered backoff, for ever.
 * @throws {InvalidArgumentError} when an address is not `host:port`.
 */
export function createRedisConnect(options: RedisConnectOptions = {}): Connect {
  const { username, password, db, connectTimeoutMs = 2000, sentinels, clusterNodes } = options;
  const common: RedisOptions = {
    connectTimeout: connectTimeoutMs,
    keepAlive: 10_000,
    disableClientInfo: true,
    ...options.redisOptions,
    ...(username ? { username } : {}),
    ...(password ? { password } : {}),
    ...(db === undefined ? {} : { db }),
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    disconnectTimeout: 100,
    retryStrategy: (times) => backoffMs(times - 1, 50, 2000),
  };
  if (clusterNodes) {
    const nodes: ClusterNode[] = clusterNodes.map(parseAddr);
    return (role) =>
      silence(
        new Cluster(nodes, {
          enableOfflineQueue: false,
          clusterRetryStrategy: (times) => backoffMs(times - 1, 50, 2000),
          redisOptions: { ...common, connectionName: `taskqueue-${role}` },
        }),
      );
  }
  if (sentinels) {
    const addrs = sentinels.addrs.map(parseAddr);
    return (role) =>
      silence(
        new Redis({
          ...common,
          sentinels: addrs,
          name: sentinels.masterName,
          ...(sentinels.password ? { sentinelPassword: sentinels.password } : {}),
          sentinelRetryStrategy: (times) => backoffMs(times - 1, 50, 2000),
          connectionName: `taskqueue-${role}`,
        }),
      );
  }
  const { host, port } = parseAddr(options.addr ?? 'localhost:6379');
  return (role) => silence(new Redis({ ...common, host, port, connectionName: `taskqueue-${role}` }));
}

/** Without a listener ioredis prints every failed connection; this package tells its caller by events instead. */
function silence<T extends Redis | Cluster>(client: T): T {
  client.on('error', () => {});
  return client;
}

function parseAddr(addr: string): { host: string; port: number } {
  const match = /^\[?([^\s]+?)\]?:(\d{1,5})$/.exec(addr);
  const [, host, port] = match ?? [];
  if (host === undefined || port === undefined) throw new InvalidArgumentError(`not an address host:port: ${addr}`);
  return { host, port: Number(port) };
}
