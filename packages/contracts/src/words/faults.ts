import { createReader, type Params, type Reader } from './templates.js';

/**
 * What may be wrong with a field, in English, as a clause behind its name. A page says them by `code` and `params` in its own language;
 * of equal ones but for a gap at the end the particular one stands first. What nobody foresaw is `other`.
 */
export const FAULTS = {
  required: 'is required',
  unknown_field: 'is not a known field',
  more: 'there may be more that is wrong',
  taken: 'is taken; choose another',
  greater_than_max: 'is greater than maxPrice',
  no_text: 'must be a text',
  no_number: 'must be a number',
  wrong_type: 'must be of type {{type}}',
  wrong_form: 'invalid {{what}}',
  no_whole_number: 'must be a whole number',
  no_boolean: 'must be true or false',
  no_list: 'must be a list',
  no_object: 'must be an object',
  minor_units: 'must be a whole number of minor units of the currency (1250 for 12.50 EUR)',
  minor_units_text: 'must be a whole number of minor units',
  empty: 'must be at least 1 character long',
  too_short: 'must be at least {{limit}} characters long',
  one_character: 'must be at most 1 character long',
  too_long: 'must be at most {{limit}} characters long',
  no_entry: 'must hold at least 1 entry',
  too_few: 'must hold at least {{limit}} entries',
  too_many: 'must hold at most {{limit}} entries',
  too_many_values: 'must hold at most {{limit}} values',
  too_many_fields: 'must hold at most {{limit}} fields',
  too_deep: 'must be nested at most {{limit}} levels deep',
  too_small: 'must be at least {{limit}}',
  too_big: 'must be at most {{limit}}',
  not_one_of: 'must be one of {{values}}',
  control_characters: 'must not contain control characters',
  commas: 'must not contain commas or control characters',
  half_character: 'must be well-formed text; it holds half of a character',
  no_address: 'must be a valid URL',
  no_http_address: 'must be an http or https URL',
  password_in_address: 'must not contain a user name or password',
  private_address: 'must not point to a private or reserved address (forbidden address)',
  private_host: 'must name a public host (forbidden address)',
  closed_port: 'must use port {{ports}} (forbidden address)',
  host_not_allowed: 'must be listed in NOTIFY_ALLOW_HOSTS (forbidden address)',
  no_slack_address: 'must be the address of an incoming webhook',
  no_discord_address: 'must be the address of a Discord webhook',
  no_push_endpoint: 'must be the endpoint of a subscription',
  key_or_urls: 'needs either a key or urls',
  no_email: 'must be an e-mail address',
  no_currency: 'must be an ISO 4217 code such as EUR',
  no_clock_time: 'must be a time of day such as 18:00',
  no_time_zone: 'must be an IANA time zone such as Europe/Berlin',
  not_a_time_zone: 'is not a time zone such as Europe/Berlin',
  no_language: 'must be a language such as en or zh-CN',
  no_user_name: 'must be letters, digits, blanks and . _ @ + - and begin with a letter or digit',
  no_id: 'must be an id',
  no_ids: 'must be ids with commas between them',
  no_task_id: 'must be a task id',
  no_dead_letter_id: 'must be the id of a dead letter',
  no_signing_secret: 'must be whsec_ and base64 of 24 to 64 bytes',
  no_app_code: 'must be the six digits that the app shows',
  code_or_response: 'must be there, or response of a passkey, and not both',
  no_idempotency_key: 'must be 1 to 255 visible ASCII characters',
  sent_with_another_body: 'was sent before with another body',
  no_category: 'must be the number of a category',
  no_asterisk: 'must not contain *, which eBay does not know',
  no_store: 'must be a store’s id: letters, digits, - and _',
  no_jan: 'must be 8 or 13 digits',
  no_collection: 'must be a collection handle: letters, digits and dashes',
  one_of_yahoo: 'one of query, category, seller and jan is needed',
  region_beside_selectors: 'region is not needed beside selectors',
  no_named_selector: 'must name one of price, title and stock',
  selector_combinator: 'must neither begin nor end with a combinator such as >',
  selector_combinators: 'must use no combinators but space, >, + and ~',
  selector_namespace: 'must not name a namespace',
  selector_element: 'must not use ::{{name}}: it is no element of the page',
  selector_nth: 'must have a number or a rule such as 2n+1 in :{{name}}()',
  selector_state: 'must not use :{{name}}, which a page that was fetched does not have',
  selector_parts: 'must have at most {{limit}} parts',
  selector_nesting: 'must not nest selectors deeper than {{limit}} times',
  no_selector_because: 'must be a CSS selector: {{why}}',
  no_selector: 'must be a CSS selector',
  source_beside_url: 'is not needed beside url: it is found out',
  query_beside_url: 'is not needed beside url',
  source_or_url: 'is needed, or url alone',
  page_alone: 'is of pages of one product; this is a {{source}}',
  robots_override: 'must not be true here: the operator has not listed this host in ROBOTS_OVERRIDE_HOSTS',
  no_key: '{{source}} needs a key that is not configured: set {{settings}}',
  kind_missing: '{{kind}} is not available: {{why}}',
  no_bot: '{{kind}} has no bot here: NOTIFY_TELEGRAM_TOKEN is not set',
  needs_no_setup: '{{kind}} needs no set-up: paste its configuration',
  terms_instead: '{{site}} does not allow programs to read its pages, so this address is not watched. {{instead}}',
  terms: '{{site}} does not allow programs to read its pages, so this address is not watched.',
  ebay_without_words:
    'This eBay address holds no search words. Paste the address of a search, or use the source ebay with words of your own.',
  yahoo_without_words: 'This Yahoo! Shopping address holds no search words, category or store.',
  owners_notify: 'is the owner’s; set your own by PATCH /api/tasks/:id/shares/me',
  no_such_channel: 'names channel {{id}}, which does not exist',
  no_such_person: 'there is nobody called "{{name}}" here',
  yourself: 'is yourself: this is yours already',
  guests_view: 'must be viewer: a guest changes nothing',
  in_the_past: 'is in the past',
  wrong_app_code: 'is not what the app shows now; look at its clock, or set the app up again',
  wrong_code_tries: 'is not the one that was sent; {{left}} more tries',
  code_ended: 'no longer holds; ask for a new one',
  wrong_letter_code: 'is not the one that was sent last, or it is too old',
  no_mail_here: 'cannot be verified here: the operator has set no MAIL_SMTP_URL',
  no_new_passkey: 'is not a new passkey for this page',
  no_cursor: 'is not one that a page answered as nextCursor',
  no_proof: 'is not one that found or proved a place',
  prove_first: 'is needed: prove that the place is yours first by POST /api/channel-setups',
  other_place: 'names another place than the one that was proved; make a new channel for it',
  other: '{{clause}}',
} as const;

export type FaultCode = keyof typeof FAULTS;

/** A field that is wrong: a sentence with its name, and what a page says it by. */
export interface Fault {
  field: string;
  message: string;
  code: FaultCode;
  params?: Params;
}

const READERS = Object.entries(FAULTS).map(([code, template]) => [code as FaultCode, createReader(template)] as const);

/** What a sentence about a field says; `field` in front of it, or its last part, may stand or not. */
export function readFault(field: string, message: string): Fault {
  const clause = clauseOf(field, message);
  for (const [code, read] of READERS as readonly (readonly [FaultCode, Reader])[]) {
    const params = read(clause);
    if (params) return { field, message, code, ...(Object.keys(params).length > 0 ? { params } : {}) };
  }
  return { field, message, code: 'other', params: { clause } };
}

function clauseOf(field: string, message: string): string {
  for (const name of [field, field.split('.').at(-1) ?? '', 'the body', 'a list', 'an object']) {
    for (const start of [`${name} `, `${name}: `])
      if (name && message.startsWith(start)) return message.slice(start.length);
  }
  return message;
}
