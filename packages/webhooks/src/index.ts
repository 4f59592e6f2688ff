export { type ChannelSecret, createChannelSecret, resolveChannelSecret } from './channel-secret.js';
export { createWebhookTransport } from './create-webhook-transport.js';
export { SigningKeyError, WebhookSecretError } from './errors.js';
export {
  type SendWebhookOptions,
  sendWebhook,
  type WebhookRequest,
  type WebhookResponse,
  type WebhookResult,
  type WebhookTransport,
} from './send-webhook.js';
export { createWebhookSecret, type SignWebhookOptions, signWebhook, type WebhookHeaders } from './sign-webhook.js';
