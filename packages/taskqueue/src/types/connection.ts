import type { Cluster, Redis } from 'ioredis';

/**
 * What a connection is for. A blocking read holds its connection, so the reader has one of its own: `producer` adds,
 * `reader` only reads with BLOCK, `admin` acknowledges, beats and inspects, `probe` checks that Redis takes writes.
 */
export type ConnectionRole = 'producer' | 'reader' | 'admin' | 'probe';

export type Connection = Redis | Cluster;

/** Opens a new connection of the caller's making, and gives it away: this package closes it. See `createRedisConnect`. */
export type Connect = (role: ConnectionRole) => Connection;
