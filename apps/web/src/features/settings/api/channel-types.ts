import type { Channel } from '@goodshunter/contracts/api';
import type { JsonSchema } from '../../../lib/json-schema.js';

/** A channel as the list answers it; secrets are their last four characters. */
export type ChannelEntry = Channel;

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
