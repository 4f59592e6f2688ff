import { type ApiDouble, type DoubleAnswer, startApiDouble } from '../api-double.js';

const KNOWN_TAGS = /^\/?(b|i|u|s|a|code|pre)$/;

/**
 * Stands in for the Bot API as https://core.telegram.org/bots/api says: sendMessage of at most 4,096 and captions of at most 1,024
 * characters after the tags are read, HTML that parses, chats that exist. `updates` are what `getUpdates` answers.
 */
export async function startTelegram({ token, chats }: { token: string; chats: readonly string[] }) {
  const updates: { update_id: number; message: object }[] = [];
  const refuse = (status: number, description: string, more: object = {}): DoubleAnswer => ({
    status,
    body: { ok: false, error_code: status, description, ...more },
  });
  const double: ApiDouble = await startApiDouble(({ path, body, headers }) => {
    const [, bot, method] = /^\/bot([^/]+)\/(\w+)$/.exec(path) ?? [];
    if (bot !== token) return refuse(401, 'Unauthorized');
    if (method === 'getMe') return { body: { ok: true, result: { id: 1, username: 'goods_hunter_bot' } } };
    if (method === 'getUpdates') {
      const { offset = 0 } = JSON.parse(body || '{}') as { offset?: number };
      return { body: { ok: true, result: updates.filter(({ update_id }) => update_id >= offset) } };
    }
    const fields = readFields(body, headers['content-type'] ?? '');
    const chat = String(fields.chat_id);
    if (!chats.includes(chat)) return refuse(400, 'Bad Request: chat not found');
    const text = String(method === 'sendPhoto' ? (fields.caption ?? '') : (fields.text ?? ''));
    if (method === 'sendMessage' && text === '') return refuse(400, 'Bad Request: message text is empty');
    const problem = findHtmlProblem(text);
    if (problem) return refuse(400, `Bad Request: can't parse entities: ${problem}`);
    const length = plainText(text).length;
    if (method === 'sendMessage' && length > 4096) return refuse(400, 'Bad Request: message is too long');
    if (method === 'sendPhoto' && length > 1024) return refuse(400, 'Bad Request: message caption is too long');
    if (method !== 'sendMessage' && method !== 'sendPhoto') return refuse(404, 'Not Found');
    return { body: { ok: true, result: { message_id: double.calls.length, chat: { id: chat } } } };
  });
  return { ...double, updates, plainText };
}

function readFields(body: string, type: string): Record<string, unknown> {
  const boundary = /boundary=(.+)$/.exec(type)?.[1];
  if (boundary === undefined) return JSON.parse(body) as Record<string, unknown>;
  const fields: Record<string, unknown> = {};
  for (const part of body.split(`--${boundary}`)) {
    const match = /name="(\w+)"[\s\S]*?\r\n\r\n([\s\S]*)\r\n$/.exec(part);
    if (match?.[1]) fields[match[1]] = match[2];
  }
  return fields;
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
