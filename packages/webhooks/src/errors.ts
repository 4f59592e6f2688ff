/** A channel's secret is not `whsec_` and base64: no retry can mend it. */
export class WebhookSecretError extends Error {
  readonly code = 'WEBHOOK_SECRET_INVALID';
  override readonly name = 'WebhookSecretError';

  constructor() {
    super('the webhook secret must be whsec_ and base64 of at least 24 bytes');
  }
}

/** A channel's secret is derived from a signing key that this process was not given. Bringing it back mends it. */
export class SigningKeyError extends Error {
  readonly code = 'WEBHOOK_SIGNING_KEY';
  override readonly name = 'SigningKeyError';

  /** `problem`: such as "is missing". */
  constructor(problem: string) {
    super(`APP_WEBHOOK_SIGNING_KEY ${problem}; give the services the key that the channel was created with`);
  }
}
