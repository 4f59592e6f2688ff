import type { Channel } from '@goodshunter/contracts/api';

/** A channel as the list answers it; secrets are their last four characters. */
export type ChannelEntry = Channel;

/** What of a JSON Schema the form draws. */
export interface JsonSchema {
  type?: string;
  title?: string;
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  enum?: (string | number)[];
  default?: unknown;
  format?: string;
}

/** A way to tell, as `GET /api/channel-kinds` describes it. */
export interface ChannelKind {
  kind: string;
  name: string;
  group: 'push' | 'chat' | 'mail' | 'machines';
  configSchema: JsonSchema;
  secretFields: string[];
  proposal: Record<string, unknown>;
  setup: 'paste' | 'code' | 'link' | 'click';
  available: boolean;
  why: string | null;
  publicKey?: string;
}
