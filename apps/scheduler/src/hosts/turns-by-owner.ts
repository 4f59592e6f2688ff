import { KEPT_MS, LONGEST_LINE_MS, MOST_OWNERS } from './host-store.js';

/** What a host knows of one person while somebody waits for it. Instants are ms of the store's clock. */
export interface OwnerTurns {
  owner: number;
  /** Requests it had, on the host's own count (`HostTurns.served`): whoever has the least is next. */
  served: number;
  /** When the last of its waiting tasks was told to come. */
  line: number;
  /** It is waiting until then: room is kept for the next of its tasks. */
  keptUntil: number;
  /** Requests that its last task asked for. */
  need: number;
}

/** Whose turn it is at a host. Empty while nobody waits. */
export interface HostTurns {
  /** No one that waits has had fewer requests; who comes anew begins here. */
  served: number;
  /** In the order in which they came: of two that had the same, the first is next. */
  owners: readonly OwnerTurns[];
}

export const NO_TURNS: HostTurns = { served: 0, owners: [] };

/** A task at the counter. */
export interface Asking {
  owner: number;
  /** Requests. */
  wanted: number;
  now: number;
  /** When the bucket has room for it, others left aside, in ms from now. */
  freeInMs: number;
  /** Whether the bucket has room for this many now. */
  hasRoomFor: (requests: number) => boolean;
  /** The time that a request takes of the budget. */
  costMs: number;
}

/** What is not used counts as not had; who neither waits nor is ahead of the others is forgotten. */
export function settleTurns(
  { served, owners }: HostTurns,
  unused: readonly { owner: number; requests: number }[],
  now: number,
): HostTurns {
  const settled = owners.map((turns) => {
    const back = unused.reduce((sum, { owner, requests }) => sum + (owner === turns.owner ? requests : 0), 0);
    return { ...turns, served: Math.max(served, turns.served - back) };
  });
  return dropIdle({ served, owners: settled }, now);
}

/**
 * Start-time fair queueing of people: whoever is behind another that waits leaves room for one turn of it, for as long as
 * that one is expected. A bucket with room for both serves whoever asks, so nothing leaks unused for it.
 * @returns how long it waits (0: granted), and the turns with it
 */
export function takeTurn(turns: HostTurns, asking: Asking): { waitMs: number; turns: HostTurns } {
  const { owner, wanted, now, freeInMs, costMs, hasRoomFor } = asking;
  const owners = [...turns.owners];
  const at = findPlace(owners, owner, now);
  const own = owners[at] ?? { owner, served: turns.served, line: 0, keptUntil: 0, need: wanted };
  const others = owners.filter((other, index) => index !== at && other.keptUntil > now);
  const isAhead = (other: OwnerTurns) =>
    other.served < own.served || (other.served === own.served && !(own.keptUntil > now && owners.indexOf(other) > at));
  const ahead = others.filter(isAhead);
  const isGranted = freeInMs === 0 && ahead.every(({ need }) => hasRoomFor(wanted + need));
  const isWaiting = !isGranted || own.line > now;
  const spacingMs = costMs * (others.length + (isWaiting ? 1 : 0));
  const keptUntil = (next: number) => next + Math.floor((next - now) / 10) + costMs + KEPT_MS;

  if (isGranted) {
    const served = Math.max(turns.served, Math.min(own.served, ...others.map((other) => other.served)));
    const kept = isWaiting ? keptUntil(Math.min(own.line, now + spacingMs)) : 0;
    owners[at] = { ...own, served: own.served + wanted, need: wanted, keptUntil: kept };
    return { waitMs: 0, turns: dropIdle({ served, owners }, now) };
  }
  // A request apart, as most runs send one; what they ask for beyond it they give back.
  const waitMs = freeInMs + costMs * ahead.length;
  const turn = Math.min(Math.max(own.line + spacingMs, now + waitMs), now + waitMs + LONGEST_LINE_MS);
  const kept = Math.max(own.keptUntil, keptUntil(Math.min(turn, now + Math.max(waitMs, spacingMs))));
  owners[at] = { ...own, line: turn, need: wanted, keptUntil: kept };
  return { waitMs: turn - now, turns: { served: turns.served, owners } };
}

/** Where it stands or would stand. In a full line those that do not wait make room, else it shares the last place. */
function findPlace(owners: OwnerTurns[], owner: number, now: number): number {
  const known = owners.findIndex((other) => other.owner === owner);
  if (known >= 0) return known;
  if (owners.length < MOST_OWNERS) return owners.length;
  const idle = owners.findIndex(({ keptUntil }) => keptUntil <= now);
  if (idle < 0) return owners.length - 1;
  owners.splice(idle, 1);
  return owners.length;
}

function dropIdle({ served, owners }: HostTurns, now: number): HostTurns {
  if (!owners.some(({ keptUntil }) => keptUntil > now)) return NO_TURNS;
  return { served, owners: owners.filter((turns) => turns.keptUntil > now || turns.served > served) };
}
