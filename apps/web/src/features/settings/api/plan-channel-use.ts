import type { Hunt } from '../../../lib/api-types.js';

export interface KnownChannel {
  id: number;
  onForNewHunts: boolean;
}

/** Hunts that tell by the same channels, and shall tell by the same others. */
export interface ChannelChange {
  from: Hunt['notify'];
  to: Hunt['notify'];
  ids: number[];
}

export interface ChannelUse {
  changes: ChannelChange[];
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
  const groups = new Map<string, ChannelChange>();
  let already = 0;
  for (const { id, notify, myRole } of hunts) {
    if ((myRole ?? 'owner') !== 'owner' || notify?.length === 0) continue;
    if (notify === null ? channel.onForNewHunts : notify.includes(channel.id)) {
      already += 1;
      continue;
    }
    const from = notify === null ? null : [...notify].sort((a, b) => a - b);
    const to = [...(from ?? followed), channel.id].sort((a, b) => a - b);
    const key = JSON.stringify(from);
    const group = groups.get(key);
    if (group) group.ids.push(id);
    else groups.set(key, { from, to, ids: [id] });
  }
  return { changes: [...groups.values()], already };
}
