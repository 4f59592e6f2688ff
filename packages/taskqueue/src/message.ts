import { InvalidMessageError } from './errors.js';

export type TaskAction = 'execute' | 'stop';

/** What one entry says: do something with this task. It carries no truth about the task itself. */
export interface TaskMessage {
  /** A whole number from 0 to 2^53 - 1. */
  taskId: number;
  action: TaskAction;
  /** When it was announced, RFC 3339. */
  timestamp: string;
  /** How often the announcer had tried before. */
  retry: number;
  /** Who announced it: `api`, `periodic`, ... */
  source: string;
  /** Ties the log lines of announcing and running together. */
  correlationId?: string;
}

/** The one field of an entry. */
export const DATA_FIELD = 'data';

/** The wire format: one JSON object with snake_case keys. */
export function encodeMessage(message: TaskMessage): string {
  return `{"task_id":${message.taskId}${encodeTail(message)}`;
}

/** The wire format without its start `{"task_id":<id>`: messages that differ only in their task share one tail. */
export function encodeTail(message: Omit<TaskMessage, 'taskId'>): string {
  const { action, timestamp, retry, source, correlationId } = message;
  const correlation = correlationId === undefined ? '' : `,"correlation_id":${JSON.stringify(correlationId)}`;
  return `,"action":"${action}","timestamp":${JSON.stringify(timestamp)},"retry":${retry},"source":${JSON.stringify(source)}${correlation}}`;
}

/**
 * Reads the wire format. Unknown keys are ignored, and so that older services can share a stream only `task_id` and
 * `action` are required.
 * @throws {InvalidMessageError} when it is not JSON, or not a task message.
 */
export function decodeMessage(data: string): TaskMessage {
  let wire: unknown;
  try {
    wire = JSON.parse(data);
  } catch (error) {
    throw new InvalidMessageError('the payload is not JSON', { cause: error });
  }
  if (typeof wire !== 'object' || wire === null) throw new InvalidMessageError('the payload is not an object');
  const { task_id, action, timestamp, retry, source, correlation_id } = wire as Record<string, unknown>;
  if (!isTaskId(task_id)) throw new InvalidMessageError('task_id is not a whole number');
  if (action !== 'execute' && action !== 'stop') throw new InvalidMessageError('action is neither execute nor stop');
  const message: TaskMessage = {
    taskId: task_id,
    action,
    timestamp: typeof timestamp === 'string' ? timestamp : '',
    retry: typeof retry === 'number' ? retry : 0,
    source: typeof source === 'string' ? source : '',
  };
  if (typeof correlation_id === 'string') message.correlationId = correlation_id;
  return message;
}

export function isTaskId(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

const HEAD = '{"task_id":';

/**
 * A `decodeMessage` that remembers the last message: those announced together differ only in their task, so that their
 * JSON need not be parsed one by one.
 */
export function createDecoder(): (data: string) => TaskMessage {
  let lastTail: string | undefined;
  let last: TaskMessage | undefined;
  return (data) => {
    const end = findEndOfTaskId(data);
    const tail = data.slice(end);
    if (last && tail === lastTail && end > 0) return { ...last, taskId: Number(data.slice(HEAD.length, end)) };
    const message = decodeMessage(data);
    if (end > 0) {
      lastTail = tail;
      last = { ...message };
    }
    return message;
  };
}

/** Where the task id ends in what encodeMessage wrote; 0 for a spelling of its own, which is for JSON.parse to judge. */
function findEndOfTaskId(data: string): number {
  let end = HEAD.length;
  while (isDigit(data.charCodeAt(end))) end++;
  const digits = end - HEAD.length;
  // Up to 15 digits every number is exact; a leading zero is no JSON.
  const isPlain = digits > 0 && digits <= 15 && (digits === 1 || data[HEAD.length] !== '0');
  return isPlain && data[end] === ',' && data.startsWith(HEAD) ? end : 0;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
