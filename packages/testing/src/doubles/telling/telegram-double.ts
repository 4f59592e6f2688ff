import { type ApiDouble, type DoubleAnswer, startApiDouble } from '../api-double.js';
import { readFile, readForm, readJpeg } from './read-form.js';

const KNOWN_TAGS = /^\/?(b|i|u|s|a|code|pre)$/;

/**
 * Stands in for the Bot API as https://core.telegram.org/bots/api says: sendMessage of at most 4,096 and captions of at most 1,024
 * characters after the tags are read, HTML that parses, chats that exist, photos that are pictures of sane size. `updates` are what `getUpdates` answers.
 */
export async function startTelegram({ token, chats }: { token: string; chats: readonly string[] }) {
  const updates: { update_id: number; message: object }[] = [];
  const refuse = (status: number, description: string, more: object = {}): DoubleAnswer => ({
    status,
    body: { ok: false, error_code: status, description, ...more },
  });
  const double: ApiDouble = await startApiDouble(async (call) => {
    const { path, body } = call;
    const [, bot, method] = /^\/bot([^/]+)\/(\w+)$/.exec(path) ?? [];
    if (bot !== token) return refuse(401, 'Unauthorized');
    if (method === 'getMe') return { body: { ok: true, result: { id: 1, username: 'goods_hunter_bot' } } };
    if (method === 'getUpdates') {
      const { offset = 0 } = JSON.parse(body || '{}') as { offset?: number };
      return { body: { ok: true, result: updates.filter(({ update_id }) => update_id >= offset) } };
    }
    const form = await readForm(call);
    const fields = form ? Object.fromEntries(form) : (JSON.parse(body) as Record<string, unknown>);
    const chat = String(fields.chat_id);
    if (!chats.includes(chat)) return refuse(400, 'Bad Request: chat not found');
    const text = String(method === 'sendPhoto' ? (fields.caption ?? '') : (fields.text ?? ''));
    if (method === 'sendMessage' && text === '') return refuse(400, 'Bad Request: message text is empty');
    const problem = findHtmlProblem(text);
    if (problem) return refuse(400, `Bad Request: can't parse entities: ${problem}`);
    const length = plainText(text).length;
    if (method === 'sendMessage' && length > 4096) return refuse(400, 'Bad Request: message is too long');
    if (method === 'sendPhoto' && length > 1024) return refuse(400, 'Bad Request: message caption is too long');
    if (method === 'sendPhoto') {
      const photo = form && (await readFile(form, 'photo'));
      if (!photo) return refuse(400, 'Bad Request: there is no photo in the request');
      if (photo.bytes.length > 10 * 1024 * 1024) return refuse(413, 'Request Entity Too Large');
      const facts = readJpeg(photo.bytes);
      if (!facts) return refuse(400, 'Bad Request: IMAGE_PROCESS_FAILED');
      const { width, height } = facts;
      if (width + height > 10_000 || Math.max(width, height) > 20 * Math.min(width, height))
        return refuse(400, 'Bad Request: PHOTO_INVALID_DIMENSIONS');
    }
    if (method !== 'sendMessage' && method !== 'sendPhoto') return refuse(404, 'Not Found');
    return { body: { ok: true, result: { message_id: double.calls.length, chat: { id: chat } } } };
  });
  return { ...double, updates, plainText };
}

function findHtmlProblem(text: string): string | undefined {
  const open: string[] = [];
  for (const [, tag = ''] of text.matchAll(/<([^>]*)>/g)) {
    const name = tag.split(/\s/)[0] ?? '';
    if (!KNOWN_TAGS.test(name)) return `unsupported start tag "${name}"`;
    if (!name.startsWith('/')) open.push(name);
    else if (open.pop() !== name.slice(1)) return 'unmatched end tag';
  }
  if (open.length > 0) return "can't find end tag";
  const rest = text.replace(/<[^>]*>/g, '');
  return /[<>]/.test(rest) || /&(?!(lt|gt|amp|quot|#\d+);)/.test(rest) ? 'bare special character' : undefined;
}

function plainText(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
