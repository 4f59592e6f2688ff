import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { RedisServer } from '@goodshunter/testing';
import { PATIENCE_MS, waitFor } from '@goodshunter/testing';
import type { Redis } from 'ioredis';
import {
  type Connect,
  createInspector,
  createProducer,
  createRedisConnect,
  createWorker,
  type Inspector,
  type Producer,
  type ProducerOptions,
  type QueueEvent,
  type Worker,
  type WorkerOptions,
} from '../../src/index.js';

export interface TestQueue {
  connect: Connect;
  stream: string;
  group: string;
  producer: Producer;
  inspector: Inspector;
  /** Around any proxy. */
  client: Redis;
  /** What all workers of this queue told. */
  events: QueueEvent[];
  /** A worker with a lease of 1 s and short delays; closed after the test. */
  worker(options: Partial<WorkerOptions> & Pick<WorkerOptions, 'handler'>): Worker;
  newProducer(options?: Partial<ProducerOptions>): Producer;
  workerProcess(options?: WorkerProcessOptions): Promise<WorkerProcess>;
  eventsOf(type: QueueEvent['type']): QueueEvent[];
  /** Resolves when the stream is empty. */
  isEmpty(): Promise<unknown>;
  close(): Promise<void>;
}

let streams = 0;

/**
 * A queue of its own on `server`, reached at `addr`. Through a proxy, which may break, commands have deadlines of half a second;
 * straight at the server they have patience, as a busy machine is no fault of the queue.
 */
export function createTestQueue(server: RedisServer, addr = server.addr): TestQueue {
  const closers: (() => Promise<unknown>)[] = [];
  const queue = {
    connect: createRedisConnect({ addr, password: server.password }),
    stream: `test:queue:${++streams}`,
    group: 'group',
  };
  const deadlines = { commandTimeoutMs: addr === server.addr ? PATIENCE_MS : 500 };
  const producer = createProducer({ ...queue, ...deadlines });
  const inspector = createInspector({ ...queue, connect: createRedisConnect({ ...server }) });
  closers.push(
    () => producer.close(),
    () => inspector.close(),
  );
  const events: QueueEvent[] = [];
  return {
    ...queue,
    producer,
    inspector,
    events,
    client: server.client(),
    worker(options) {
      const worker = createWorker({
        ...queue,
        leaseMs: 1000,
        ...deadlines,
        onEvent: (event) => events.push(event),
        retryBackoff: { minMs: 5, maxMs: 20 },
        ...options,
      });
      closers.push(() => worker.close({ timeoutMs: 100 }));
      return worker;
    },
    newProducer(options = {}) {
      const another = createProducer({ ...queue, ...deadlines, ...options });
      closers.push(() => another.close());
      return another;
    },
    async workerProcess(options = {}) {
      const worker = await startWorkerProcess({ ...queue, addr, password: server.password }, options);
      closers.push(() => worker.kill('SIGKILL'));
      return worker;
    },
    eventsOf: (type) => events.filter((event) => event.type === type),
    isEmpty: () => waitFor(async () => (await inspector.stats()).length === 0, { what: 'the stream to be empty' }),
    async close() {
      for (const close of closers.reverse()) await close();
    },
  };
}

export interface WorkerProcessOptions {
  leaseMs?: number;
  concurrency?: number;
  memoryQueue?: number;
  /** Handlers end after this long, in ms. Without it they never end. */
  handleMs?: number;
  /** Ends itself without a word as soon as its handler starts. */
  crashes?: boolean;
  /** How its handlers end. @default done */
  ending?: 'done' | 'failure' | 'poison' | 'later';
  /** How many workers live in it. @default 1 */
  workers?: number;
}

export interface WorkerProcess {
  readonly pid: number;
  /** Task ids in the order their handlers began. */
  readonly began: number[];
  readonly events: QueueEvent[];
  readonly child: ChildProcess;
  inHand(): number;
  kill(signal: NodeJS.Signals): Promise<void>;
  exited: Promise<number | null>;
}

/** A worker in a process of its own, to be killed and frozen. Resolves when it is ready. */
async function startWorkerProcess(
  queue: { addr: string; password: string; stream: string; group: string },
  options: WorkerProcessOptions,
): Promise<WorkerProcess> {
  const child = spawn(
    process.execPath,
    [
      '--conditions=@goodshunter/source',
      '--import=tsx',
      fileURLToPath(new URL('./worker-process.ts', import.meta.url)),
      JSON.stringify({ ...queue, ...options }),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'], cwd: fileURLToPath(new URL('../..', import.meta.url)) },
  );
  const began: number[] = [];
  const events: QueueEvent[] = [];
  let inHand = 0;
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const said = JSON.parse(line) as { began?: number; event?: QueueEvent; inHand?: number };
      if (said.began !== undefined) began.push(said.began);
      if (said.event) events.push(said.event);
      if (said.inHand !== undefined) inHand = said.inHand;
    }
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const { workers = 1 } = options;
  const countReady = () => events.filter(({ type }) => type === 'ready').length;
  await waitFor(() => countReady() === workers, { what: 'the worker process' });
  return {
    pid: child.pid ?? 0,
    began,
    events,
    child,
    exited,
    inHand: () => inHand,
    async kill(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      if (signal === 'SIGKILL') await exited;
    },
  };
}

/** Tasks `from`, `from + 1`, ... */
export function tasks(count: number, from = 1): { taskId: number; source: string }[] {
  return Array.from({ length: count }, (_, i) => ({ taskId: from + i, source: 'api' }));
}
