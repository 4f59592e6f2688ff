import { lineOf, type Message, type MessageEntry } from '../../message/compose-message.js';
import { cutPoints, escapeHtml } from '../../message/cut-text.js';
import { formatInstant } from '../../message/format-money.js';

export interface RenderedMail {
  messageId: string;
  subject: string;
  text: string;
  html: string;
  /** Of the page that mutes or stops; null: the house has no public address. */
  unsubscribeUrl: string | null;
}

const MAX_SUBJECT = 150;

/** A mail as people and their programs like it: text and HTML that say the same, tables inside, dark by the reader's wish. */
export function renderMail(message: Message): RenderedMail {
  const { id, entries, stopUrl } = message;
  const [only] = entries;
  const mute = entries.length === 1 ? (only?.muteUrl ?? null) : null;
  return {
    messageId: id,
    subject: cutPoints(subjectOf(message), MAX_SUBJECT),
    text: renderText(message),
    html: renderHtml(message),
    unsubscribeUrl: stopUrl ?? mute,
  };
}

function subjectOf({ headline, entries, more }: Message): string {
  const [only] = entries;
  return entries.length === 1 && more === null && only ? `${headline}, ${only.title}` : headline;
}

function renderText({ headline, entries, more, texts, links, stopUrl, language, timeZone }: Message): string {
  const lines: string[] = [headline, ''];
  for (const entry of entries) {
    lines.push(lineOf(entry, texts), ...entry.worth);
    const where = [entry.shop, formatInstant(entry.at, language, timeZone)].filter(Boolean).join(', ');
    lines.push(where, texts.hunts(entry.hunts));
    if (entry.url !== null) lines.push(entry.url);
    lines.push('');
  }
  if (more !== null) lines.push(more, '');
  for (const { label, url } of links) if (url !== entries[0]?.url) lines.push(`${label}: ${url}`);
  if (stopUrl !== null) lines.push(`${texts.stop}: ${stopUrl}`);
  return `${lines.join('\n').trimEnd()}\n`;
}

const TINTS: Record<MessageEntry['kind'], [text: string, tint: string]> = {
  new: ['#2450C4', '#E8EEFB'],
  price_drop: ['#12703C', '#E2F3E8'],
  price_rise: ['#8A5300', '#FBEFD9'],
  sold: ['#545C66', '#ECEEF1'],
  back: ['#0B6B70', '#DDF2F2'],
  unhealthy: ['#B3261E', '#FCE9E7'],
  recovered: ['#12703C', '#E2F3E8'],
};

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
const STYLE = `@media (prefers-color-scheme: dark){body,.bg{background:#111417!important}.card{background:#191D22!important;border-color:#2D333B!important}.text{color:#E8EBEE!important}.muted{color:#A3ACB6!important}.line{border-color:#2D333B!important}.link{color:#8FB1FF!important}}
@media (max-width:480px){.pic,.side{display:block!important;width:100%!important;padding-left:0!important}.side{padding-top:12px!important}.pic img{width:100%!important;max-width:100%!important}.pad{padding:16px!important}}`;

function renderHtml(message: Message): string {
  const { entries, headline, more, texts, links, language, timeZone, stopUrl } = message;
  const ordered = [...entries].reverse();
  const [first, ...others] = ordered;
  const when = first ? formatInstant(first.at, language, timeZone) : '';
  const hunts = [...new Set(entries.map((entry) => entry.hunts))].join(', ');
  const isSingle = entries.length === 1 && more === null;
  const rest = others.map((entry) => renderSmall(entry, message)).join('');
  const foot = [
    ...links.slice(isSingle ? 2 : 0).map(({ label, url }) => renderLink(label, url)),
    stopUrl === null ? null : renderLink(texts.stop, stopUrl),
  ].filter(Boolean);
  return `<!doctype html>
<html lang="${escapeHtml(language)}" dir="auto"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escapeHtml(headline)}</title><style>${STYLE}</style></head>
<body class="bg" style="margin:0;padding:0;background:#F5F6F7">
<table role="presentation" class="bg" width="100%" cellpadding="0" cellspacing="0" style="background:#F5F6F7"><tr><td align="center" style="padding:16px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;${FONT}">
<tr><td class="text" style="padding:4px 4px 12px;font-size:15px;font-weight:600;color:#15181C">GoodsHunter</td><td class="muted" align="right" style="padding:4px 4px 12px;font-size:13px;color:#545C66">${escapeHtml(when)}</td></tr>
${isSingle || first === undefined ? '' : `<tr><td colspan="2" class="text" style="padding:0 4px 12px;font-size:18px;font-weight:600;color:#15181C">${escapeHtml(headline)}</td></tr>`}
${first === undefined ? '' : card(renderLarge(first, message, isSingle))}
${rest === '' && more === null ? '' : card(`<div class="text" style="font-size:16px;font-weight:600;color:#15181C;padding-bottom:8px">${escapeHtml(texts.also)}</div>${rest}${more === null ? '' : `<div class="muted" style="font-size:14px;color:#545C66;padding-top:8px">${escapeHtml(more)}</div>`}`)}
<tr><td colspan="2" class="muted" style="padding:8px 4px;font-size:12px;line-height:18px;color:#545C66">${escapeHtml(texts.because(hunts))} ${foot.join(' · ')}</td></tr>
</table></td></tr></table></body></html>`;
}

function card(inner: string): string {
  return `<tr><td colspan="2" style="padding-bottom:12px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="card" style="background:#FFFFFF;border:1px solid #DDE1E6;border-radius:10px"><tr><td class="pad" style="padding:24px">${inner}</td></tr></table></td></tr>`;
}

function renderLarge(entry: MessageEntry, { texts, links, language, timeZone }: Message, isSingle: boolean): string {
  const { title, price, oldPrice, shop, worth, pictureUrl, meanwhile, hunts, url, at } = entry;
  const money =
    price === null
      ? ''
      : `<div class="text" style="font-size:28px;line-height:36px;font-weight:600;color:#15181C;white-space:nowrap">${escapeHtml(price)}${oldPrice === null ? '' : ` <span class="muted" style="font-size:16px;font-weight:400;color:#545C66;text-decoration:line-through">${escapeHtml(oldPrice)}</span>`}</div>`;
  const where = [shop, formatInstant(at, language, timeZone)].filter(Boolean).join(', ');
  const lines = worth
    .map(
      (line) =>
        `<div class="text line" style="font-size:14px;line-height:20px;padding:6px 0;border-top:1px solid #DDE1E6;color:#15181C">${escapeHtml(line)}</div>`,
    )
    .join('');
  const buttons = isSingle
    ? links
        .slice(0, 2)
        .map(({ label, url: to }, index) => renderButton(label, to, index === 0))
        .join(' ')
    : url === null
      ? ''
      : renderButton(texts.open, url, true);
  const side = `${renderBadge(entry)}<div class="text" dir="auto" style="font-size:19px;line-height:26px;font-weight:600;color:#15181C;padding:8px 0;overflow-wrap:anywhere">${escapeHtml(title)}</div>${money}${meanwhile === null ? '' : `<div class="text" style="font-size:14px;font-weight:600;color:#15181C;padding:4px 0">${escapeHtml(meanwhile)}</div>`}<div class="muted" style="font-size:13px;line-height:20px;color:#545C66">${escapeHtml(where)}</div><div class="muted" style="font-size:13px;line-height:20px;color:#545C66">${escapeHtml(texts.hunts(hunts))}</div>`;
  const picture =
    pictureUrl === null
      ? ''
      : `<td class="pic" width="200" valign="top" style="width:200px"><img src="${escapeHtml(pictureUrl)}" alt="${escapeHtml(title)}" width="200" style="display:block;width:200px;max-width:100%;height:auto;border-radius:8px;border:0"></td>`;
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr>${picture}<td class="side" valign="top" style="${pictureUrl === null ? '' : 'padding-left:20px'}">${side}</td></tr></table>${lines === '' ? '' : `<div style="padding-top:16px">${lines}</div>`}${buttons === '' ? '' : `<div style="padding-top:16px">${buttons}</div>`}`;
}

function renderSmall(entry: MessageEntry, { texts }: Message): string {
  const { title, price, oldPrice, shop, meanwhile, hunts, url } = entry;
  const name =
    url === null
      ? escapeHtml(title)
      : `<a class="link" href="${escapeHtml(url)}" style="color:#2450C4;text-decoration:none">${escapeHtml(title)}</a>`;
  const money = [price, oldPrice && texts.was(oldPrice), meanwhile]
    .filter((part): part is string => Boolean(part))
    .map(escapeHtml)
    .join(' · ');
  const where = [shop, hunts]
    .filter((part): part is string => Boolean(part))
    .map(escapeHtml)
    .join(' · ');
  return `<div class="line" style="border-top:1px solid #DDE1E6;padding:12px 0">${renderBadge(entry)}<div class="text" dir="auto" style="font-size:15px;line-height:22px;font-weight:600;color:#15181C;overflow-wrap:anywhere;padding-top:4px">${name}</div><div class="text" style="font-size:15px;color:#15181C">${money}</div><div class="muted" style="font-size:13px;color:#545C66">${where}</div></div>`;
}

function renderBadge({ kind, icon, badge }: MessageEntry): string {
  const [colour, tint] = TINTS[kind];
  return `<span style="display:inline-block;padding:2px 8px;border-radius:5px;font-size:13px;line-height:20px;font-weight:600;color:${colour};background:${tint};white-space:nowrap">${icon} ${escapeHtml(badge)}</span>`;
}

function renderButton(label: string, url: string, isFirst: boolean): string {
  const look = isFirst
    ? 'background:#2450C4;color:#FFFFFF;border:1px solid #2450C4'
    : 'color:#2450C4;border:1px solid #848C96';
  return `<a ${isFirst ? '' : 'class="link" '}href="${escapeHtml(url)}" style="display:inline-block;padding:10px 18px;border-radius:8px;font-size:15px;font-weight:600;text-decoration:none;margin:0 8px 8px 0;${look}">${escapeHtml(label)}</a>`;
}

function renderLink(label: string, url: string): string {
  return `<a class="link" href="${escapeHtml(url)}" style="color:#2450C4;font-weight:600;text-decoration:none">${escapeHtml(label)}</a>`;
}
