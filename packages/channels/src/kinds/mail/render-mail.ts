import type { PictureSize } from '@goodshunter/contracts/crawl';
import { lineOf, type Message, type MessageEntry } from '../../message/compose-message.js';
import { cutPoints } from '../../message/cut-text.js';
import { formatInstant } from '../../message/format-money.js';
import { renderMailHtml } from './mail-html.js';

export interface MailPicture {
  /** Its name within the mail. */
  cid: string;
  /** At the shop. */
  url: string;
  size: PictureSize;
}

export interface RenderedMail {
  messageId: string;
  subject: string;
  text: string;
  /** What it would show, the first one large. */
  pictures: MailPicture[];
  /** @param has the pictures, by `cid`, that go along: what is missing leaves no hole */
  html(has: ReadonlySet<string>): string;
  /** Of the page that mutes or stops; null: the house has no public address. */
  unsubscribeUrl: string | null;
}

const MAX_SUBJECT = 150;
/** Beyond these, listings are words: a mail stays below a megabyte. */
const MOST_PICTURES = 6;

/** A mail as people and their programs like it: text and HTML that say the same, pictures inside it, so that no shop learns who reads. */
export function renderMail(message: Message): RenderedMail {
  const { id, entries, stopUrl } = message;
  const [only] = entries;
  const mute = entries.length === 1 ? (only?.muteUrl ?? null) : null;
  const cids = new Map<MessageEntry, string>();
  const pictures: MailPicture[] = [];
  for (const entry of [...entries].reverse()) {
    if (entry.pictureUrl === null || pictures.length >= MOST_PICTURES) continue;
    const cid = `picture-${pictures.length}.${id}`;
    cids.set(entry, cid);
    pictures.push({ cid, url: entry.pictureUrl, size: entry === entries.at(-1) ? 640 : 320 });
  }
  return {
    messageId: id,
    subject: cutPoints(subjectOf(message), MAX_SUBJECT),
    text: renderText(message),
    pictures,
    html: (has) =>
      renderMailHtml(message, (entry) => {
        const cid = cids.get(entry);
        return cid !== undefined && has.has(cid) ? `cid:${cid}` : undefined;
      }),
    unsubscribeUrl: stopUrl ?? mute,
  };
}

function subjectOf({ headline, entries, more }: Message): string {
  const [only] = entries;
  return entries.length === 1 && more === null && only ? `${headline}, ${only.title}` : headline;
}

function renderText({
  headline,
  entries,
  more,
  texts,
  links,
  stopUrl,
  digestUrl,
  language,
  timeZone,
}: Message): string {
  const lines: string[] = [headline, ''];
  for (const entry of entries) {
    lines.push(lineOf(entry, texts), ...entry.worth);
    const where = [entry.shop, formatInstant(entry.at, language, timeZone)].filter(Boolean).join(', ');
    lines.push(where, texts.hunts(entry.hunts, entry.huntNames.length));
    if (entry.url !== null) lines.push(entry.url);
    lines.push('');
  }
  if (more !== null) lines.push(more, '');
  for (const { label, url } of links) if (url !== entries[0]?.url) lines.push(`${label}: ${url}`);
  if (digestUrl !== null) lines.push(`${texts.digestInstead}: ${digestUrl}`);
  if (stopUrl !== null) lines.push(`${texts.stop}: ${stopUrl}`);
  return `${lines.join('\n').trimEnd()}\n`;
}
