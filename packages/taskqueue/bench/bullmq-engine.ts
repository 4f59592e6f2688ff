import { Queue, Worker } from 'bullmq';
import { BODY_BYTES, type Engine } from './engine.js';

/** BullMQ with the settings its documentation gives for throughput: jobs with an id each, removed when complete. */
export function createBullmqEngine(port: number): Engine {
  const connection = { host: '127.0.0.1', port };
  const queue = new Queue('bench', { connection, defaultJobOptions: { removeOnComplete: true } });
  const data = (taskId: number) => {
    const bare = { task_id: taskId, action: 'execute', timestamp: new Date().toISOString(), pad: '' };
    return { ...bare, pad: 's'.repeat(Math.max(0, BODY_BYTES - JSON.stringify(bare).length)) };
  };
  const job = (taskId: number) => ({ name: 'task', data: data(taskId), opts: { jobId: `task-${taskId}` } });
  return {
    name: 'bullmq',
    async addBulk(count, from) {
      for (let start = 0; start < count; start += 1000) {
        const size = Math.min(1000, count - start);
        await queue.addBulk(Array.from({ length: size }, (_, i) => job(from + start + i)));
      }
    },
    addOne(taskId) {
      const { name, data: payload, opts } = job(taskId);
      return queue.add(name, payload, opts);
    },
    async consume(concurrency, handler) {
      const worker = new Worker('bench', async ({ data: { task_id } }) => handler(task_id), {
        connection,
        concurrency,
      });
      worker.on('error', () => {});
      await worker.waitUntilReady();
      return () => worker.close();
    },
    close: () => queue.close(),
  };
}
