interface Waiter<T> {
  who: T;
  call: () => void;
}

/** Those who wait for a turn, in order of arrival. Each may leave by its signal; whose turn it is, the owner of the line says. */
export class WaitingLine<T = void> {
  readonly #waiters = new Set<Waiter<T>>();

  get length(): number {
    return this.#waiters.size;
  }

  /** Resolves when it is called. @throws the signal's reason, when that comes first */
  async join(who: T, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const giveUp = () => {
        this.#waiters.delete(waiter);
        reject(signal.reason);
      };
      const waiter = {
        who,
        call: () => {
          this.#waiters.delete(waiter);
          signal.removeEventListener('abort', giveUp);
          resolve();
        },
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiters.add(waiter);
    });
  }

  /** Calls the first one that `isMeant`, and answers who that is; undefined: there is none. */
  callNext(isMeant: (who: T) => boolean = () => true): { who: T } | undefined {
    for (const { who, call } of this.#waiters) {
      if (!isMeant(who)) continue;
      call();
      return { who };
    }
    return undefined;
  }
}
