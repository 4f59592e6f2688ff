import { describe, expect, it } from '@jest/globals';
import { parseFeed } from './parse.js';

const entry = (title: string, link: string, more = '') =>
  `<item><title>${title}</title><link>${link}</link>${more}</item>`;
const own = ['Klavier', 'Geige', 'Harfe'].map((title, n) => entry(title, `https://noten.example/${n}`));

function titlesOf(...entries: string[]): string[] {
  const feed = parseFeed(
    `<rss><channel><title>F</title><link>https://noten.example/</link>${entries.join('')}</channel></rss>`,
    'https://noten.example/feed',
  );
  if (feed.status !== 'ok') throw new Error(feed.reason);
  return feed.items.map(({ title }) => title);
}

describe('adverts in feeds', () => {
  it.each([
    entry('Sponsored: cheap strings', 'https://ads.example/1'),
    entry('[Ad] Cheap strings', 'https://ads.example/2'),
    entry('Anzeige: Saiten ab 9 €', 'https://ads.example/3'),
    entry('Contenu sponsorisé | Cordes', 'https://ads.example/4'),
    entry('【PR】弦', 'https://ads.example/5'),
    entry('Cheap strings', 'https://ads.example/6', '<category>Werbung</category>'),
  ])('are left out: %s', (advert) => {
    expect(titlesOf(advert, ...own)).toEqual(['Klavier', 'Geige', 'Harfe']);
  });

  it.each([
    ['a listing that its site promotes', entry('Anzeige: Flügel', 'https://www.noten.example/9')],
    ['a link to another host without a mark', entry('Flügel', 'https://fluegel.example/9')],
    ['a title that begins with the word', entry('Ad Reinhardt, print', 'https://kunst.example/1')],
  ])('are not %s', (_what, listing) => {
    expect(titlesOf(listing, ...own)).toHaveLength(4);
  });

  it('are not what a feed marks most of its entries as', () => {
    const classifieds = ['Vélo', 'Lampe', 'Table'].map((title, n) =>
      entry(`Annonce: ${title}`, `https://petites.example/${n}`),
    );
    expect(titlesOf(...classifieds)).toHaveLength(3);
  });

  it('are left out of a JSON Feed by their tags', () => {
    const items = [
      { id: 1, title: 'Canoe', url: 'https://b.example/1' },
      { id: 2, title: 'Insurance', url: 'https://ads.example/2', tags: ['Sponsored'] },
    ];
    const feed = parseFeed(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'F',
        home_page_url: 'https://b.example/',
        items,
      }),
      'https://b.example/f',
    );
    expect(feed).toMatchObject({ status: 'ok', items: [{ title: 'Canoe' }] });
  });
});
