/** Machines are told every kind of event at once; people what their hunts' rules and their hours say. */
export type Audience = 'people' | 'machines';

const MACHINES: ReadonlySet<string> = new Set(['webhook', 'mqtt']);

/** Who listens behind a kind of channel. */
export function audienceOf(kind: string): Audience {
  return MACHINES.has(kind) ? 'machines' : 'people';
}

/** Whether what waits for a channel becomes one message: always for people, for machines where the channel asks for it. */
export function isMergingChannel(kind: string, config: unknown): boolean {
  if (audienceOf(kind) === 'people') return true;
  return typeof config === 'object' && config !== null && 'merge' in config && config.merge === true;
}
