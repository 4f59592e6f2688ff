/** A channel as the list answers it; secrets are their last four characters. */
export interface ChannelEntry {
  id: number;
  name: string;
  kind: string;
  config: Record<string, unknown>;
  isEnabled: boolean;
  onForNewHunts?: boolean;
  state?: 'ok' | 'retrying' | 'waiting' | 'dead' | 'misconfigured';
  lastSuccessAt?: string | null;
  lastError?: string | null;
  waiting?: number;
  givenUp?: number;
}

export interface JsonSchema {
  type?: string;
  title?: string;
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  enum?: (string | number)[];
  default?: unknown;
  format?: string;
  minimum?: number;
  maximum?: number;
}

/** A way to tell, as `GET /api/channel-kinds` describes it. */
export interface ChannelKind {
  kind: string;
  name: string;
  group: string;
  configSchema: JsonSchema;
  secretFields: string[];
  setup: 'paste' | 'code' | 'link' | 'click';
  available: boolean;
  why?: string | null;
}

export interface TestResult {
  delivered: boolean;
  httpStatus: number | null;
  message: string;
}

/** What the page knows of kinds where the api does not describe them: a webhook, as it has always been. */
export const WEBHOOK: ChannelKind = {
  kind: 'webhook',
  name: 'Webhook',
  group: 'machines',
  configSchema: { type: 'object', required: ['url'], properties: { url: { type: 'string', format: 'uri' } } },
  secretFields: [],
  setup: 'paste',
  available: true,
};
