import { fillIn, type GapsOf, type Params } from './templates.js';

/**
 * Why the API refuses, by reason, in English: the `detail` of a problem whose `reason` and `params` a page says in its own language.
 * A new reason needs words in the other catalogues of apps/web, which the types ask for.
 */
export const REFUSALS = {
  invalid_input: 'Something in this is not right.',
  invalid_json: 'The body is not valid JSON: {{why}}.',
  unreadable: 'The request cannot be read: {{why}}.',
  body_too_large: 'The body is larger than 1 MB, which no request needs.',
  not_json: 'Send JSON with the header "Content-Type: application/json".',
  not_utf8: 'Send the body as JSON in UTF-8.',
  wrong_method: '{{method}} is not possible on {{path}}; possible: {{allowed}}.',
  no_such_path: 'There is nothing at {{method}} {{path}}; /docs lists what there is.',
  no_id: '"{{text}}" is not an id.',
  key_reused: 'This Idempotency-Key was sent before with another body; use a new key for a new task.',
  other_site: 'This request comes from another site. Use the page of GoodsHunter itself, or an API token.',
  internal: 'Something went wrong on our side. The log has the details under this correlation id.',
  commit_unknown:
    'The connection to the database broke while saving: it is stored entirely or not at all. Look before you repeat; with an Idempotency-Key repeating is safe.',
  others_change: 'Others were changing the same thing. Nothing was changed; try again in a few seconds.',
  database_away: 'The database is not available at the moment. Try again in a few seconds.',
  database_busy: 'Nothing was changed, as the database is too busy at the moment. Try again in a few seconds.',
  database_read_only:
    'Nothing was changed, as the database is read-only at the moment. What is there can be read. Try again in a few seconds.',
  database_full:
    'Nothing was changed, as the database has no space left at the moment. What is there can be read. Try again in a few seconds.',
  redis_away: 'Redis does not answer, so nobody knows of dead letters now.',
  no_crawler_for_picture: 'No crawler can fetch this picture now; try again in a moment.',
  too_many_follow: 'Too many people follow along here at the moment; try again in a while.',

  sign_in_first: 'Sign in, or send an API token in the header "Authorization: Bearer <token>".',
  token_missing: 'Send the API token in the header "Authorization: Bearer <token>".',
  token_of_scope_read: 'Send an API token of scope read in the header "Authorization: Bearer <token>".',
  token_invalid: 'This API token is not valid; it may have expired or been revoked.',
  token_may_not_read: 'This API token may not read hunts.',
  token_scope: 'This API token is for {{scopes}}; this needs another one.',
  token_without_scope: 'This API token is for nothing; this needs another one.',
  guests_look: 'Guests look, and change nothing; ask an admin for more.',
  admins_alone: 'Only an admin may do this.',
  not_fresh: 'Show that it is you: sign in anew, and try again.',
  cannot_sign_in: 'This account cannot sign in; ask an admin.',
  wrong_credentials: 'This name and password do not fit together.',
  wrong_passkey: 'This passkey is not known here; sign in another way.',
  wrong_code: 'This link does not work any more: it was used, or is too old. Ask for a new one.',
  wrong_second_factor: 'This is not the second factor of this account.',
  wrong_password: 'This is not the password of this account.',
  sign_in_expired: 'This sign-in took too long, or is done; begin again.',
  not_local: 'This is no local run: name an admin, with a password.',
  no_accounts_now: 'No accounts are made here at the moment; ask an admin.',
  no_accounts_alone: 'Nobody makes an account here by themselves; ask an admin for a link.',
  registration_closed: 'Registration is closed; set PEOPLE_REGISTRATION to invite or open first.',
  no_provider: 'No OpenID provider is configured here.',
  email_taken: 'Another account has this e-mail address.',
  only_admin: 'This is the only admin; make somebody else an admin first.',
  passkey_known: 'This passkey is registered already.',
  passkey_needed: 'This passkey is your only second factor; switch the second factor off first, or set up an app.',
  no_apps_here: 'No app can be used here: the operator has set no NOTIFY_SECRET_KEY. Use a passkey.',
  no_password_yet: 'You have no password that a second factor could be asked for after; set one first.',
  no_passkey_yet: 'You have no passkey that could be the second factor; make one first, or set up an app.',
  second_factor_off: 'The second factor is off; switch it on first.',

  wait_sign_in_address: 'Too many failed sign-ins from here; try again in {{minutes}} min.',
  wait_sign_in_account: 'Too many failed sign-ins to this account; try again in {{minutes}} min.',
  wait_second_factor: 'Too many wrong codes for this account; try again in {{minutes}} min.',
  wait_code: 'Too many wrong codes from here; try again in {{minutes}} min.',
  wait_token: 'Too many wrong API tokens from here; try again in {{minutes}} min.',
  wait_session: 'Too many requests with a session that is over came from here; try again in {{minutes}} min.',
  wait_link: 'Too many links that do not work were tried from here; try again in {{minutes}} min.',
  wait_begun: 'Too many sign-ins were begun from here; try again in {{minutes}} min.',
  asks_too_much: 'You ask for too much at once; wait for what is under way.',
  wait_letter: 'Too many letters to this address, or asked for by you; try again in {{minutes}} min.',
  wait_channel_setup: 'Too many channels begun; try again in {{minutes}} min.',
  wait_channel_test: 'Too many test messages; try again in {{minutes}} min.',
  wait_register: 'Too many new accounts from here; try again in {{minutes}} min.',
  wait_sign_ins: 'Many people sign in at the moment; try again in a few seconds.',
  wait_creations: 'You may create {{most}} things a minute; try again shortly.',
  follows_too_often: 'You follow along {{times}} times already; close one of them first.',

  too_often: 'Your hunts look every {{shortest}} seconds at most; {{asked}} is too often.',
  too_many_hunts: 'You have {{have}} hunts, and {{most}} is the most; end one first.',
  too_many_looks:
    'Your hunts would look {{looks}} times an hour, and {{most}} is the most; look less often, or pause one.',
  too_many_drafts: 'You have {{have}} previews open, and {{most}} is the most; keep or discard one, or wait an hour.',
  too_many_channels: 'You have {{have}} channels, and {{most}} is the most; remove one first.',
  too_many_feeds: 'You have {{most}} feeds, which is the most; end one first.',
  too_many_tags: 'A hunt has at most {{most}} tags.',

  no_task: 'There is no task {{id}}.',
  no_item: 'There is no item {{id}}.',
  no_event: 'There is no event {{id}}.',
  no_channel: 'There is no channel {{id}}.',
  no_delivery: 'There is no delivery {{id}}.',
  no_setup: 'There is no set-up {{id}}.',
  no_token: 'There is no token {{id}}.',
  no_session: 'There is no session {{id}}.',
  no_passkey: 'There is no passkey {{id}}.',
  no_invite: 'There is no invite {{id}}.',
  no_feed: 'There is no feed {{id}}.',
  no_dead_letter: 'There is no dead letter {{id}}.',
  nobody: 'There is nobody with the id {{id}}.',
  account_gone: 'This account is gone.',
  person_gone: 'This person is no longer there.',
  hunt_gone: 'This hunt is no longer there.',
  channel_gone: 'This channel is no longer there.',
  feed_gone: 'This feed does not exist any more.',
  link_not_ours: 'This link is not one of ours, or it was cut short.',
  link_ended: 'This link does not work any more.',

  task_paused: 'Task {{id}} is paused; resume it first.',
  channels_changed: 'The channels of task {{id}} were changed meanwhile.',
  task_draft: 'Task {{id}} is a draft, which looks once; keep it first.',
  owners_alone: 'This hunt is shared with you; only its owner may do this.',
  view_only: 'This hunt is shared with you for reading; ask its owner to change it, or to let you.',
  not_shared_further: 'This hunt is shared with you; only its owner shares it further.',
  not_shared_with: 'Task {{id}} is not shared with a person {{userId}}.',
  not_shared_with_you: 'Task {{id}} is not shared with you.',
  channel_not_shared_with: 'Channel {{id}} is not shared with a person {{userId}}.',
  telegram_silent: 'Telegram does not answer for the bot of this house; an admin should look at NOTIFY_TELEGRAM_TOKEN.',
  setup_begun_anew: 'You began this once more meanwhile; go on with that one.',
  setup_by_link: 'This set-up is finished by following its link.',
  delivery_waits: 'Delivery {{id}} waits to be sent already.',
} as const;

export type RefusalReason = keyof typeof REFUSALS;

/** A reason and what fills its gaps, checked together. */
export type Refusal = {
  [R in RefusalReason]: [GapsOf<(typeof REFUSALS)[R]>] extends [never]
    ? [reason: R]
    : [reason: R, params: Readonly<Record<GapsOf<(typeof REFUSALS)[R]>, string | number>>];
}[RefusalReason];

/** The English sentence of a refusal. */
export function sayRefusal([reason, params]: readonly [reason: RefusalReason, params?: Params]): string {
  return fillIn(REFUSALS[reason], params);
}
