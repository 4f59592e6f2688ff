/** A channel's secret is not `whsec_` and base64: no retry can mend it. */
export class WebhookSecretError extends Error {
  readonly code = 'WEBHOOK_SECRET_INVALID';
  override readonly name = 'WebhookSecretError';

  constructor() {
    super('the webhook secret must be whsec_ and base64 of at least 24 bytes');
  }
}
