export { createRedisConnect, type RedisConnectOptions } from './connect.js';
export {
  InvalidArgumentError,
  InvalidMessageError,
  PoisonTaskError,
  QueueClosedError,
  QueueUnavailableError,
  TaskQueueError,
  type UnavailableReason,
} from './errors.js';
export { createInspector } from './inspector.js';
export { decodeMessage, encodeMessage, type TaskAction, type TaskMessage } from './message.js';
export { createProducer } from './producer.js';
export { createScriptClient, defineScript, type ScriptClient, type ScriptClientOptions } from './script-client.js';
export { createTaskQueue, type TaskQueue } from './taskqueue.js';
export type { Connect, Connection, ConnectionRole } from './types/connection.js';
export type { DeadLetter, Inspector, InspectorOptions, QueueStats, RedisMemory } from './types/inspector.js';
export type { Logger } from './types/logger.js';
export type { NewTask, Producer, ProducerOptions, SubmitOptions, SubmitResult } from './types/producer.js';
export type { OnEvent, QueueEvent, QueueOptions } from './types/queue.js';
export type {
  CloseResult,
  HandlerContext,
  HandlerResult,
  TaskHandler,
  Worker,
  WorkerOptions,
  WorkerStats,
} from './types/worker.js';
export { createWorker } from './worker.js';
export {
  createWriteProbe,
  type WriteHealth,
  type WriteProbe,
  type WriteProbeOptions,
} from './write-probe.js';
