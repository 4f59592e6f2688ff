import { hash, randomBytes } from 'node:crypto';
import { textsOf } from '@goodshunter/channels';
import type { CreateFeedLink, FeedEvent, FeedLink } from '@goodshunter/contracts/api';
import type { Database } from '@goodshunter/db';
import { Feed } from 'feed';
import type { Caller } from '../../access/person.js';
import { ConflictError, NotFoundError } from '../../errors.js';
import { readTask } from '../../store/create-task.js';
import { type EventFilter, listEvents } from '../../store/list-events.js';
import { deleteFeedLink, findFeed, findTagged, insertFeedLink, listFeedLinks } from '../../store/page/feed-links.js';
import { createGuessGuard } from '../people/guess-guard.js';
import type { Limits } from '../people/limits.js';
import { toMajor } from './csv.js';

const MOST_LINKS = 100;
const MOST_EVENTS = 50;

const TYPES = { rss: 'application/rss+xml', atom: 'application/atom+xml', json: 'application/feed+json' } as const;
type Form = keyof typeof TYPES;

export type FeedService = ReturnType<typeof createFeedService>;

export interface FeedServiceOptions extends Pick<Database, 'sql'> {
  limits: Pick<Limits, 'count' | 'giveBack'>;
  publicUrl: string;
}

/** What happens, for feed readers: they have no password, so each feed has an address that nobody can guess and its owner can end. */
export function createFeedService({ sql, limits, publicUrl }: FeedServiceOptions) {
  const findLiving = createGuessGuard(limits, 'link', (tokenHash) => findFeed(sql, tokenHash));
  const hashOf = (token: string) => hash('sha256', token, 'buffer');

  return {
    list: ({ userId }: Caller): Promise<FeedLink[]> => listFeedLinks(sql, userId),

    /** @throws {NotFoundError} for a task that is not there @throws {ConflictError} when there are too many */
    async create({ userId }: Caller, input: CreateFeedLink) {
      if (input.what === 'task' && !(await readTask(sql, userId, input.value))) {
        throw new NotFoundError(['no_task', { id: input.value }]);
      }
      if ((await listFeedLinks(sql, userId)).length >= MOST_LINKS) {
        throw new ConflictError(['too_many_feeds', { most: MOST_LINKS }]);
      }
      const token = randomBytes(24).toString('base64url');
      const value = input.what === 'all' ? '' : String(input.value);
      const link = await insertFeedLink(sql, userId, hashOf(token), input.what, value);
      return { ...link, token, url: `${publicUrl}/feeds/${token}.rss` };
    },

    /** @throws {NotFoundError} */
    async remove({ userId }: Caller, id: number): Promise<void> {
      if (!(await deleteFeedLink(sql, userId, id))) throw new NotFoundError(['no_feed', { id }]);
    },

    /** `<token>.<form>`. @throws {NotFoundError} {TooManyRequestsError} */
    async read({ origin }: Pick<Caller, 'origin'>, file: string): Promise<{ contentType: string; data: string }> {
      const dot = file.lastIndexOf('.');
      const form = file.slice(dot + 1) as Form;
      const found = await findLiving(hashOf(file.slice(0, dot)), origin.address);
      if (!found) throw new NotFoundError(['feed_gone']);
      const filter: EventFilter = {};
      if (found.what === 'task') filter.taskId = Number(found.value);
      // A tag that no hunt has any more names none: id 0 is nobody's.
      if (found.what === 'tag') filter.task = [0, ...(await findTagged(sql, found.userId, found.value))];
      const { events } = await listEvents(sql, found.userId, { limit: MOST_EVENTS }, filter);
      const feed = new Feed({
        id: `${publicUrl}/feeds/${found.what}/${found.value}`,
        title: found.what === 'tag' ? `GoodsHunter: ${found.value}` : 'GoodsHunter',
        link: publicUrl,
        copyright: '',
        generator: 'GoodsHunter',
        ...(events[0] ? { updated: new Date(events[0].createdAt) } : {}),
      });
      for (const event of events) feed.addItem(toEntry(event, publicUrl));
      const data = form === 'rss' ? feed.rss2() : form === 'atom' ? feed.atom1() : feed.json1();
      return { contentType: `${TYPES[form]}; charset=utf-8`, data };
    },
  };
}

function toEntry(event: FeedEvent, publicUrl: string) {
  const { item, kind, newPrice, oldPrice, currency } = event;
  const price = (minor: number | null) =>
    minor === null ? '' : `${toMajor(minor, currency)} ${currency ?? ''}`.trim();
  const prices = [price(oldPrice), price(newPrice)].filter((text) => text !== '').join(' → ');
  const title = [textsOf('en').kinds[kind] ?? kind, item?.title ?? event.taskName, prices]
    .filter((text) => text !== '')
    .join(': ');
  return {
    id: `urn:goodshunter:event:${event.id}`,
    title: cleanOf(title),
    link: item && /^https?:/.test(item.url) ? item.url : `${publicUrl}/hunts/${event.taskId}`,
    date: new Date(event.createdAt),
    description: cleanOf(event.message ?? `${event.taskName}${item ? `, ${item.host}` : ''}`),
  };
}

/** XML knows no control characters, not even escaped ones. */
function cleanOf(text: string): string {
  return text.replaceAll(/[\p{Cc}\uFFFE\uFFFF]/gu, ' ');
}
