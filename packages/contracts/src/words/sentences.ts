import { createReader, fillIn, type GapsOf } from './templates.js';

/**
 * Sentences that crawlers and schedulers leave in the database, where they stay in English: a page that speaks another language reads
 * them back by {@link readSentence} and says its own. What is not among them is shown as it is, such as a service's own words.
 */
export const SENTENCES = {
  /** First, as what it holds may be one of the others. */
  showed: '{{why}} It showed: {{shown}}',

  feed: 'A feed: its entries are read as they are published.',
  product_page: 'A page of one product: its price and stock are watched.',
  list_priced: 'A page that lists {{cards}} things, {{priced}} of them with prices: each is watched.',
  list: 'A page that lists {{cards}} things: each is watched.',
  list_priced_on:
    'A page that lists {{cards}} things, {{priced}} of them with prices, and goes on: its next pages add to these, and all are watched.',
  list_on: 'A page that lists {{cards}} things and goes on: its next pages add to these, and all are watched.',
  list_of_one: 'A page that lists one thing now, with a price: it is watched, and so is what joins it.',
  woocommerce_shop: 'A WooCommerce shop: all its products are read by its Store API.',
  woocommerce_api: 'The Store API of a WooCommerce shop.',
  shopify_collection: 'The collection “{{name}}” of a Shopify shop: all its products are read, newest first.',
  shopify_shop: 'A Shopify shop: all its products are read, newest first.',
  named_feed_titled: 'A feed that the page names (“{{title}}”).',
  named_feed: 'A feed that the page names.',
  ebay_search: 'A search for “{{words}}” on eBay, by its official API.',
  yahoo_search: 'A search on Yahoo! Shopping Japan, by its official API.',

  data_unknown: 'The address answers with data of a form that is not known; paste the address of a page or a feed.',
  sign_in_first: 'The page asks to sign in first, which is not done for you.',
  robot_check: 'The site checks for robots and shows nothing else.',
  cookie_question: 'The site shows nothing before its question about cookies or age is answered.',
  nothing_scripts:
    'No product, no list and no feed was found at this address: its scripts may draw it, which a browser can read where one is installed.',
  error_page: 'The site answers with an error page; try again later.',
  said_gone: 'The page says that what was there is gone.',
  empty_list: 'The page looks like a list, but no things were found in it: it may be empty, or drawn by its scripts.',
  says_empty: 'The page says that its list is empty now: paste it again once there is something in it.',
  nothing_found: 'No product, no list and no feed was found at this address.',

  not_public: 'The address is not on the public internet.',
  no_answer_in_time: 'The shop did not answer in time.',
  page_not_ready: 'The page was not ready in time.',
  api_not_in_time: 'The API did not answer in time.',
  not_read_in_time: 'The answer was not read in time.',
  answer_too_large: 'The answer of the shop is larger than allowed.',
  too_much_memory: 'Reading the answer takes too much memory.',
  too_many_values: 'The answer of the shop holds more values than allowed.',
  answer_broken: 'The answer of the shop is broken.',
  redirects_nowhere: 'The shop redirects in circles or to nowhere.',
  redirects_used_up: 'The crawl has used up its requests in redirects.',
  name_unknown: 'The name of the shop could not be resolved.',
  connection_failed: 'The connection to the shop failed.',
  captcha: 'The shop wants proof that a person is looking (a challenge or captcha).',
  slow_down: 'The shop asks us to slow down.',
  no_such_page: 'The shop says there is no such page.',
  refuses_us: 'The shop refuses to answer us.',
  shop_error: 'The shop has an error of its own.',
  not_understood: 'The shop does not understand what we ask.',
  robots_silent: 'The shop cannot answer for its robots.txt.',
  robots_forbid: 'The robots.txt of the shop asks us not to read this address.',
  no_browser: 'Pages cannot be rendered: no browser is installed where the crawler runs.',
  not_text: 'The address answers with something that is not text.',
  not_a_feed: 'The address answers with something that is not a feed.',
  not_json: 'The shop answers with something that is not JSON.',
  no_file_text: 'The address leads to a file that is not text, such as a picture or a PDF.',
  no_list_of_products: 'The shop answers without a list of products.',
  products_unknown: 'The products of the shop have an unknown form.',
  no_variant: 'The product has no variant "{{variant}}". It has: {{others}}.',
  page_without_variant: 'The page does not name the variant "{{variant}}".',
  taken_away: 'The shop took this product away: {{what}}',

  asks_for_check: 'The page asks for a check of its reader: "{{words}}"',
  answers_error: 'The shop answers with an error: "{{words}}"',
  asks_for_consent: 'The page asks for consent first: "{{words}}"',
  asks_for_login: 'The page asks for a login.',
  nothing_to_read: 'There is nothing to read on the page; scripts may draw it (render: "browser").',
  about_product: 'The page is about a product.',
  scripts_about_product: 'The scripts of the page are about a product.',
  nothing_for_sale: 'Nothing on the page says that something is for sale.',
  says_gone: 'The page says that it is gone: "{{words}}"',
  many_products: 'The page names {{count}} products and none of them as its own.',
  sorted_list: 'The page is a list of products: {{count}} of them, to be sorted or filtered.',
  products_without_price: 'The page shows {{count}} products and no price of its own.',
  no_title: 'The page has no title and no product.',

  no_list: 'No list was found on the page: nothing on it repeats that has a name and an address or a price.',
  list_lost: 'The list is no longer found on the page, and the page does not say that it is empty.',
  chosen_list_lost: 'The list that was chosen is no longer on the page, or no longer surely the one: choose it again.',
  list_unknown: 'The page is built differently now, and nothing in the list found on it was known before.',
  selector_finds_nothing:
    'The selector for the items finds nothing on the page, and the page does not say that it is empty.',
  selector_lost:
    'The selector for the {{name}} finds nothing in any of the {{cards}} elements that the selector for the items finds.',
  selector_without_title: 'None of the {{cards}} elements that the selector for the items finds has a title.',

  source_needs_key: 'This source needs a key that is not configured: set {{settings}}.',
  no_mail_server: 'MAIL_SMTP_URL is not set, so there is no server that sends e-mail.',
  no_push_key: 'NOTIFY_PUSH_KEY is not set, so no browser could subscribe.',
  no_secret_key: 'NOTIFY_SECRET_KEY is not set, so its secrets could not be kept.',
  setup_found: 'Connected: {{label}}.',
  setup_expired: 'That took too long; begin again.',
  code_sent: 'A code was sent to {{label}}; type it here.',
  open_in_telegram: 'Open the link in Telegram and press Start.',
  accepted_stored: '{{who}} accepted it: message stored, id {{id}}',
  accepted: '{{who}} accepted it ({{status}})',
  mail_accepted: 'the mail server accepted it: {{words}}',
  broker_took: 'the broker took it',
  receiver_answered: 'the receiver answered {{status}}',
  browser_unsubscribed: 'the browser no longer takes messages: it was unsubscribed',
  waited_too_long: 'It waited too long for its channel.',
  channel_removed: 'The channel was removed.',
  channel_off: 'The channel is switched off.',

  audit_wrong_code: 'wrong or old code',
  audit_password: 'password',
  audit_password_and_passkey: 'password and passkey',
  audit_password_and_code: 'password and {{way}}',
  audit_setup: 'setup',
  audit_local: 'local run',
  audit_passkey: 'passkey',
  audit_app: 'app',
  audit_code: 'code',
  audit_invite: 'invite',
  audit_all_others: 'all others',
  audit_with_tokens: 'with tokens',
  audit_task_guests: 'task {{id}} with every guest',
  audit_task_role: 'task {{id}} with {{name}} as {{role}}',
  audit_task_person: 'task {{id}} with person {{userId}}',
  audit_channel_person: 'channel {{id}} with person {{userId}}',
  audit_channel: 'channel {{id}} with {{name}}',
  audit_task: 'task {{id}}',
} as const;

export type SentenceCode = keyof typeof SENTENCES;

type ParamsOf<C extends SentenceCode> = [GapsOf<(typeof SENTENCES)[C]>] extends [never]
  ? []
  : [params: Readonly<Record<GapsOf<(typeof SENTENCES)[C]>, string | number>>];

/** The English sentence, as it is kept. */
export function saySentence<C extends SentenceCode>(code: C, ...[params]: ParamsOf<C>): string {
  return fillIn(SENTENCES[code], params);
}

const READERS = Object.entries(SENTENCES).map(([code, text]) => [code as SentenceCode, createReader(text)] as const);

/** What a kept sentence says; undefined: it is not one of {@link SENTENCES}. */
export function readSentence(text: string): { code: SentenceCode; params: Record<string, string> } | undefined {
  for (const [code, read] of READERS) {
    const params = read(text);
    if (params) return { code, params };
  }
  return undefined;
}
