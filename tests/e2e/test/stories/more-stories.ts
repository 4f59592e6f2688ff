import { entry, feedOf, kettle, pageOf, type Story, sizes } from './goods.js';

const finds = (linkOf: (n: number) => string, ...numbers: number[]) =>
  feedOf(...numbers.map((n) => entry(`Oak desk ${n}`, linkOf(n))));
const DATE = '<pubDate>Sat, 28 Nov 2026 08:00:00 GMT</pubDate>';
const dated = (title: string, link: string, id: string) => entry(title, link, id).replace('</item>', `${DATE}</item>`);
const desks = [3, 2, 1].map((n) => entry(`Oak desk ${n}`, `https://desks.example/${n}`));
const bikes = (first: string) =>
  feedOf(...[first, 'Pedals', 'Saddle'].map((title, n) => entry(title, `https://bikes.example/${n}`, `b${n}`)));
const halo = (name: string) =>
  pageOf(name, '<img src="/halo.jpg"><p class="price">€89.00</p><button>Add to cart</button>');

/** Names, marks and sizes that change, and prices that go back and forth. */
export const MORE_STORIES: readonly Story[] = [
  {
    name: 'a visit in the path of links, and one entry more',
    source: 'feed',
    steps: [
      finds((n) => `https://desks.example/s3/d/${n}`, 2, 1),
      finds((n) => `https://desks.example/s4/d/${n}`, 2, 1),
      finds((n) => `https://desks.example/s5/d/${n}`, 3, 2, 1),
    ],
    tells: [[], ['new']],
  },
  {
    name: 'a counter of clicks with a clock',
    source: 'feed',
    steps: [5, 6].map((t) => finds((n) => `https://clicks.example/r?u=${n}&amp;t=${t}${n}`, 2, 1)),
    tells: [[]],
  },
  {
    name: 'a site that gives all its entries other addresses',
    source: 'feed',
    steps: [
      finds((n) => `https://desks.example/?p=${n}`, 4, 3, 2, 1),
      finds((n) => `https://desks.example/oak/number-${n}-x`, 5, 4, 3, 2, 1),
    ],
    tells: [['new']],
  },
  {
    name: 'an id that is made of title and price',
    source: 'feed',
    steps: ['45', '40'].map((euros) =>
      feedOf(
        dated(`Lamp - ${euros} EUR`, 'https://lamps.example/7', `digest-of-${euros}`),
        dated('Desk - 20 EUR', 'https://lamps.example/8', 'digest-of-20'),
      ),
    ),
    tells: [['price_drop']],
  },
  {
    name: 'an advert between entries, and one entry more',
    source: 'feed',
    steps: [
      feedOf(...desks),
      feedOf(entry('Sponsored: cheap flights', 'https://ads.example/1', 'ad1'), ...desks),
      feedOf(
        entry('[Ad] Cheaper flights', 'https://ads.example/2', 'ad2'),
        entry('Oak desk 4', 'https://desks.example/4'),
        ...desks,
      ),
    ],
    tells: [[], ['new']],
  },
  {
    name: "a generator's report of its failure, beside entries and alone",
    source: 'feed',
    steps: [
      feedOf(...desks),
      feedOf(entry('Fehler beim Abrufen des Feeds', 'https://desks.example/', 'e1'), ...desks),
      feedOf(entry('Error: Request failed with status code 502', 'https://desks.example/', 'e2')),
    ],
    tells: [[], []],
  },
  {
    name: 'a word that is put behind a title and taken away',
    source: 'feed',
    steps: ['Road bike', 'Road bike verkauft', 'Road bike verkauft', 'Road bike'].map(bikes),
    tells: [['sold'], [], ['back']],
  },
  {
    name: 'a mark that says reserved',
    source: 'feed',
    steps: ['Road bike', '[Reserved] Road bike', 'Road bike'].map(bikes),
    tells: [['sold'], ['back']],
  },
  {
    name: 'the cheapest size is taken away and comes back',
    source: 'shopify',
    steps: [
      sizes({ S: '20.00', L: '50.00' }),
      sizes({ L: '50.00' }),
      sizes({ S: '20.00', L: '50.00' }),
      sizes({ S: '18.00', L: '50.00' }),
    ],
    tells: [[], [], ['price_drop']],
    price: 1800,
  },
  {
    name: 'a price that is another with each look',
    source: 'page',
    steps: [1, 2, 3, 4, 5, 6, 7].map((look) => kettle(look % 2 === 1 ? '€100.00' : '€99.90')),
    tells: [['price_drop'], ['price_rise'], ['price_drop'], [], [], []],
  },
  {
    name: 'a successor that stands there with the same picture',
    source: 'page',
    steps: [
      { '/p': halo('Lamp Halo 3') },
      { '/p': { status: 301, headers: { location: 'next' } }, '/next': halo('Lamp Halo 4').replace('89.00', '99.00') },
      { '/p': halo('Lamp Halo 3') },
    ],
    tells: [[], []],
    price: 8900,
  },
];
