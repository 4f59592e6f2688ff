/**
 * What `answer` comes to, if it comes in time. An answer that came while this process was busy is read before it is called late.
 * @param onLate called when time is up: what it throws is thrown here, what it answers is the answer. What `answer` comes to
 *   afterwards is of no interest.
 * @throws what `answer` threw in time
 */
export async function answerWithin<T, L>(answer: Promise<T>, timeoutMs: number, onLate: () => L): Promise<T | L> {
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const late = new Promise<L>((resolve, reject) => {
    const giveUp = () => {
      if (isOver) return;
      try {
        resolve(onLate());
      } catch (error) {
        reject(error);
      }
    };
    timer = setTimeout(() => setImmediate(giveUp), timeoutMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    isOver = true;
    clearTimeout(timer);
  }
}

/** Waits for `promise`, but no longer than `timeoutMs`. @throws what `promise` threw in time */
export async function waitAtMost(promise: Promise<unknown>, timeoutMs: number): Promise<void> {
  await answerWithin(promise, timeoutMs, () => undefined);
}
