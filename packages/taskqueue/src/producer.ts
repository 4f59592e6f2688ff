import { InvalidArgumentError, QueueClosedError, QueueUnavailableError } from './errors.js';
import { guardEvents } from './link/guard-events.js';
import { RedisLink, withDeadline } from './link/redis-link.js';
import { warnOfEviction } from './link/warn-of-eviction.js';
import { encodeMessage, encodeTail, isTaskId, type TaskAction } from './message.js';
import { ADD, ADD_ONE } from './scripts/add.js';
import { BATCH } from './scripts/script.js';
import type { NewTask, Producer, ProducerOptions, SubmitOptions, SubmitResult } from './types/producer.js';
import type { OnEvent } from './types/queue.js';
import { entryIdAfter } from './wire/entry-id.js';
import { createQueueKeys, type QueueKeys } from './wire/keys.js';

/** One caller's tasks, and where its results go. */
interface Call {
  action: TaskAction;
  tasks: readonly NewTask[];
  results: SubmitResult[];
  /** Tasks whose script has not answered yet. */
  missing: number;
  resolve: (results: SubmitResult[]) => void;
  reject: (error: unknown) => void;
}

/** @throws {InvalidArgumentError} when the name of the stream cannot be used (see README) */
export function createProducer(options: ProducerOptions): Producer {
  return new StreamProducer(options);
}

class StreamProducer implements Producer {
  readonly #link: RedisLink;
  readonly #keys: QueueKeys;
  readonly #group: string;
  readonly #onEvent: OnEvent;
  readonly #commandTimeoutMs: number;
  #calls: Call[] = [];
  #isFlushPlanned = false;
  #isClosed = false;
  #isUnavailable = false;
  /** Scripts that have not answered yet. */
  #underWay = 0;
  #onIdle = () => {};

  constructor({ connect, stream, group, log, onEvent, commandTimeoutMs = 1000 }: ProducerOptions) {
    this.#keys = createQueueKeys(stream);
    this.#group = group;
    this.#onEvent = guardEvents(onEvent, log);
    this.#commandTimeoutMs = commandTimeoutMs;
    this.#link = new RedisLink({
      connect,
      role: 'producer',
      commandTimeoutMs,
      onUp: () => {
        this.#tell(undefined);
        void warnOfEviction(this.#link, this.#onEvent, log);
      },
      onDown: (error) => this.#tell(error),
    });
  }

  submitTask(task: NewTask, options?: SubmitOptions): Promise<SubmitResult> {
    return this.#submitOne('execute', task, options);
  }

  submitTasks(tasks: readonly NewTask[], options?: SubmitOptions): Promise<SubmitResult[]> {
    if (tasks.length === 0) return Promise.resolve([]);
    return this.#submit('execute', tasks, (results) => results, options);
  }

  stopTask(task: NewTask, options?: SubmitOptions): Promise<SubmitResult> {
    return this.#submitOne('stop', task, options);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#flush();
    if (this.#underWay > 0) await new Promise<void>((resolve) => (this.#onIdle = resolve));
    this.#link.close();
  }

  #submitOne(action: TaskAction, task: NewTask, options?: SubmitOptions): Promise<SubmitResult> {
    return this.#submit(action, [task], ([result]) => result as SubmitResult, options);
  }

  #submit<R>(
    action: TaskAction,
    tasks: readonly NewTask[],
    read: (results: SubmitResult[]) => R,
    options?: SubmitOptions,
  ): Promise<R> {
    if (this.#isClosed) return Promise.reject(new QueueClosedError());
    for (const { taskId, source, retry = 0 } of tasks) {
      if (!isTaskId(taskId)) return Promise.reject(new InvalidArgumentError('taskId is not a whole number'));
      if (typeof source !== 'string') return Promise.reject(new InvalidArgumentError('source is not a string'));
      if (!Number.isFinite(retry)) return Promise.reject(new InvalidArgumentError('retry is not a number'));
    }
    const done = new Promise<R>((resolve, reject) => {
      const end = (results: SubmitResult[]) => resolve(read(results));
      this.#calls.push({ action, tasks, results: [], missing: tasks.length, resolve: end, reject });
    });
    if (!this.#isFlushPlanned) {
      this.#isFlushPlanned = true;
      // After all promise callbacks of this tick, so that a hundred callers woken by one answer leave as one script again.
      process.nextTick(() => this.#flush());
    }
    const timeoutMs = options?.timeoutMs;
    return timeoutMs === undefined || timeoutMs >= this.#commandTimeoutMs ? done : withDeadline(done, timeoutMs);
  }

  #flush(): void {
    this.#isFlushPlanned = false;
    const calls = this.#calls;
    this.#calls = [];
    const timestamp = new Date().toISOString();
    const [first] = calls;
    if (calls.length === 1 && first?.tasks.length === 1 && first.action === 'execute') {
      this.#track(this.#sendOne(first, timestamp), (error) => first.reject(error));
      return;
    }
    let batch = new Batch(this.#group);
    for (const call of calls) {
      for (let index = 0; index < call.tasks.length; index++) {
        batch.add(call, index, timestamp);
        if (batch.size === BATCH) {
          this.#send(batch);
          batch = new Batch(this.#group);
        }
      }
    }
    if (batch.size > 0) this.#send(batch);
  }

  /** One task alone, as most callers submit: a shorter script, unless the task has a dedup id. */
  #sendOne(call: Call, timestamp: string): Promise<void> {
    const { stream, ids } = this.#keys;
    const { retry = 0, taskId, source, correlationId } = call.tasks[0] as NewTask;
    const id = String(taskId);
    const message = { taskId, action: call.action, timestamp, retry, source };
    const data = encodeMessage(correlationId === undefined ? message : { ...message, correlationId });
    const keys = [stream, `${ids}:${id.slice(0, -2)}`];
    return this.#link.run<string | null>(ADD_ONE, keys, [id.slice(-2), data]).then((entryId) => {
      this.#tell(undefined);
      if (entryId !== null) return call.resolve([{ status: 'queued', entryId }]);
      const batch = new Batch(this.#group);
      batch.add(call, 0, timestamp);
      this.#send(batch);
    });
  }

  #send(batch: Batch): void {
    const { stream, ids } = this.#keys;
    const sent = this.#link.run<[string, ...(number | string)[]]>(ADD, [stream, ids], batch.args()).then((reply) => {
      this.#tell(undefined);
      batch.settle(reply, this.#onEvent);
    });
    this.#track(sent, (error) => batch.fail(error));
  }

  #track(sent: Promise<void>, fail: (error: unknown) => void): void {
    this.#underWay++;
    const end = () => {
      if (--this.#underWay === 0) this.#onIdle();
    };
    sent.then(end, (error: unknown) => {
      if (error instanceof QueueUnavailableError) this.#tell(error);
      fail(error);
      end();
    });
  }

  #tell(error: QueueUnavailableError | undefined): void {
    if (error && !this.#isUnavailable) {
      this.#isUnavailable = true;
      this.#onEvent({ type: 'unavailable', reason: error.reason, error });
    } else if (!error && this.#isUnavailable) {
      this.#isUnavailable = false;
      this.#onEvent({ type: 'available' });
    }
  }
}

/** What one script carries: tasks of one or more calls, grouped by the part of the JSON they share. */
class Batch {
  size = 0;
  readonly #args: string[];
  readonly #slots: { call: Call; index: number }[] = [];
  #ids = '';
  #action: TaskAction | undefined;
  #source: string | undefined;
  #correlationId: string | undefined;
  #retry: number | undefined;

  constructor(group: string) {
    this.#args = [group];
  }

  add(call: Call, index: number, timestamp: string): void {
    const { taskId, source, correlationId, retry = 0 } = call.tasks[index] as NewTask;
    const isSame =
      source === this.#source &&
      correlationId === this.#correlationId &&
      retry === this.#retry &&
      call.action === this.#action;
    if (isSame) {
      this.#ids += `,${taskId}`;
    } else {
      this.#endSet();
      const tail = { action: call.action, timestamp, retry, source };
      this.#args.push(call.action, encodeTail(correlationId === undefined ? tail : { ...tail, correlationId }));
      this.#ids = String(taskId);
      this.#action = call.action;
      this.#source = source;
      this.#correlationId = correlationId;
      this.#retry = retry;
    }
    this.#slots.push({ call, index });
    this.size++;
  }

  args(): string[] {
    this.#endSet();
    return this.#args;
  }

  settle(reply: [string, ...(number | string)[]], onEvent: OnEvent): void {
    const first = reply[0];
    let added = 0;
    let duplicate = 1;
    for (let i = 0; i < this.#slots.length; i++) {
      const { call, index } = this.#slots[i] as { call: Call; index: number };
      if (reply[duplicate] === i) {
        const entryId = String(reply[duplicate + 1]);
        call.results[index] = { status: 'duplicate', entryId };
        onEvent({ type: 'duplicate', taskId: (call.tasks[index] as NewTask).taskId, entryId });
        duplicate += 2;
      } else {
        call.results[index] = { status: 'queued', entryId: entryIdAfter(first, added++) };
      }
      if (--call.missing === 0) call.resolve(call.results);
    }
  }

  fail(error: unknown): void {
    for (const { call } of this.#slots) call.reject(error);
  }

  #endSet(): void {
    if (this.#ids !== '') this.#args.push(this.#ids);
    this.#ids = '';
  }
}
