import type { News, ToldNews } from '@goodshunter/channels';

/**
 * One entry per listing, in the order of their latest news: what several runs or several hunts of one person saw of it is told together,
 * naming all of the hunts. News of hunts and channels themselves stay apart.
 */
export function mergeNews(notices: readonly { news: News }[]): ToldNews[] {
  const entries = new Map<string, { news: News; hunts: Set<string> }>();
  // That there is nothing is not said beside something.
  const something = notices.filter(({ news }) => news.nothing === undefined);
  for (const { news } of something.length > 0 ? something : notices.slice(-1)) {
    const key = news.itemId === 0 ? `task ${news.taskId} ${news.channel?.name ?? ''}` : `item ${news.itemId}`;
    const known = entries.get(key);
    if (known === undefined) {
      entries.set(key, { news, hunts: new Set([news.taskName]) });
      continue;
    }
    entries.delete(key);
    known.hunts.add(news.taskName);
    // The same change seen by two hunts is one change.
    const events = [...known.news.events, ...news.events].filter(
      (event, index, all) => all.findIndex((other) => isSame(other, event)) === index,
    );
    entries.set(key, { news: { ...news, events }, hunts: known.hunts });
  }
  return [...entries.values()].map(({ news, hunts }) => {
    const otherHunts = [...hunts].filter((name) => name !== news.taskName);
    return { news, meanwhile: null, ...(otherHunts.length === 0 ? {} : { otherHunts }) };
  });
}

function isSame(one: News['events'][number], other: News['events'][number]): boolean {
  return (
    one.kind === other.kind &&
    one.oldPrice === other.oldPrice &&
    one.newPrice === other.newPrice &&
    one.currency === other.currency &&
    one.message === other.message
  );
}
