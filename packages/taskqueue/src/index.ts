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
export {
  createWriteProbe,
  probeWrite,
  type WriteHealth,
  type WriteProbe,
  type WriteProbeOptions,
} from './probe-write.js';
export { createProducer } from './producer.js';
export { createTaskQueue, type TaskQueue } from './taskqueue.js';
export type {
  Clock,
  CloseResult,
  Connect,
  Connection,
  ConnectionRole,
  DeadLetter,
  HandlerContext,
  HandlerResult,
  Inspector,
  InspectorOptions,
  Logger,
  NewTask,
  OnEvent,
  Producer,
  ProducerOptions,
  QueueEvent,
  QueueOptions,
  QueueStats,
  SubmitOptions,
  SubmitResult,
  TaskHandler,
  Worker,
  WorkerOptions,
  WorkerStats,
} from './types.js';
export { createWorker } from './worker.js';
