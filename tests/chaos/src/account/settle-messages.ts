import type { ReceivedWebhook } from '@goodshunter/testing';
import type { Listener } from '../book.js';
import { type Evidence, type Finding, nothing } from './account.js';
import { groupBy } from './settle-goods.js';

interface EventRow {
  taskId: number;
  itemId: number;
  token: number;
  kind: string;
  oldPrice: number | null;
  newPrice: number | null;
  untold: string | null;
}

interface NoticeRow extends Pick<EventRow, 'taskId' | 'itemId' | 'token'> {
  id: number;
  channelId: number;
  isWaiting: number;
  ended: string | null;
  deliveryId: number | null;
}

interface DeliveryRow {
  id: number;
  messageId: string;
  channelId: number;
  state: string;
  answer: string | null;
}

type Told = Pick<EventRow, 'taskId' | 'kind' | 'oldPrice' | 'newPrice'>;

/**
 * Every event against what each listener got: event, notice, delivery, message. What ended, was given up or is held is not received, so
 * it is missing too: nobody here switches a channel off or sleeps at night.
 */
export async function settleMessages({ db, book }: Evidence): Promise<Finding> {
  const finding = nothing();
  const { missing, wrong } = finding;
  const events = groupBy(
    await db.query<EventRow[]>(
      'SELECT task_id taskId, item_id itemId, token, kind, old_price oldPrice, new_price newPrice, untold FROM event ORDER BY id',
    ),
    subjectOf,
  );
  const notices = await db.query<NoticeRow[]>(
    `SELECT id, task_id taskId, item_id itemId, run_token token, channel_id channelId, due_at IS NOT NULL isWaiting, ended,
       delivery_id deliveryId FROM notice`,
  );
  const deliveries = await db.query<DeliveryRow[]>(
    'SELECT id, message_id messageId, channel_id channelId, state, answer FROM delivery',
  );
  for (const listener of book.listeners) {
    const mine = notices.filter(({ channelId }) => channelId === listener.channelId);
    const sent = deliveries.filter(({ channelId }) => channelId === listener.channelId);
    settleListener({ listener, events, notices: mine, deliveries: sent }, finding);
  }
  const known = new Set(book.listeners.map(({ channelId }) => channelId));
  const strange = deliveries.filter(({ channelId }) => !known.has(channelId));
  if (strange.length > 0) wrong.push(`${strange.length} messages for nobody, ${strange[0]?.messageId} among them`);
  const untold = [...events.values()].flat().filter((event) => event.untold !== null);
  if (untold.length > 0) missing.push(`${untold.length} events are not told, because: ${untold[0]?.untold}`);
  return finding;
}

function settleListener(
  {
    listener,
    events,
    notices,
    deliveries,
  }: { listener: Listener; events: Map<string, EventRow[]>; notices: NoticeRow[]; deliveries: DeliveryRow[] },
  { missing, wrong }: Finding,
): void {
  const { channelId, receiver } = listener;
  const name = `channel ${channelId}`;
  const received = groupBy(receiver.received, ({ id }) => id);
  const taken = new Set(receiver.received.filter(({ isTaken }) => isTaken).map(({ id }) => id));
  const byId = new Map(deliveries.map((delivery) => [delivery.id, delivery]));
  const noticed = new Map(notices.map((notice) => [subjectOf(notice), notice]));

  const contents = new Map<number, Told[]>();
  for (const [subject, told] of events) {
    const notice = noticed.get(subject);
    noticed.delete(subject);
    const delivery = notice?.deliveryId == null ? undefined : byId.get(notice.deliveryId);
    if (!notice) missing.push(`${name}: no notice of ${subject}`);
    else if (notice.ended !== null) missing.push(`${name}: ${subject} ended as ${notice.ended}`);
    else if (notice.isWaiting) missing.push(`${name}: ${subject} waits to become a message`);
    else if (!delivery) missing.push(`${name}: the message of ${subject} is not there`);
    else contents.set(delivery.id, [...(contents.get(delivery.id) ?? []), ...told]);
  }
  for (const subject of noticed.keys()) wrong.push(`${name}: a notice of ${subject}, which no event tells`);

  for (const { id, messageId, state, answer } of deliveries) {
    if (state === 'dead') missing.push(`${name}: ${messageId} was given up (${answer})`);
    else if (!taken.has(messageId)) missing.push(`${name}: ${messageId} is ${state} and not received`);
    else if (state !== 'sent') missing.push(`${name}: ${messageId} is received and still ${state}`);
    const expected = toText(contents.get(id) ?? []);
    for (const message of received.get(messageId) ?? []) {
      if (toText(eventsOf(message)) !== expected) {
        wrong.push(`${name}: ${messageId} says ${toText(eventsOf(message))}, must say ${expected}`);
      }
    }
    received.delete(messageId);
  }
  for (const id of received.keys()) wrong.push(`${name}: received ${id}, which nobody has written down`);
  checkOrder(name, { received: receiver.received, notices, byId }, wrong);
  const forged = receiver.received.filter(({ isSignatureValid }) => !isSignatureValid);
  if (forged.length > 0) wrong.push(`${name}: ${forged.length} messages are not signed with its secret`);
}

/** What happened to one listing comes in the order in which it happened. */
function checkOrder(
  name: string,
  {
    received,
    notices,
    byId,
  }: { received: readonly ReceivedWebhook[]; notices: readonly NoticeRow[]; byId: ReadonlyMap<number, DeliveryRow> },
  wrong: string[],
): void {
  const places = new Map<string, number>();
  for (const [place, { id, isTaken }] of received.entries()) if (isTaken && !places.has(id)) places.set(id, place);
  for (const [listing, news] of groupBy(notices, ({ taskId, itemId }) => `item ${itemId} of task ${taskId}`)) {
    const order = [...news]
      .sort((one, other) => one.token - other.token)
      .flatMap(({ deliveryId }) => places.get(byId.get(deliveryId ?? 0)?.messageId ?? '') ?? []);
    if (order.some((place, index) => place < (order[index - 1] ?? 0))) {
      wrong.push(`${name}: news of ${listing} came after newer ones`);
    }
  }
}

/** Repeated messages, by stable id: only what was taken counts. */
export function countRepeatedSends(listeners: readonly Listener[]): number {
  let repeated = 0;
  for (const { receiver } of listeners) {
    const taken = receiver.received.filter(({ isTaken }) => isTaken);
    repeated += taken.length - new Set(taken.map(({ id }) => id)).size;
  }
  return repeated;
}

const subjectOf = ({ taskId, itemId, token }: Pick<EventRow, 'taskId' | 'itemId' | 'token'>) =>
  `run ${token} of task ${taskId}, item ${itemId}`;

const eventsOf = ({ body }: ReceivedWebhook) => (body as { data: { events: Told[] } }).data.events;

/** The same events in any order: a message may hold several listings. */
const toText = (events: readonly Told[]) =>
  events
    .map(({ taskId, kind, oldPrice, newPrice }) => `${taskId} ${kind} ${oldPrice} ${newPrice}`)
    .sort()
    .join(', ');
