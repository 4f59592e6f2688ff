import type { UnavailableReason } from '../errors.js';
import type { Connect } from './connection.js';
import type { Logger } from './logger.js';

/** What all parts of one queue share. */
export interface QueueOptions {
  connect: Connect;
  /** Key of the stream. Side keys live beside it, in its cluster slot: `{<stream>}:ids:*`, `{<stream>}:workers`, ... */
  stream: string;
  /** Name of the consumer group; created at 0, with the stream, where it is missing. */
  group: string;
  log?: Logger;
}

export type QueueEvent =
  /** The group exists and this worker is registered in it; again after each new name. */
  | { type: 'ready'; stream: string; group: string; worker: string }
  /** Redis cannot be used. Told once, until `available`. */
  | { type: 'unavailable'; reason: UnavailableReason; error: Error }
  | { type: 'available' }
  /** The entry belongs to this worker no longer; its result was refused. */
  | { type: 'lost'; entryId: string; taskId: number | undefined }
  /** Entries of a dead worker were taken over, or own ones found again whose read reply was lost. */
  | { type: 'recovered'; count: number; from: string }
  /** The entry is in the dead-letter stream. */
  | { type: 'buried'; entryId: string; taskId: number | undefined; reason: string }
  /** The entry stays in hand and runs again after `delayMs`. `failures` counts failed runs, whoever ran them. */
  | { type: 'retrying'; entryId: string; taskId: number; failures: number; delayMs: number }
  /** Others think this worker dead, or Redis forgot it. It goes on under a new name. */
  | { type: 'retired'; worker: string }
  /** `entries` that were not added, as they wait or run already. */
  | { type: 'duplicate'; taskId: number; entryId: string }
  /** Redis may drop keys of the queue: it should run with maxmemory-policy noeviction. */
  | { type: 'evicting'; policy: string };

export type OnEvent = (event: QueueEvent) => void;
