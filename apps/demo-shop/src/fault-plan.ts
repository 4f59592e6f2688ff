export const FAULT_KINDS = ['429', '503', 'challenge', 'slow', 'garbage'] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  kind: FaultKind;
  /** For 429 and 503, in seconds. */
  retryAfterSeconds: number;
  /** For slow: how long the answer is held back, in ms. */
  delayMs: number;
}

export interface PlannedFault extends Fault {
  /** How many requests it spoils. */
  times: number;
  /** Only requests whose path within the shop begins so. */
  pathPrefix: string;
}

/** What goes wrong with the next requests, in the order it was asked for. */
export class FaultPlan {
  #planned: PlannedFault[] = [];

  add(fault: PlannedFault): void {
    if (fault.times > 0) this.#planned.push({ ...fault });
  }

  clear(): void {
    this.#planned = [];
  }

  /** Requests still to be spoiled. */
  get left(): number {
    return this.#planned.reduce((sum, { times }) => sum + times, 0);
  }

  /** The fault for this request, used up by asking; undefined when it may pass. */
  take(path: string): Fault | undefined {
    const fault = this.#planned.find(({ pathPrefix }) => path.startsWith(pathPrefix));
    if (!fault) return undefined;
    fault.times -= 1;
    if (fault.times === 0) this.#planned = this.#planned.filter((other) => other !== fault);
    return fault;
  }
}
