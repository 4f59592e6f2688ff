import type { Answer, AnyChannelKind, Failure, Telling } from '@goodshunter/channels';
import { answerWithin } from '@goodshunter/waiting';
import type { GateOutcome } from '../store/outbox/claim-gates.js';
import type { ClaimedDelivery, ClaimedGate } from '../store/outbox/claimed-gate.js';
import { type RetryRules, retryDelayMs } from './retry-delay.js';

/** Messages of one gate under way at once. */
const AT_ONCE = 4;
/** No further message is begun after this, so that the lease covers the last one. */
const BEGIN_WITHIN_MS = 5000;

export interface ServeOptions {
  kind: AnyChannelKind;
  gate: ClaimedGate;
  toTelling: (delivery: ClaimedDelivery) => Telling;
  deadlineMs: number;
  retry: RetryRules;
  /** Older messages are given up, in ms. */
  maxAgeMs: number;
  stop: AbortSignal;
  onAnswer: (delivery: ClaimedDelivery, answer: Answer) => void;
}

/** What became of the messages of one gate, for the database to remember. */
export interface Served {
  sent: { ids: number[]; answer: string };
  failed: { id: number; answer: string; isGivenUp: boolean; isSpent: boolean }[];
  untried: number[];
  outcome: GateOutcome | undefined;
  /** The service asked all that go there to wait. */
  waitMs: number | undefined;
  /** No success, and no retry will mend it: the reason. */
  ended: Failure | undefined;
}

/** Sends what a gate holds, a few at a time, until one is not taken. Never rejects. */
export async function serveGate(options: ServeOptions): Promise<Served> {
  const { kind, gate, toTelling, deadlineMs, retry, maxAgeMs, stop, onAnswer } = options;
  const served: Served = {
    sent: { ids: [], answer: '' },
    failed: [],
    untried: [],
    outcome: undefined,
    waitMs: undefined,
    ended: undefined,
  };
  const startedAt = performance.now();
  const waiting = [...gate.deliveries];
  const trouble: { worst: Failure | undefined } = { worst: undefined };

  async function work(): Promise<void> {
    while (trouble.worst === undefined && !stop.aborted && performance.now() - startedAt < BEGIN_WITHIN_MS) {
      const delivery = waiting.shift();
      if (delivery === undefined) return;
      const answer = await attempt(kind, gate, toTelling(delivery), deadlineMs);
      onAnswer(delivery, answer);
      if (answer.status === 'sent') {
        served.sent.ids.push(delivery.id);
        served.sent.answer = answer.message;
        continue;
      }
      const isRefused = answer.status === 'refused';
      const isSpent = isRefused || answer.status === 'retry';
      const isGivenUp = isRefused || delivery.ageMs > maxAgeMs || (isSpent && delivery.attempt >= retry.maxAttempts);
      served.failed.push({ id: delivery.id, answer: answer.message, isGivenUp, isSpent });
      if (!isRefused) trouble.worst = worseOf(trouble.worst, answer);
    }
  }

  await Promise.all(Array.from({ length: Math.min(AT_ONCE, waiting.length) }, work));
  const { worst } = trouble;
  served.untried = waiting.map(({ id }) => id);
  if (worst !== undefined) {
    const { status, message, retryAfterMs } = worst;
    const backoffMs =
      retryDelayMs(gate.failures + 1, retryAfterMs, { ...retry, maxAttempts: Number.MAX_SAFE_INTEGER }) ?? 0;
    if (status === 'wait') {
      served.waitMs = retryAfterMs ?? backoffMs;
      served.outcome = { state: 'waiting', openInMs: served.waitMs, error: message };
    } else if (status === 'retry') served.outcome = { state: 'retrying', openInMs: backoffMs, error: message };
    else if (status !== 'refused') {
      served.outcome = { state: status, openInMs: 0, error: message };
      served.ended = worst;
    }
    if (served.outcome && served.sent.ids.length > 0) served.outcome.isSuccess = status !== 'retry';
  } else if (served.sent.ids.length > 0) {
    served.outcome = { state: 'ok', openInMs: kind.limits.gapMs ?? 0, isSuccess: true };
  } else if (served.failed.length > 0) {
    // Only refused: the destination answers, these messages are the trouble.
    served.outcome = { state: 'ok', openInMs: kind.limits.gapMs ?? 0, error: served.failed[0]?.answer ?? '' };
  }
  return served;
}

function worseOf(known: Failure | undefined, answer: Failure): Failure {
  return known === undefined || RANK[answer.status] > RANK[known.status] ? answer : known;
}

const RANK: Record<Failure['status'], number> = { refused: 0, retry: 1, wait: 2, misconfigured: 3, dead: 4 };

async function attempt(kind: AnyChannelKind, gate: ClaimedGate, telling: Telling, deadlineMs: number): Promise<Answer> {
  try {
    const rendered = kind.render(telling, gate.config);
    // A kind keeps its deadline; one that does not must not hold the gate for ever.
    return await answerWithin(
      kind.send(rendered, gate.config, { secret: gate.secret, deadlineMs }),
      deadlineMs + 1000,
      (): Answer => ({ status: 'retry', message: 'the service did not answer in time' }),
    );
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { status: 'refused', message: `the message could not be made: ${message}`.slice(0, 300) };
  }
}
