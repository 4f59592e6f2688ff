import type { EventKind } from '@goodshunter/contracts/api';
import type { News, Nothing, Telling, ToldNews } from '../news.js';
import { cutPoints, isolate, oneLine, safeUrl } from './cut-text.js';
import { formatChange, formatDay, formatInstant, formatMoney } from './format-money.js';
import { type Texts, textsOf } from './texts.js';

/** One listing, or one hunt's own news, in words. Nothing in it is escaped for any service yet. */
export interface MessageEntry {
  kind: EventKind;
  /** `Drop −12 %` */
  badge: string;
  icon: string;
  /** The listing's title, or what is the matter. */
  title: string;
  price: string | null;
  oldPrice: string | null;
  /** What is true now and was not then. */
  meanwhile: string | null;
  shop: string | null;
  /** How good a price it is. */
  worth: string[];
  /** The same as rows of a table. */
  facts: { label: string; value: string }[];
  hunts: string;
  /** The same, one by one. */
  huntNames: string[];
  pictureUrl: string | null;
  /** At the shop. */
  url: string | null;
  historyUrl: string | null;
  muteUrl: string | null;
  at: string;
}

export interface MessageLink {
  label: string;
  url: string;
}

/** What any service is told, before it is put into that service's form. */
export interface Message {
  id: string;
  headline: string;
  entries: MessageEntry[];
  /** Said after the entries where not all are among them. */
  more: string | null;
  /** Up to three: the listing, its history here, silence. */
  links: MessageLink[];
  /** 1 to 5; 3 is usual. */
  priority: number;
  /** A later message with the same key replaces this one where a service can do that. */
  collapseKey: string;
  texts: Texts;
  language: string;
  timeZone: string;
  stopUrl: string | null;
  /** Of a page that makes all of this a digest; null: it is one, or the house has no public address. */
  digestUrl: string | null;
}

const MAX_TITLE = 300;
const ICONS: Record<EventKind, string> = {
  new: '✦',
  price_drop: '↘',
  price_rise: '↗',
  sold: '✕',
  back: '↻',
  unhealthy: '⚠',
  recovered: '✓',
};

/** News in the words of the person's language. Titles are hostile text: they become one line, and are cut by whole characters. */
export function composeMessage(telling: Telling): Message {
  const { messageId, language, timeZone, publicUrl, entries: told, more } = telling;
  const texts = textsOf(language);
  const entries = told.map((entry) => composeEntry(entry, telling, texts));
  const [only] = entries;
  const isSingle = entries.length === 1 && more === 0 && only !== undefined;
  const first = entries.at(-1);
  const headline = isSingle ? describeOne(only, texts, told[0]) : describeMany(telling, texts);
  const feedUrl = publicUrl === null ? null : `${publicUrl}/`;
  const links: MessageLink[] = [];
  const add = (label: string, url: string | null) => {
    if (url !== null && links.length < 3) links.push({ label, url });
  };
  const [news] = told.map((entry) => entry.news);
  if (isSingle) {
    add(texts.open, only.url);
    add(texts.history, only.historyUrl);
    if (news?.itemId === 0) add(...placeOf(news, publicUrl, texts));
    add(texts.mute, only.muteUrl);
  } else {
    add(texts.feed, feedUrl);
    // Of one hunt alone; of several each listing has its own.
    if (told.every((entry) => entry.news.taskId === news?.taskId)) add(texts.mute, first?.muteUrl ?? null);
  }
  return {
    id: messageId,
    headline: telling.isTest ? `${texts.test}: ${headline}` : headline,
    entries,
    more: more > 0 ? texts.more(more) : null,
    links,
    priority: telling.isUrgent || first?.kind === 'unhealthy' ? 4 : 3,
    collapseKey: isSingle && !news?.nothing ? `item-${news?.itemId || `task-${news?.taskId}`}` : 'digest',
    texts,
    language,
    timeZone,
    stopUrl: safeUrl(telling.stopUrl),
    digestUrl: telling.held === 'daily' ? null : safeUrl(telling.digestUrl),
  };
}

/** Where more is said of what concerns a hunt or a channel itself, and what to do. */
function placeOf(news: News, publicUrl: string | null, texts: Texts): [label: string, url: string | null] {
  if (publicUrl === null) return [texts.feed, null];
  if (news.channel) return [texts.whatToDo, `${publicUrl}/settings/channels`];
  if (news.taskId === 0) return [texts.feed, `${publicUrl}/`];
  const isTrouble = news.events.at(-1)?.kind === 'unhealthy';
  return [isTrouble ? texts.whatToDo : texts.openHunt, `${publicUrl}/hunts/${news.taskId}`];
}

function describeOne(entry: MessageEntry, texts: Texts, told: ToldNews | undefined): string {
  const { kind, badge, price, hunts, meanwhile } = entry;
  if (told?.news.channel) return texts.channelEnded(oneLine(told.news.channel.name));
  if (told?.news.nothing) return entry.badge;
  if (kind === 'unhealthy') return texts.cannotBeRead(hunts);
  if (kind === 'recovered') return texts.worksAgain(hunts);
  if (meanwhile !== null) return `${badge}. ${meanwhile}`;
  return price === null ? badge : `${badge}: ${price}`;
}

function describeMany({ entries, more, held }: Telling, texts: Texts): string {
  const hunts = new Set(entries.flatMap(({ news, otherHunts }) => [news.taskName, ...(otherHunts ?? [])]));
  const finds = texts.finds(entries.length + more, hunts.size);
  if (held === 'quiet') return texts.whileQuiet(finds);
  return held === 'hourly' || held === 'daily' ? texts.digest(finds) : finds;
}

function composeEntry(entry: ToldNews, telling: Telling, texts: Texts): MessageEntry {
  const { news, meanwhile, otherHunts = [], muteUrl } = entry;
  const { language, timeZone, publicUrl } = telling;
  if (news.nothing) return composeNothing(news, news.nothing, telling, texts);
  const last = news.events.at(-1);
  const kind = last?.kind ?? 'new';
  const currency = last?.currency ?? null;
  const money = (amount: number | null | undefined) =>
    amount === null || amount === undefined ? null : formatMoney(amount, currency, language);
  const change =
    kind === 'price_drop' || kind === 'price_rise'
      ? formatChange(last?.oldPrice ?? null, last?.newPrice ?? null, language)
      : null;
  const url = safeUrl(news.item?.url);
  const huntNames = [news.taskName, ...otherHunts].map(oneLine);
  const said = news.channel?.reason ?? last?.message ?? null;
  const title = news.item === null ? (said ?? news.taskName) : news.item.title;
  return {
    kind,
    badge: [texts.kinds[kind], change].filter(Boolean).join(' '),
    icon: ICONS[kind],
    title: isolate(cutPoints(oneLine(title), MAX_TITLE)) || '—',
    // What is sold has only its last price.
    price: money(last?.newPrice ?? (kind === 'sold' ? last?.oldPrice : null)),
    oldPrice: kind === 'price_drop' || kind === 'price_rise' ? money(last?.oldPrice) : null,
    // Of a listing that goes back and forth: between what, which kind and price do not say.
    meanwhile: describeMeanwhile(meanwhile, texts, language) ?? (news.itemId === 0 ? null : (last?.message ?? null)),
    shop: url === null ? null : new URL(url).hostname.replace(/^www\./, ''),
    ...describeWorth(entry, texts, language, timeZone),
    hunts: cutPoints(huntNames.join(', '), MAX_TITLE),
    huntNames,
    pictureUrl: safeUrl(news.item?.imageUrl),
    url,
    historyUrl: publicUrl === null || news.itemId === 0 ? null : `${publicUrl}/items/${news.itemId}`,
    muteUrl: safeUrl(muteUrl),
    at: news.createdAt,
  };
}

/** That there is nothing: how often it looked, where, since when, and what it could not see. */
function composeNothing(
  { taskName, createdAt }: News,
  { looks, failed, hunts, blind, since }: Nothing,
  { language, timeZone }: Telling,
  texts: Texts,
): MessageEntry {
  const number = (count: number) => new Intl.NumberFormat(language).format(count);
  const isSeen = looks > failed;
  const troubles = [
    failed > 0 ? texts.failedLooks(number(failed)) : null,
    ...blind.map((name) => texts.cannotBeRead(cutPoints(oneLine(name), MAX_TITLE))),
  ].filter((trouble) => trouble !== null);
  const huntNames = cutPoints(oneLine(taskName), MAX_TITLE);
  return {
    kind: isSeen ? 'recovered' : 'unhealthy',
    badge: isSeen ? texts.nothingAnd(number(looks - failed)) : texts.notSeen,
    icon: ICONS[isSeen ? 'recovered' : 'unhealthy'],
    title: texts.looked(number(looks), hunts, formatInstant(since, language, timeZone)),
    price: null,
    oldPrice: null,
    meanwhile: null,
    shop: null,
    worth: troubles,
    facts: [],
    hunts: huntNames,
    huntNames: [huntNames],
    pictureUrl: null,
    url: null,
    historyUrl: null,
    muteUrl: null,
    at: createdAt,
  };
}

function describeMeanwhile(meanwhile: ToldNews['meanwhile'], texts: Texts, language: string): string | null {
  if (meanwhile === null) return null;
  if (meanwhile.kind === 'sold') return texts.soldMeanwhile;
  if (meanwhile.kind === 'back') return texts.backMeanwhile;
  return texts.now(formatMoney(meanwhile.price, meanwhile.currency, language));
}

/** Below two weeks nobody can say what is typical. */
const MIN_DAYS = 14;
/** What is typical is a median of at most these days. */
const WINDOW_DAYS = 90;

function describeWorth(
  { news, worth }: ToldNews,
  texts: Texts,
  language: string,
  timeZone: string,
): Pick<MessageEntry, 'worth' | 'facts'> {
  const price = news.events.at(-1)?.newPrice ?? null;
  if (worth === undefined || worth.days < MIN_DAYS || price === null) return { worth: [], facts: [] };
  const { typical, points, days } = worth;
  const lowest = formatMoney(worth.lowest, worth.currency, language);
  const day = formatDay(worth.lowestAt, language, timeZone);
  const lines = [texts.lowest(lowest, day)];
  const facts = [{ label: texts.lowestLabel, value: `${lowest}, ${day}` }];
  if (typical !== null && typical > 0) {
    const money = formatMoney(typical, worth.currency, language);
    facts.push({ label: texts.typical, value: `${money}, ${texts.restsOn(Math.min(days, WINDOW_DAYS), points)}` });
    const percent = Math.round((1 - price / typical) * 100);
    if (percent > 0) {
      lines.unshift(texts.underTypical(percent, money, points));
      facts.push({ label: texts.today, value: texts.under(percent) });
    }
  }
  return { worth: lines, facts };
}

/** What a small screen shows of one listing: its title, and `was $120 at lamps.example`. */
export function shortLinesOf({ title, oldPrice, shop }: MessageEntry, texts: Texts): string[] {
  return [title, [oldPrice && texts.was(oldPrice), shop && texts.at(shop)].filter(Boolean).join(' ')];
}

/** One line of a list: `↘ Desk lamp model 90, now $95`. */
export function lineOf({ icon, title, price, oldPrice, meanwhile }: MessageEntry, texts: Texts): string {
  const money = price === null ? '' : `, ${price}`;
  const before = oldPrice === null ? '' : ` (${texts.was(oldPrice)})`;
  return `${icon} ${title}${money}${before}${meanwhile === null ? '' : `. ${meanwhile}`}`;
}
