import { operations } from '@goodshunter/contracts/api';
import { NotFoundError } from '../errors.js';
import { bind, type Endpoint, type EndpointInput, type Reply } from '../http/endpoint.js';
import { type MessagePage, messagePage } from '../http/message-page.js';
import type { MessageLinkService } from '../services/telling/message-link-service.js';
import { type MessagePageTexts, pageTextsOf } from '../services/telling/message-page-texts.js';

type Show<Found> = (texts: MessagePageTexts, found: Found) => Omit<MessagePage, 'language' | 'status'>;

/** Small pages behind the links of messages, in the words of who got the message. */
export function messageLinkEndpoints(links: MessageLinkService): Endpoint[] {
  return [
    bind(operations.showMute, (input) =>
      answer(input, links.describeMute(input.params.token), (texts, { name }) => ({
        title: texts.muteTitle(name),
        sentence: texts.muteText,
        buttons: [
          ['?for=day', texts.forDay],
          ['?for=week', texts.forWeek],
        ],
      })),
    ),
    bind(operations.mute, (input) =>
      answer(input, links.mute(input.params.token, input.query.for), (texts, { name }) => {
        if (input.query.for === 'none') return { title: texts.speaks(name), sentence: texts.mayClose };
        const title = input.query.for === 'day' ? texts.mutedForDay(name) : texts.mutedForWeek(name);
        return { title, sentence: texts.mayClose, buttons: [['?for=none', texts.undo]] };
      }),
    ),
    bind(operations.showStop, (input) =>
      answer(input, links.describeStop(input.params.token), (texts, { name }) => ({
        title: texts.stopTitle(name),
        sentence: texts.stopText,
        buttons: [['', texts.stop]],
      })),
    ),
    bind(operations.stopChannel, (input) =>
      answer(input, links.stop(input.params.token), (texts, { name }) => ({
        title: texts.stopped(name),
        sentence: texts.stoppedText,
      })),
    ),
    bind(operations.showDigest, (input) =>
      answer(input, links.describeDigest(input.params.token), (texts, { name, at, timeZone }) => ({
        title: texts.digestTitle,
        sentence: texts.digestText(name, at, timeZone),
        buttons: [
          ['?to=daily', texts.daily(at)],
          ['?to=hourly', texts.hourly],
        ],
      })),
    ),
    bind(operations.makeDigest, (input) =>
      answer(input, links.makeDigest(input.params.token, input.query.to), (texts, { before }) => ({
        title: texts.digestMade[input.query.to],
        sentence: texts.mayClose,
        ...(before === input.query.to ? {} : { buttons: [[`?to=${before}`, texts.undo]] }),
      })),
    ),
  ];
}

/** A page also where there is nothing to show: whoever follows a link of a message reads no JSON. */
async function answer<Found extends { language: string | null }>(
  { header }: Pick<EndpointInput<unknown, unknown, unknown>, 'header'>,
  work: Promise<Found>,
  show: Show<Found>,
): Promise<Reply> {
  const asked = (header('accept-language') ?? '').split(',').map((part) => part.split(';')[0] ?? '');
  try {
    const found = await work;
    const { language, texts } = pageTextsOf(found.language === null ? asked : [found.language, ...asked]);
    return messagePage({ language, ...show(texts, found) });
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    const { language, texts } = pageTextsOf(asked);
    return messagePage({ status: 404, language, title: texts.goneTitle, sentence: texts.goneText });
  }
}
