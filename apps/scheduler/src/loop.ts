import { Pause } from '@goodshunter/waiting';

export interface LoopOptions {
  /** Pause between two turns, in ms. */
  everyMs: number;
  stop: AbortSignal;
  onError: (error: unknown) => void;
}

/** Does something again and again, first at once, until `stop` aborts. A turn that throws is told and forgotten. Never rejects. */
export async function runLoop(turn: () => Promise<void>, { everyMs, stop, onError }: LoopOptions): Promise<void> {
  const pause = new Pause(stop);
  while (!stop.aborted) {
    await turn().catch(onError);
    await pause.wait(everyMs);
  }
}
