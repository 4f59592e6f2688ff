/**
 * What `answer` comes to, if it comes in time. An answer that came while this process was busy is read before it is called late.
 * @param onLate called when time is up: what it throws is thrown here, what it answers is the answer. What `answer` comes to
 *   afterwards is of no interest.
 * @throws what `answer` threw in time
 */
export function answerWithin<T, L>(answer: Promise<T>, timeoutMs: number, onLate: () => L): Promise<T | L> {
  // One promise and one timer: every command sent to Redis pays for this.
  return new Promise((resolve, reject) => {
    let isOver = false;
    const giveUp = () => {
      if (isOver) return;
      try {
        resolve(onLate());
      } catch (error) {
        reject(error);
      }
    };
    const timer = setTimeout(() => setImmediate(giveUp), timeoutMs);
    answer.then(
      (value) => {
        isOver = true;
        clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        isOver = true;
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}

/** Waits for `promise`, but no longer than `timeoutMs`. @throws what `promise` threw in time */
export async function waitAtMost(promise: Promise<unknown>, timeoutMs: number): Promise<void> {
  await answerWithin(promise, timeoutMs, () => undefined);
}
