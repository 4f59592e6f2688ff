import type { Hunt } from '../../../lib/api-types.js';

export interface KnownChannel {
  id: number;
  onForNewHunts: boolean;
}

export interface ChannelUse {
  /** Hunts that get the same channels, together. */
  changes: { notify: number[]; ids: number[] }[];
  /** How many tell by it as they are. */
  already: number;
}

/**
 * What makes all hunts of one's own tell by a channel, too. Those whose notices are off stay silent, those of other
 * people are theirs. A hunt that names no channels follows what is on for new hunts; where this channel is not, the hunt
 * is given what it followed and this one.
 * @param channels the person's channels, with or without this one
 */
export function planChannelUse(
  hunts: readonly Pick<Hunt, 'id' | 'notify' | 'myRole'>[],
  channel: KnownChannel,
  channels: readonly KnownChannel[],
): ChannelUse {
  const followed = channels.filter(({ id, onForNewHunts }) => onForNewHunts && id !== channel.id).map(({ id }) => id);
  const groups = new Map<string, { notify: number[]; ids: number[] }>();
  let already = 0;
  for (const { id, notify, myRole } of hunts) {
    if ((myRole ?? 'owner') !== 'owner' || notify?.length === 0) continue;
    if (notify === null ? channel.onForNewHunts : notify.includes(channel.id)) {
      already += 1;
      continue;
    }
    const next = [...(notify ?? followed), channel.id].sort((a, b) => a - b);
    const group = groups.get(next.join());
    if (group) group.ids.push(id);
    else groups.set(next.join(), { notify: next, ids: [id] });
  }
  return { changes: [...groups.values()], already };
}
