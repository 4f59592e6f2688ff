import type { Message, MessageEntry } from '../../message/compose-message.js';
import { cutPoints, escapeHtml } from '../../message/cut-text.js';
import { formatInstant } from '../../message/format-money.js';
import { MAIL_STYLE, TINTS } from './mail-style.js';

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

const MAX_HUNTS = 300;

/** Where the picture of an entry is within the mail; undefined: it goes without. */
export type PictureOf = (entry: MessageEntry) => string | undefined;

/** The newest listing first and large, the others below it; tables inside, dark by the reader's wish. */
export function renderMailHtml(message: Message, pictureOf: PictureOf): string {
  const { entries, headline, more, texts, links, language, timeZone, stopUrl, digestUrl } = message;
  const [first, ...others] = [...entries].reverse();
  const when = first ? formatInstant(first.at, language, timeZone) : '';
  const hunts = cutPoints([...new Set(entries.flatMap((entry) => entry.huntNames))].join(', '), MAX_HUNTS);
  const isSingle = entries.length === 1 && more === null;
  const rest = others.map((entry) => renderSmall(entry, message, pictureOf(entry))).join('');
  const foot = [
    ...links.slice(isSingle ? 2 : 0).map(({ label, url }) => renderLink(label, url)),
    digestUrl === null ? null : renderLink(texts.digestInstead, digestUrl),
    stopUrl === null ? null : renderLink(texts.stop, stopUrl),
  ].filter(Boolean);
  return `<!doctype html>
<html lang="${escapeHtml(language)}" dir="auto"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escapeHtml(headline)}</title><style>${MAIL_STYLE}</style></head>
<body class="bg" style="margin:0;padding:0;background:#F5F6F7">
<table role="presentation" class="bg" width="100%" cellpadding="0" cellspacing="0" style="background:#F5F6F7"><tr><td align="center" style="padding:16px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;${FONT}">
<tr><td class="text" style="padding:4px 4px 12px;font-size:15px;font-weight:600;color:#15181C">GoodsHunter</td><td class="muted" align="right" style="padding:4px 4px 12px;font-size:13px;color:#545C66">${escapeHtml(when)}</td></tr>
${isSingle || first === undefined ? '' : `<tr><td colspan="2" class="text" style="padding:0 4px 12px;font-size:18px;font-weight:600;color:#15181C">${escapeHtml(headline)}</td></tr>`}
${first === undefined ? '' : card(renderLarge(first, message, isSingle, pictureOf(first)))}
${rest === '' && more === null ? '' : card(`<div class="text" style="font-size:16px;font-weight:600;color:#15181C;padding-bottom:12px">${escapeHtml(texts.also)}</div>${rest}${more === null ? '' : `<div class="muted" style="font-size:14px;color:#545C66;padding-top:8px">${escapeHtml(more)}</div>`}`)}
<tr><td colspan="2" class="muted" style="padding:8px 4px;font-size:12px;line-height:20px;color:#545C66">${escapeHtml(texts.because(hunts))} ${foot.join(' · ')}</td></tr>
</table></td></tr></table></body></html>`;
}

function card(inner: string): string {
  return `<tr><td colspan="2" style="padding-bottom:12px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="card" style="background:#FFFFFF;border:1px solid #DDE1E6;border-radius:10px"><tr><td class="pad" style="padding:24px">${inner}</td></tr></table></td></tr>`;
}

function renderLarge(entry: MessageEntry, message: Message, isSingle: boolean, picture: string | undefined): string {
  const { texts, links, language, timeZone } = message;
  const { title, price, oldPrice, shop, facts, worth, meanwhile, hunts, huntNames, url, at } = entry;
  const money =
    price === null
      ? ''
      : `<div class="text" style="font-size:28px;line-height:36px;font-weight:600;color:#15181C;white-space:nowrap">${escapeHtml(price)}${oldPrice === null ? '' : ` <span class="muted" style="font-size:16px;font-weight:400;color:#545C66;text-decoration:line-through">${escapeHtml(oldPrice)}</span>`}</div>`;
  const where = [shop, formatInstant(at, language, timeZone)].filter(Boolean).join(', ');
  const buttons = isSingle
    ? links
        .slice(0, 2)
        .map(({ label, url: to }, index) => renderButton(label, to, index === 0))
        .join(' ')
    : url === null
      ? ''
      : `${renderButton(texts.open, url, true)} ${entry.historyUrl === null ? '' : renderButton(texts.history, entry.historyUrl, false)}`;
  const side = `${renderBadge(entry)}<div class="text" dir="auto" style="font-size:19px;line-height:26px;font-weight:600;color:#15181C;padding:8px 0;overflow-wrap:anywhere">${escapeHtml(title)}</div>${money}${renderMeanwhile(meanwhile)}<div class="muted" style="font-size:13px;line-height:20px;color:#545C66">${escapeHtml(where)}</div><div class="muted" style="font-size:13px;line-height:20px;color:#545C66">${escapeHtml(texts.hunts(hunts, huntNames.length))}${isSingle ? '' : renderMute(entry, message, ' · ')}</div>`;
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr>${renderPicture(title, picture, LARGE)}<td class="side" valign="top" style="${picture === undefined ? '' : 'padding-left:20px'}">${side}</td></tr></table>${facts.length > 0 ? renderFacts(facts) : renderWorth(worth)}${buttons === '' ? '' : `<div style="padding-top:16px">${buttons}</div>`}`;
}

interface PictureLook {
  name: 'pic' | 'thumb';
  width: number;
  padding: string;
}

const LARGE: PictureLook = { name: 'pic', width: 220, padding: '0' };
const SMALL: PictureLook = { name: 'thumb', width: 112, padding: '12px 16px 12px 0' };

function renderPicture(title: string, src: string | undefined, { name, width, padding }: PictureLook): string {
  return src === undefined
    ? ''
    : `<td class="${name}" width="${width}" valign="top" style="width:${width}px;padding:${padding}"><img src="${escapeHtml(src)}" alt="${escapeHtml(title)}" width="${width}" style="display:block;width:${width}px;max-width:100%;height:auto;border-radius:8px;border:0"></td>`;
}

function renderFacts(facts: MessageEntry['facts']): string {
  if (facts.length === 0) return '';
  const rows = facts.map(({ label, value }, index) => {
    const line = index === 0 ? '' : 'border-top:1px solid #DDE1E6;';
    const cell = `${line}padding:8px 12px;font-size:14px;line-height:20px`;
    return `<tr><td class="muted line" width="30%" style="${cell};color:#545C66">${escapeHtml(label)}</td><td class="text line" style="${cell};color:#15181C">${escapeHtml(value)}</td></tr>`;
  });
  return `<table role="presentation" class="line" width="100%" cellpadding="0" cellspacing="0" style="margin-top:16px;border:1px solid #DDE1E6;border-radius:8px;border-collapse:separate">${rows.join('')}</table>`;
}

/** Where a message is of several hunts, each listing says how to mute its own; of one hunt alone the foot does. */
function renderMute({ muteUrl }: MessageEntry, { entries, texts }: Message, before: string): string {
  const isOfSeveral = new Set(entries.map((entry) => entry.muteUrl)).size > 1;
  return muteUrl === null || !isOfSeveral ? '' : `${before}${renderLink(texts.mute, muteUrl)}`;
}

function renderWorth(lines: readonly string[]): string {
  return lines
    .map(
      (line) =>
        `<div class="text" style="font-size:14px;line-height:20px;color:#15181C;padding-top:8px;overflow-wrap:anywhere">${escapeHtml(line)}</div>`,
    )
    .join('');
}

function renderMeanwhile(meanwhile: string | null): string {
  return meanwhile === null
    ? ''
    : `<div class="text" style="font-size:14px;font-weight:600;color:#15181C;padding:4px 0">${escapeHtml(meanwhile)}</div>`;
}

function renderSmall(entry: MessageEntry, message: Message, picture: string | undefined): string {
  const { texts } = message;
  const { title, price, oldPrice, shop, meanwhile, hunts, url, historyUrl } = entry;
  const history = historyUrl === null ? '' : renderLink(texts.history, historyUrl);
  const name =
    url === null
      ? escapeHtml(title)
      : `<a class="text" href="${escapeHtml(url)}" style="color:#15181C;text-decoration:none">${escapeHtml(title)}</a>`;
  const before =
    oldPrice === null
      ? ''
      : ` <span class="muted" style="font-size:13px;color:#545C66">${escapeHtml(texts.was(oldPrice))}</span>`;
  const money = price === null ? '' : `${escapeHtml(price)}${before}`;
  const where = [shop, hunts]
    .filter((part): part is string => Boolean(part))
    .map(escapeHtml)
    .join(' · ');
  const side = `${renderBadge(entry)}<div class="text" dir="auto" style="font-size:15px;line-height:22px;font-weight:600;color:#15181C;overflow-wrap:anywhere;padding-top:4px">${name}</div><div class="text" style="font-size:15px;line-height:22px;font-weight:600;color:#15181C">${money}</div>${renderMeanwhile(meanwhile)}<div class="muted" style="font-size:13px;line-height:20px;color:#545C66;overflow-wrap:anywhere">${[where, history].filter(Boolean).join(' · ')}${renderMute(entry, message, ' · ')}</div>`;
  return `<table role="presentation" class="line" width="100%" cellpadding="0" cellspacing="0" style="border-top:1px solid #DDE1E6"><tr>${renderPicture(title, picture, SMALL)}<td valign="top" style="padding:12px 0">${side}</td></tr></table>`;
}

function renderBadge({ kind, icon, badge }: MessageEntry): string {
  const { text, tint } = TINTS[kind].light;
  return `<span class="badge-${kind}" style="display:inline-block;padding:2px 8px;border-radius:5px;font-size:13px;line-height:20px;font-weight:600;color:${text};background:${tint};white-space:nowrap">${icon} ${escapeHtml(badge)}</span>`;
}

function renderButton(label: string, url: string, isFirst: boolean): string {
  const look = isFirst
    ? 'background:#2450C4;color:#FFFFFF;border:1px solid #2450C4'
    : 'color:#15181C;border:1px solid #DDE1E6';
  return `<a class="button ${isFirst ? 'first' : 'other'}" href="${escapeHtml(url)}" style="display:inline-block;padding:10px 18px;border-radius:8px;font-size:15px;font-weight:600;text-align:center;text-decoration:none;margin:0 8px 8px 0;${look}">${escapeHtml(label)}</a>`;
}

function renderLink(label: string, url: string): string {
  return `<a class="link" href="${escapeHtml(url)}" style="color:#2450C4;font-weight:600;text-decoration:none">${escapeHtml(label)}</a>`;
}
