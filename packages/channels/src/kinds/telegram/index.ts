import { z } from 'zod';
import { type Answer, failed } from '../../answer.js';
import type { ChannelKind } from '../../channel-kind.js';
import { encodeForm, jpegFile } from '../../encode-form.js';
import { ask, classify, type Fetch, type HttpAnswer, isAnswer } from '../../http.js';
import { composeMessage } from '../../message/compose-message.js';
import { type PictureSource, takePicture } from '../../pictures/picture-source.js';
import { type RenderedTelegram, renderTelegram } from './render-telegram.js';

export interface TelegramConfig {
  chatId: string;
  /** Of a bot of one's own. @default the house's bot */
  botToken?: string | undefined;
}

export interface TelegramDeps {
  fetcher: Fetch;
  /** @default messages go without */
  pictures?: PictureSource | undefined;
  apiUrl: string;
  /** The house's bot; empty: people bring their own. */
  botToken: string;
}

const ENTRIES = 30;
const TOKEN = /^\d{3,20}:[\w-]{20,100}$/;

/** A chat of a Telegram bot: a person by a deep link, a group or a channel by its id. */
export function createTelegramKind({
  fetcher,
  pictures,
  apiUrl,
  botToken: houseToken,
}: TelegramDeps): ChannelKind<TelegramConfig, RenderedTelegram> {
  const call = async (token: string, method: string, body: object, deadlineMs: number) => {
    const form = body instanceof FormData ? await encodeForm(body) : undefined;
    return ask(
      fetcher,
      {
        url: `${apiUrl.replace(/\/+$/, '')}/bot${token}/${method}`,
        ...(form ? { headers: { 'content-type': form.type } } : {}),
        body: form?.body ?? JSON.stringify(body),
        deadlineMs,
      },
      'Telegram',
    );
  };

  async function post(
    token: string,
    chatId: string,
    rendered: RenderedTelegram,
    picture: Buffer | undefined,
    deadlineMs: number,
  ) {
    const { text, caption, buttons, isSilent } = rendered;
    const reply = buttons.length === 0 ? undefined : { inline_keyboard: buttons };
    if (picture === undefined) {
      const preview = { is_disabled: true };
      const body = {
        chat_id: chatId,
        text,
        parse_mode: 'HTML',
        link_preview_options: preview,
        disable_notification: isSilent,
        ...(reply ? { reply_markup: reply } : {}),
      };
      return call(token, 'sendMessage', body, deadlineMs);
    }
    const form = new FormData();
    form.set('chat_id', chatId);
    form.set('caption', caption);
    form.set('parse_mode', 'HTML');
    form.set('disable_notification', String(isSilent));
    if (reply) form.set('reply_markup', JSON.stringify(reply));
    form.set('photo', jpegFile(picture), 'photo.jpg');
    return call(token, 'sendPhoto', form, deadlineMs);
  }

  return {
    kind: 'telegram',
    name: 'Telegram',
    group: 'chat',
    setup: houseToken === '' ? 'paste' : 'link',
    configSchema: z.strictObject({
      chatId: z.string().regex(/^(-?\d{1,20}|@\w{4,64})$/, 'must be the number of a chat, or @name of a channel'),
      botToken:
        houseToken === ''
          ? z.string().regex(TOKEN, 'must be the token of a bot')
          : z.string().regex(TOKEN, 'must be the token of a bot').optional(),
    }) as z.ZodType<TelegramConfig>,
    secretFields: ['botToken'],
    // One message a second in a chat, twenty a minute in a group.
    limits: { entries: ENTRIES, gapMs: 1000 },
    missing: undefined,
    check: () => undefined,
    placeToProve: ({ chatId, botToken }) => (botToken === undefined ? chatId : undefined),
    destinationOf: ({ chatId, botToken = houseToken }) => `${botToken} ${chatId}`,
    render: (telling) => renderTelegram(composeMessage(telling)),
    async send(rendered, { chatId, botToken = houseToken }, { deadlineMs }) {
      // By address Telegram refuses some formats and private hosts, so the bytes are handed over.
      const { picture, leftMs } = await takePicture(pictures, rendered.pictureUrl, deadlineMs);
      let answer = await post(botToken, chatId, rendered, picture, leftMs);
      if (isAnswer(answer)) {
        const moved = parametersOf(answer).migrate_to_chat_id;
        if (moved !== undefined) answer = await post(botToken, String(moved), rendered, picture, leftMs);
        else if (
          picture !== undefined &&
          answer.status === 400 &&
          /IMAGE|PHOTO|photo|image/.test(describe(answer) ?? '')
        ) {
          answer = await post(botToken, chatId, rendered, undefined, leftMs);
        }
      }
      return isAnswer(answer) ? toAnswer(answer) : answer;
    },
  };
}

function toAnswer(answer: HttpAnswer): Answer {
  const { status } = answer;
  const said = describe(answer);
  const message = `Telegram answered ${status}${said ? `: “${said}”` : ''}`;
  const more = { httpStatus: status };
  if (status === 429) {
    const seconds = parametersOf(answer).retry_after;
    return failed('wait', 'Telegram asked to slow down', {
      httpStatus: 429,
      retryAfterMs: seconds === undefined ? answer.retryAfterMs : seconds * 1000,
    });
  }
  if (status === 403) return failed('dead', message, more);
  if (status === 401 || status === 404) return failed('misconfigured', message, more);
  if (status === 400)
    return failed(
      /chat not found|PEER_ID_INVALID|group chat was deleted/i.test(said ?? '') ? 'dead' : 'refused',
      message,
      more,
    );
  return classify(answer, 'Telegram', said);
}

function describe({ json }: HttpAnswer): string | undefined {
  return typeof json?.description === 'string' ? json.description : undefined;
}

function parametersOf({ json }: HttpAnswer): { retry_after?: number; migrate_to_chat_id?: number } {
  const found: { retry_after?: number; migrate_to_chat_id?: number } = {};
  const parameters = json?.parameters;
  if (typeof parameters !== 'object' || parameters === null) return found;
  if ('retry_after' in parameters && typeof parameters.retry_after === 'number')
    found.retry_after = parameters.retry_after;
  if ('migrate_to_chat_id' in parameters && typeof parameters.migrate_to_chat_id === 'number') {
    found.migrate_to_chat_id = parameters.migrate_to_chat_id;
  }
  return found;
}
