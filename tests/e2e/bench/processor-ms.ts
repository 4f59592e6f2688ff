import { readdir, readFile } from 'node:fs/promises';

/** What the threads of a process have had of the processors, in ms, to the nanosecond as the kernel counts. A thread that ends is forgotten. */
export async function processorMsOf(pid: number): Promise<number> {
  const threads = await readdir(`/proc/${pid}/task`);
  const spent = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').catch(() => '0')),
  );
  return spent.reduce((sum, text) => sum + Number(text.split(' ')[0]), 0) / 1e6;
}
