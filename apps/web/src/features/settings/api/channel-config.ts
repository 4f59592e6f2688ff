import type { ChannelEntry, ChannelKind } from './channel-types.js';

/** What the form begins with: what is known, else what is proposed. Secrets are never known. */
export function initialConfig(kind: ChannelKind, channel: ChannelEntry | undefined): Record<string, unknown> {
  const config: Record<string, unknown> = {};
  for (const [field, schema] of Object.entries(kind.configSchema.properties ?? {})) {
    const known = kind.secretFields.includes(field) ? undefined : channel?.config[field];
    const value = known ?? (channel ? undefined : (kind.proposal[field] ?? schema.default));
    if (value !== undefined) config[field] = value;
  }
  return config;
}

/** What is empty is left out, so that a default or a kept secret stays. */
export function cleanConfig(kind: ChannelKind, config: Record<string, unknown>): Record<string, unknown> {
  const names = Object.keys(kind.configSchema.properties ?? {});
  return Object.fromEntries(
    names.filter((name) => config[name] !== undefined && config[name] !== '').map((name) => [name, config[name]]),
  );
}
