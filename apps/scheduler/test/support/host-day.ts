import { createHostLimits, type HostRates } from '../../src/hosts/host-limits.js';
import { exchangeByRules, NEW_HOST } from '../../src/hosts/host-rules.js';
import type { UnusedGrant } from '../../src/hosts/host-store.js';
import { NOTHING_SETTLED } from '../../src/hosts/host-store.js';

/** Somebody's hunts on one host. */
export interface Person {
  hunts: number;
  intervalMs: number;
  /** Requests that each look sends. */
  sends: number;
  /** How long a crawl takes. */
  tookMs: number;
}

export interface HostDay {
  rates: HostRates;
  /** Requests that each look asks for. */
  wanted: number;
  lastsMs: number;
  /** A task comes up to so much later than it was told. */
  comesLateMs: number;
}

export interface Lived {
  looks: number;
  sent: number;
  /** From due to look, of every look, and of those that still wait in the end. */
  waits: number[];
}

interface Task {
  person: number;
  dueAt: number;
}

/** People and a host by its rules, in made-up time: tasks come when they are due, come back when they are told to, and send what they send. */
export function livePeople(people: readonly Person[], day: HostDay, seed: number): Lived[] {
  const random = createRandom(seed);
  const limits = createHostLimits(day.rates);
  const wanted = Math.min(day.wanted, day.rates.burst);
  const lives = people.map((): Lived => ({ looks: 0, sent: 0, waits: [] }));
  const comings = new Agenda<{ task: Task } | { ended: UnusedGrant }>();
  const start = 1_800_000_000_000;
  for (const [person, { hunts, intervalMs }] of people.entries()) {
    for (let hunt = 0; hunt < hunts; hunt += 1) {
      const dueAt = start + Math.floor(random() * intervalMs);
      comings.add(dueAt, { task: { person, dueAt } });
    }
  }
  let state = NEW_HOST;
  for (let next = comings.take(); next && next.at < start + day.lastsMs; next = comings.take()) {
    const { at: now, what } = next;
    if ('ended' in what) {
      const settled = { ...NOTHING_SETTLED, unused: [what.ended], successes: 1 };
      ({ state } = exchangeByRules(state, { host: 'a', limits, wanted: 0, owner: 0, settled }, now));
      continue;
    }
    const { task } = what;
    const owner = task.person + 1;
    const move = { host: 'a', limits, wanted, owner, settled: NOTHING_SETTLED };
    const { state: after, answer } = exchangeByRules(state, move, now);
    state = after;
    if (answer.waitMs > 0) {
      // As HostBudget tells them, and as the publisher finds them due.
      const waitMs = answer.waitMs + random() * (answer.waitMs / 10 + answer.costMs) + random() * day.comesLateMs;
      comings.add(now + Math.floor(waitMs), { task });
      continue;
    }
    const person = people[task.person];
    const lived = lives[task.person];
    if (!person || !lived) throw new Error('nobody');
    const sends = Math.min(person.sends, wanted);
    lived.looks += 1;
    lived.sent += sends;
    lived.waits.push(now - task.dueAt);
    const requests = wanted - sends;
    const ended = { owner, requests, unusedMs: requests * answer.costMs, grantedAtMs: answer.atMs };
    comings.add(now + person.tookMs, { ended });
    const missed = Math.floor((now - task.dueAt) / person.intervalMs);
    const dueAt = task.dueAt + person.intervalMs * (missed + 1);
    comings.add(dueAt, { task: { ...task, dueAt } });
  }
  for (const what of comings.rest()) {
    if ('task' in what) lives[what.task.person]?.waits.push(Math.max(0, start + day.lastsMs - what.task.dueAt));
  }
  return lives;
}

/** What comes when: a heap. */
class Agenda<What> {
  readonly #heap: { at: number; what: What }[] = [];

  add(at: number, what: What): void {
    const heap = this.#heap;
    let index = heap.push({ at, what }) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if ((heap[parent]?.at ?? 0) <= at) break;
      this.#swap(index, parent);
      index = parent;
    }
  }

  take(): { at: number; what: What } | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    heap[0] = last;
    for (let index = 0; ; ) {
      const [left, right] = [2 * index + 1, 2 * index + 2];
      const at = (child: number) => heap[child]?.at ?? Number.POSITIVE_INFINITY;
      const least = at(left) <= at(right) ? left : right;
      if (at(least) >= last.at) return first;
      this.#swap(index, least);
      index = least;
    }
  }

  rest(): What[] {
    return this.#heap.map(({ what }) => what);
  }

  #swap(one: number, other: number): void {
    const heap = this.#heap;
    const [first, second] = [heap[one], heap[other]];
    if (first && second) [heap[one], heap[other]] = [second, first];
  }
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
