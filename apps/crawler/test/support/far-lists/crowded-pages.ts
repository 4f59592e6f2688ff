import { decimal, each, type FarList, far, filters, type Row, shopFrame } from './frames.js';

/** Short lists among much else, and pages that are none. */

const tile = (title: string, path: string, price: string, picture: string) =>
  `<div class="ProductTile"><a class="ProductTile__link" href="${path}"><div class="ProductTile__media"><img loading="lazy" src="${picture}" alt=""></div><div class="ProductTile__name">${title}</div></a><div class="ProductTile__price">${price}</div><button class="ProductTile__add" aria-label="Add to bag"></button></div>`;
const others = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) =>
    tile(`Other thing number ${from + i}`, `/products/other-${from + i}`, `€${30 + i}.00`, `/o/${from + i}.jpg`),
  ).join('');

const one: Row[] = [['Vintage Field Telephone', '/products/field-telephone', 14_500]];
const oneResult = far(
  'one result, a heading, and twelve that one may also like of the same build',
  'https://attic.example.com/search?q=telephone',
  'EUR',
  one,
  shopFrame(
    `<main><h1>Search results for “telephone”</h1><p>1 product</p><div class="ProductGrid">${each(one, ([title, path, minor = 0]) => tile(title, path ?? '', `€${decimal(minor, '.')}`, '/p/1.jpg'))}</div><section class="Recommendations"><h2>You may also like</h2><div class="ProductGrid">${others(12)}</div></section></main>`,
  ),
);

const four: Row[] = [
  ['Enamel Jug, white', '/products/enamel-jug', 2_400],
  ['Ironing Board, wooden', '/products/ironing-board', 5_500],
  ['Washing Tub', '/products/washing-tub', 3_950],
  ['Clothes Pegs, 50', '/products/clothes-pegs', 650],
];
const recentlyViewed = far(
  'four results, filters with counts, similar searches, and ten that were viewed recently of the same build',
  'https://attic.example.com/laundry?sort=new',
  'EUR',
  four,
  shopFrame(
    `<div class="layout">${filters(['Colour', 'Material', 'Age', 'Condition'], 6)}<main><h1>Laundry <span>(4)</span></h1><div class="chips"><span>Similar searches:</span>${['wash stand', 'mangle', 'copper tub', 'peg bag', 'flat iron'].map((word) => `<a class="chip" href="/search?q=${word.replace(' ', '+')}">${word}</a>`).join('')}</div><div class="ProductGrid">${each(four, ([title, path, minor = 0], i) => tile(title, path ?? '', i === 1 ? `<s>€${decimal(minor + 1_500, '.')}</s> <b>€${decimal(minor, '.')}</b>` : `€${decimal(minor, '.')}`, `/p/${i}.jpg`))}</div></main></div><section class="carousel"><h2>Recently viewed</h2><div class="carousel__track">${others(10, 20)}</div></section>`,
  ),
);

const nine: Row[] = [
  ['Field Notes, pack of three', '/item/field-notes', 1_300],
  ['Brass Pencil Sharpener', '/item/sharpener', 850],
  ['Fountain Pen, fine nib', '/item/fountain-pen', 4_200],
  ['Blotting Paper', '/item/blotting', 600],
  ['Ink, Iron Gall', '/item/ink', 1_150],
  ['Desk Pad, felt', '/item/desk-pad', 3_900],
  ['Wax Seal Kit', '/item/wax-seal', 2_250],
  ['Letter Opener', '/item/letter-opener', 1_750],
];
const between = far(
  'adverts, an invitation and a story between the cards of one grid, pictures in noscript',
  'https://stationer.example.ie/desk',
  'EUR',
  nine,
  shopFrame(
    `<main><div class="grid" id="plp">${each(
      nine,
      ([title, path, minor = 0], i) =>
        `${i === 2 ? '<div class="grid__cell grid__cell--promo"><a href="/gift-guide"><img src="/promo/gift.jpg" alt=""><h3>The gift guide</h3><span>Ideas from €10</span></a></div>' : ''}${i === 4 ? '<div class="grid__cell grid__cell--form"><h3>10% off your first order</h3><form><input type="email"><button>Join</button></form></div>' : ''}${i === 6 ? '<div class="grid__cell grid__cell--story"><a href="/journal/how-ink-is-made"><img src="/journal/ink.jpg" alt=""><h3>How ink is made</h3></a><p>A visit to a workshop.</p></div>' : ''}<div class="grid__cell"><article class="item"><a href="${path}"><div class="ratio"><img class="lazy" data-lazy="x" alt="${title}"><noscript><img src="/shop/${i}.jpg" alt="${title}"></noscript></div></a><div class="item__text"><a class="item__name" href="${path}">${title}</a><span class="item__price">€${decimal(minor, '.')}</span></div></article></div>`,
    )}</div><button class="load-more" data-url="/desk?page=2">Show more</button></main>`,
    { lang: 'en-IE' },
  ),
  { pictures: nine.map((_, i) => `/shop/${i}.jpg`) },
);

const planks: Row[] = [
  ['Tailwind Plank Oak', '/planks/oak', 3_450],
  ['Plank Ash', '/planks/ash', 3_120],
  ['Plank Walnut', '/planks/walnut', 5_890],
  ['Plank Cherry', '/planks/cherry', 4_675],
  ['Plank Larch', '/planks/larch', 1_995],
];
const priced = far(
  'sums for a metre behind sums for a piece, "incl." and "excl." tax, utility classes alone',
  'https://timber.example.be/planks',
  'EUR',
  planks,
  shopFrame(
    `<main class="mx-auto max-w-7xl px-4"><div class="grid grid-cols-1 gap-y-12 sm:grid-cols-2 lg:grid-cols-4 xl:gap-x-8">${each(
      planks,
      ([title, path, minor = 0], i) =>
        `<div class="group relative flex flex-col overflow-hidden rounded-lg border bg-white"><div class="aspect-h-4 aspect-w-3 bg-gray-200"><img src="data:image/svg+xml;base64,PHN2Zz4=" data-srcset="/img/${i}-400.webp 400w, /img/${i}-800.webp 800w" class="h-full w-full object-cover"></div><div class="flex flex-1 flex-col space-y-2 p-4"><h3 class="text-sm font-medium text-gray-900"><a href="${path}"><span aria-hidden="true" class="absolute inset-0"></span>${title}</a></h3><p class="text-sm text-gray-500">Planed, 20 x 200 x 2000 mm</p><div class="flex flex-1 flex-col justify-end"><p class="text-sm italic text-gray-500">8 lengths</p><p class="text-base font-medium text-gray-900">€ ${decimal(minor, ',')} <span class="text-xs">incl. btw</span></p><p class="text-xs text-gray-400">€ ${decimal(Math.round(minor / 1.21), ',')} excl. btw</p><p class="text-xs text-gray-400">€ ${decimal(Math.round(minor / 2), ',')} / m</p></div></div></div>`,
    )}</div><nav class="flex items-center justify-between"><a href="?offset=0" class="rounded-md">Previous</a><a href="?offset=5" class="rounded-md">Next</a></nav></main>`,
    { lang: 'nl-BE' },
  ),
  { next: 'https://timber.example.be/planks?offset=5' },
);

const listings: Row[] = [
  ['Oak Sideboard 1960s', 'https://www.auctionhall.example.com/itm/370001', 28_500],
  ['Set of Six Teak Chairs', 'https://www.auctionhall.example.com/itm/370002', 12_250],
  ['Anglepoise Lamp, restored', 'https://www.auctionhall.example.com/itm/370003', 8_900],
  ['Cast Iron Radiator', 'https://www.auctionhall.example.com/itm/370004', 4_000],
  ['Wall Clock, working', 'https://www.auctionhall.example.com/itm/370005', 1_550],
  ['Haberdashery Cabinet with 24 drawers', 'https://www.auctionhall.example.com/itm/370006', 64_000],
];
const placeholder = far(
  'a hidden first card that is none, ranges, bids and best offers, and results with fewer words below',
  'https://www.auctionhall.example.com/sch/i.html?_nkw=furniture',
  'USD',
  listings,
  shopFrame(
    `<div class="srp-river-main"><h1 class="srp-controls__count-heading"><span class="BOLD">6</span> results for furniture</h1><ul class="srp-results srp-list clearfix"><li class="s-item s-item__pl-on-bottom" style="display:none"><div class="s-item__wrapper"><a class="s-item__link" href="https://www.auctionhall.example.com/itm/123456"><div class="s-item__title"><span role="heading">Shop on Auction Hall</span></div></a><div class="s-item__detail"><span class="s-item__price">$20.00</span></div></div></li>${each(
      listings,
      ([title, path, minor = 0], i) =>
        `<li class="s-item s-item__pl-on-bottom" id="item${i}f"><div class="s-item__wrapper clearfix"><div class="s-item__image-section"><div class="s-item__image"><a tabindex="-1" href="${path}?hash=item${i}&amp;_trkparms=abc"><div class="s-item__image-wrapper"><img src="https://i.example-img.com/thumbs/images/g/${i}/s-l225.webp" alt="${title}"></div></a></div></div><div class="s-item__info clearfix"><a class="s-item__link" href="${path}?hash=item${i}&amp;_trkparms=abc"><div class="s-item__title"><span role="heading" aria-level="3">${i === 0 ? '<span class="LIGHT_HIGHLIGHT">New Listing</span>' : ''}${title}</span></div></a><div class="s-item__subtitle"><span class="SECONDARY_INFO">Pre-Owned</span></div><div class="s-item__details clearfix"><div class="s-item__detail s-item__detail--primary"><span class="s-item__price">$${decimal(minor, '.', ',')}${i === 3 ? `<span class="DEFAULT"> to </span>$${decimal(minor + 2_000, '.', ',')}` : ''}</span></div>${i === 4 ? '<div class="s-item__detail"><span class="s-item__trending-price">Was: <span class="STRIKETHROUGH">$19.50</span></span></div>' : ''}<div class="s-item__detail"><span class="s-item__bids s-item__bidCount">${i + 1} bids</span> · <span class="s-item__time-left">${i + 1}d ${i}h left</span></div><div class="s-item__detail"><span class="s-item__shipping s-item__logisticsCost">+$${10 + i}.95 shipping</span></div><div class="s-item__detail"><span class="s-item__location">from United States</span></div></div></div></div></li>`,
    )}<li class="srp-river-answer"><div class="section-notice">Results matching fewer words</div></li></ul></div>`,
  ),
);

const nothing: FarList = {
  name: 'an empty result with chips of what others look for and eight of the same build as results are',
  url: 'https://attic.example.com/search?q=zzyzx',
  html: shopFrame(
    `<main><h1>Search results for “zzyzx”</h1><p role="status">Sorry, we couldn’t find anything for “zzyzx”.</p><ul><li>Check the spelling</li><li>Use fewer words</li></ul><div class="chips">${['lamp', 'clock', 'mirror', 'chair'].map((word) => `<a class="chip" href="/search?q=${word}">${word}</a>`).join('')}</div><h2>Popular right now</h2><div class="ProductGrid">${others(8, 40)}</div></main>`,
  ),
  cards: [],
};

const emptyJapanese: FarList = {
  name: 'an empty result in Japanese, with what was looked at before',
  url: 'https://jp.furima.example.com/search?keyword=zzyzx',
  html: shopFrame(
    `<main><section class="emptyState"><p>出品された商品がありません</p><p>キーワードを変えてお試しください</p></section><section><h2>閲覧履歴からのおすすめ</h2><ul>${Array.from({ length: 9 }, (_, i) => `<li><a href="/item/m77${i}"><img src="/t/${i}.jpg" alt=""><span>おすすめ ${i}</span><span>¥${(i + 1) * 900}</span></a></li>`).join('')}</ul></section></main>`,
    { lang: 'ja' },
  ),
  cards: [],
};

const returns: FarList = {
  name: 'a page on sending things back, with questions that fold',
  url: 'https://attic.example.com/returns',
  html: shopFrame(
    `<main><h1>Returns</h1><p>You have 30 days to send anything back. A refund below €5.00 is paid as a voucher.</p>${['How do I send something back?', 'When is my money back?', 'What does it cost?', 'May I exchange?', 'What about gifts?', 'Which parcel service?'].map((question, i) => `<details id="q${i}"><summary>${question}</summary><p>Write to us with the number of the order. Parcels cost €${4 + i}.90, large ones €19.90, see <a href="/info/parcels-${i}">the list of parcels</a>.</p></details>`).join('')}</main>`,
  ),
  cards: [],
};

const tracking: FarList = {
  name: 'a page that follows a parcel, with tiles of help',
  url: 'https://attic.example.com/track',
  html: shopFrame(
    `<main><h1>Where is my parcel?</h1><form><input name="number"><button>Look</button></form><ol class="steps"><li>Packed<time>Mon</time></li><li>Handed over<time>Tue</time></li><li>On its way</li><li>Delivered</li></ol><section class="help-tiles">${['Contact', 'Opening hours', 'Claims', 'Gift cards'].map((word, i) => `<a class="tile" href="/help/${i}"><svg></svg><strong>${word}</strong><span>We are glad to help</span></a>`).join('')}</section></main>`,
  ),
  cards: [],
};

const article: FarList = {
  name: 'a story that names things to buy within its text',
  url: 'https://attic.example.com/journal/a-desk-in-winter',
  html: shopFrame(
    `<main><article><h1>A desk in winter</h1><p class="byline">By <a href="/authors/ida">Ida</a>, 12 November</p>${['The first cold days ask for light.', 'Wool under the elbows keeps the hands warm.', 'A pot of tea belongs beside the ink.', 'And when the day is short, one writes by a lamp.', 'What else is there to say?'].map((text, i) => `<h2>${i + 1}. ${text}</h2><p>${text} We found that a small thing such as the <a href="/products/other-${i}">thing number ${i}</a> (€${20 + i}) is enough for most, and it lasts. ${'Some say more is better, and we do not agree. '.repeat(3)}</p>`).join('')}</article><aside><h3>More stories</h3><ul>${Array.from({ length: 5 }, (_, i) => `<li><a href="/journal/story-${i}">Story ${i}</a></li>`).join('')}</ul></aside></main>`,
  ),
  cards: [],
};

export const CROWDED_PAGES: FarList[] = [
  oneResult,
  recentlyViewed,
  between,
  priced,
  placeholder,
  nothing,
  emptyJapanese,
  returns,
  tracking,
  article,
];
