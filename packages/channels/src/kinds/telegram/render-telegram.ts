import { lineOf, type Message, type MessageEntry } from '../../message/compose-message.js';
import { cutUnits, escapeHtml } from '../../message/cut-text.js';

export interface RenderedTelegram {
  /** HTML of Telegram's few tags. */
  text: string;
  /** The same in the length of a caption, where there is a picture. */
  caption: string;
  pictureUrl: string | null;
  buttons: { text: string; url: string }[][];
  isSilent: boolean;
}

/** Counted after the tags are read. */
const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;
const MAX_TITLE = 400;

/** Titles are cut before they are escaped and whole lines are left out, so that no tag is ever cut in two. */
export function renderTelegram(message: Message): RenderedTelegram {
  const { entries, headline, more, links, texts } = message;
  const [only] = entries;
  const isSingle = entries.length === 1 && more === null && only !== undefined;
  const lines = isSingle
    ? singleLines(only, message)
    : [
        bold(headline),
        ...entries.map((entry) => linkedLine(entry, message)),
        ...(more === null ? [] : [{ html: escapeHtml(more), length: more.length }]),
      ];
  return {
    text: join(lines, MAX_TEXT, texts.more),
    caption: join(lines, MAX_CAPTION, texts.more),
    pictureUrl: isSingle ? only.pictureUrl : null,
    buttons: links.map(({ label, url }) => [{ text: cutUnits(label, 60), url }]),
    isSilent: false,
  };
}

interface Line {
  html: string;
  /** As Telegram counts it. */
  length: number;
}

const bold = (text: string): Line => ({ html: `<b>${escapeHtml(text)}</b>`, length: text.length });
const plain = (text: string): Line => ({ html: escapeHtml(text), length: text.length });

function singleLines(entry: MessageEntry, { headline, texts }: Message): Line[] {
  const { title, oldPrice, shop, worth, hunts, huntNames } = entry;
  const where = [oldPrice && texts.was(oldPrice), shop && texts.at(shop)].filter(Boolean).join(', ');
  return [
    bold(headline),
    ...(where === '' ? [] : [plain(where)]),
    plain(cutUnits(title, MAX_TITLE)),
    ...worth.map(plain),
    plain(texts.hunts(cutUnits(hunts, 200), huntNames.length)),
  ];
}

function linkedLine(entry: MessageEntry, { texts }: Message): Line {
  const text = lineOf({ ...entry, title: cutUnits(entry.title, 150) }, texts);
  const html = entry.url === null ? escapeHtml(text) : `<a href="${escapeHtml(entry.url)}">${escapeHtml(text)}</a>`;
  return { html, length: text.length };
}

/** As many whole lines as fit, and how many are left out. */
function join(lines: readonly Line[], max: number, more: (count: number) => string): string {
  const taken: string[] = [];
  let length = 0;
  for (const [index, line] of lines.entries()) {
    const left = more(lines.length - index);
    if (length + line.length + 1 + left.length + 1 > max) {
      taken.push(escapeHtml(left));
      break;
    }
    length += line.length + 1;
    taken.push(line.html);
  }
  return taken.join('\n');
}
