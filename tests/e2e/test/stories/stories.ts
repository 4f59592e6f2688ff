import { chairs, cups, entry, feedOf, kettle, pageOf, type Story } from './goods.js';

const lens = (n: number, host = 'lenses.example') => entry(`Lens ${n}`, `https://${host}/l/${n}`);
const THREE = [
  { id: 1, price: '10.00' },
  { id: 2, price: '20.00' },
  { id: 3, price: '30.00' },
];
const SIX = [1, 2, 3, 4, 5, 6];

/** What shops, feeds and lists do that is no news, beside what is. */
export const STORIES: readonly Story[] = [
  {
    name: 'a price that one look does not find',
    source: 'page',
    steps: [kettle('€48.00'), kettle(''), kettle('€48.00'), kettle('€40.00')],
    tells: [[], [], ['price_drop']],
    price: 4000,
  },
  {
    name: 'the amount without tax for one look',
    source: 'page',
    steps: [
      kettle('€121.00 <small>incl. VAT</small>'),
      kettle('€100.00 <small>excl. VAT</small>'),
      kettle('€121.00 <small>incl. VAT</small>'),
    ],
    tells: [[], []],
    price: 12_100,
  },
  {
    name: 'the currency of another country for one look',
    source: 'page',
    steps: [kettle('€48.00'), kettle('£41.00'), kettle('€48.00')],
    tells: [[], []],
    price: 4800,
  },
  {
    name: 'another thing at the same address',
    source: 'page',
    steps: [
      kettle('€48.00'),
      { '/p': pageOf('Steam Iron', '<p class="price">€39.00</p><button>Add to cart</button>') },
    ],
    tells: [[]],
    price: 4800,
  },
  {
    name: 'a login that sells a membership',
    source: 'page',
    steps: [
      kettle('€48.00'),
      {
        '/p': pageOf(
          'Sign in to continue',
          '<form><input type="password"><button>Sign in</button></form><p>Join for €9.99</p><button>Buy membership</button>',
        ),
      },
      kettle('€48.00'),
    ],
    tells: [[], []],
    price: 4800,
  },
  {
    name: 'sold out with a successor, and back',
    source: 'page',
    steps: [
      kettle('€48.00'),
      kettle(
        '€48.00',
        '<p>Sold out</p><h2>Successor</h2><div><a href="k2">Kettle Two</a> <b class="price">€59.00</b></div>',
      ),
      kettle('€48.00'),
    ],
    tells: [['sold'], ['back']],
    price: 4800,
  },
  {
    name: 'a preorder that comes into stock',
    source: 'page',
    steps: [kettle('€48.00', '<button>Pre-order</button>'), kettle('€48.00')],
    tells: [['back']],
  },
  {
    name: 'a feed that moves between its hosts',
    source: 'feed',
    steps: [feedOf(lens(1), lens(2)), feedOf(lens(1, 'www.lenses.example'), lens(2, 'www.lenses.example'))],
    tells: [[]],
  },
  {
    name: 'an entry that is marked as sold, and no longer',
    source: 'feed',
    steps: [
      feedOf(entry('Lens - $90', 'https://lenses.example/1', 'a'), entry('Cap - $5', 'https://lenses.example/2', 'b')),
      feedOf(
        entry('✅ SOLD Lens - $90', 'https://lenses.example/1', 'a'),
        entry('Cap - $5', 'https://lenses.example/2', 'b'),
      ),
      feedOf(entry('Lens - $90', 'https://lenses.example/1', 'a'), entry('Cap - $5', 'https://lenses.example/2', 'b')),
    ],
    tells: [['sold'], ['back']],
  },
  {
    name: 'a feed that is empty once, and one entry more',
    source: 'feed',
    steps: [feedOf(lens(1), lens(2)), feedOf(), feedOf(lens(3), lens(1), lens(2))],
    tells: [[], ['new']],
  },
  {
    name: 'a shop that counts in another currency',
    source: 'shopify',
    steps: [
      cups('EUR', ...THREE),
      cups('USD', ...THREE.map(({ id, price }) => ({ id, price: (Number(price) * 1.09).toFixed(2) }))),
      cups('EUR', ...THREE),
    ],
    tells: [[], []],
  },
  {
    name: 'a product that is deleted and made anew',
    source: 'shopify',
    steps: [
      cups('EUR', { id: 1, price: '10.00', sku: 'MUG-77' }, ...THREE.slice(1)),
      cups('EUR', { id: 91, price: '10.00', sku: 'MUG-77' }, ...THREE.slice(1)),
    ],
    tells: [[]],
  },
  {
    name: 'a product that sells out and comes back',
    source: 'shopify',
    steps: [
      cups('EUR', ...THREE),
      cups('EUR', { id: 1, price: '10.00', available: false }, ...THREE.slice(1)),
      cups('EUR', ...THREE),
    ],
    tells: [['sold'], ['back']],
  },
  {
    name: 'a list that is empty, then whole',
    source: 'list',
    steps: [chairs(...SIX), chairs(), chairs(), chairs(...SIX, 7)],
    tells: [[], [], ['new']],
  },
  {
    name: 'a list of which a part is shown',
    source: 'list',
    steps: [chairs(...SIX), chairs(1, 2), chairs(...SIX)],
    tells: [[], []],
  },
];
