/**
 * What `answer` comes to. Once it is late, `onLate` is called, and what it comes to then is of no interest.
 * @throws an Error when there is no answer within `timeoutMs`; what `answer` threw
 */
export async function withDeadline<T>(answer: Promise<T>, timeoutMs: number, onLate = () => {}): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let isAnswered = false;
  const late = new Promise<never>((_resolve, reject) => {
    const giveUp = () => {
      if (isAnswered) return;
      onLate();
      reject(new Error(`no answer within ${timeoutMs} ms`));
    };
    // An answer that came while this process was busy is read before it is called missing.
    timer = setTimeout(() => setImmediate(giveUp), timeoutMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    isAnswered = true;
    clearTimeout(timer);
  }
}
