/** A page written for tests, of a kind that recorded ones are not, and what a person sees on it. */
export interface WrittenList {
  name: string;
  url: string;
  html: string;
  /** `[title, address]`, or with a price in minor units and its currency; null: no list is there. */
  cards: [title: string, url: string | null, price?: [number, string | null]][];
}

const menu = `<nav class="main-nav"><ul>${[
  'Home',
  'Cameras',
  'Lenses',
  'Bags',
  'Tripods',
  'Film',
  'Used',
  'Sale',
  'About us',
  'Contact',
]
  .map((name) => `<li><a href="/${name.toLowerCase().replace(' ', '-')}">${name}</a></li>`)
  .join('')}</ul></nav>`;
const footer = `<footer><ul>${['Imprint', 'Privacy', 'Terms', 'Shipping', 'Returns', 'Jobs', 'Press', 'Help']
  .map((name) => `<li><a href="/info/${name.toLowerCase()}">${name}</a></li>`)
  .join('')}</ul><p>© 2026 Shop</p></footer>`;
const page = (body: string, { lang = 'en', head = '' } = {}) =>
  `<!doctype html><html lang="${lang}"><head><title>Shop</title>${head}</head><body>${menu}${body}${footer}</body></html>`;
const range = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const NAMES = [
  'Leica M3',
  'Rollei 35',
  'Nikon F2',
  'Canon AE-1',
  'Olympus OM-1',
  'Contax T2',
  'Pentax MX',
  'Minolta XD',
  'Zeiss Ikon',
  'Konica Hexar',
  'Yashica Mat',
  'Bronica SQ',
];
const nameOf = (index: number) => `${NAMES[(index - 1) % NAMES.length]} no. ${index}`;
const shop = 'https://shop.example';

const productCard = (index: number, classes = 'product-card') =>
  `<div class="${classes}"><a href="/products/camera-${index}"><img src="/img/${index}.jpg" alt=""></a><h3><a href="/products/camera-${index}">${nameOf(index)}</a></h3><span class="price">€${index}49.00</span><button>Add to cart</button></div>`;
const productOf = (index: number): [string, string, [number, string]] => [
  nameOf(index),
  `${shop}/products/camera-${index}`,
  [index * 10000 + 4900, 'EUR'],
];

export const WRITTEN_LISTS: WrittenList[] = [
  {
    name: 'a plain grid',
    url: `${shop}/cameras`,
    html: page(
      `<main><h1>Cameras</h1><div class="grid">${range(8)
        .map((i) => productCard(i))
        .join('')}</div></main>`,
    ),
    cards: range(8).map(productOf),
  },
  {
    name: 'three results',
    url: `${shop}/search?q=leica`,
    html: page(
      `<main><h1>3 results</h1><div class="results">${range(3)
        .map((i) => productCard(i, 'result'))
        .join('')}</div></main>`,
    ),
    cards: range(3).map(productOf),
  },
  {
    name: 'two results',
    url: `${shop}/search?q=leica`,
    html: page(
      `<main><h1>2 results</h1><div class="results">${range(2)
        .map((i) => productCard(i, 'result-item'))
        .join('')}</div></main>`,
    ),
    cards: range(2).map(productOf),
  },
  {
    name: 'no result, and what others looked at',
    url: `${shop}/search?q=xyz`,
    html: page('<main><h1>Search</h1><p>No results found for “xyz”.</p></main>'),
    cards: [],
  },
  {
    name: 'a table of one row each',
    url: 'https://auction.example/lots',
    html: page(
      `<table class="lots"><tr><th>Lot</th><th>Title</th><th>Price</th></tr>${range(10)
        .map(
          (i) =>
            `<tr><td>${i}</td><td><a href="/lot?id=${900 + i}">${nameOf(i)}</a><br><small>Good condition, box and papers</small></td><td>£${i}20</td></tr>`,
        )
        .join('')}</table>`,
      { lang: 'en-GB' },
    ),
    cards: range(10).map((i) => [nameOf(i), `https://auction.example/lot?id=${900 + i}`, [i * 10000 + 2000, 'GBP']]),
  },
  {
    name: 'table rows of two',
    url: 'https://board.example/market',
    html: page(
      `<table>${range(9)
        .map(
          (i) =>
            `<tr class="head"><td><a class="subject" href="/thread/${700 + i}">${nameOf(i)} for sale</a></td></tr><tr class="info"><td>Asking price: ${i}80,00 € · Berlin · yesterday</td></tr>`,
        )
        .join('')}</table>`,
      { lang: 'de' },
    ),
    cards: range(9).map((i) => [
      `${nameOf(i)} for sale`,
      `https://board.example/thread/${700 + i}`,
      [i * 10000 + 8000, 'EUR'],
    ]),
  },
  {
    name: 'terms and definitions',
    url: `${shop}/list`,
    html: page(
      `<dl>${range(7)
        .map((i) => `<dt><a href="/item/${300 + i}">${nameOf(i)}</a></dt><dd>Works well. <b>$${i}5.50</b></dd>`)
        .join('')}</dl>`,
      { lang: 'en-US' },
    ),
    cards: range(7).map((i) => [nameOf(i), `${shop}/item/${300 + i}`, [i * 1000 + 550, 'USD']]),
  },
  {
    name: 'headings and paragraphs side by side, without a card around them',
    url: 'https://flat.example/used',
    html: page(
      `<div id="content">${range(8)
        .map(
          (i) =>
            `<h2><a href="/used/${nameOf(i).toLowerCase().replace(/[ .]+/g, '-')}">${nameOf(i)}</a></h2><p>A camera in good condition, tested with film by us.</p><p class="cost">CHF ${i}90.-</p>`,
        )
        .join('')}</div>`,
      { lang: 'de-CH' },
    ),
    cards: range(8).map((i) => [
      nameOf(i),
      `https://flat.example/used/${nameOf(i).toLowerCase().replace(/[ .]+/g, '-')}`,
      [i * 10000 + 9000, 'CHF'],
    ]),
  },
  {
    name: 'right to left',
    url: 'https://souq.example/cameras',
    html: page(
      `<section dir="rtl">${range(6)
        .map(
          (i) =>
            `<article><a href="/ad/${i}0045"><img data-src="/p/${i}.webp" src="data:image/gif;base64,R0"></a><h2><a href="/ad/${i}0045">كاميرا قديمة رقم ${i}</a></h2><div class="price">${i}٥٠ ر.س</div><time>اليوم</time></article>`,
        )
        .join('')}</section>`,
      { lang: 'ar-SA' },
    ),
    cards: range(6).map((i) => [
      `كاميرا قديمة رقم ${i}`,
      `https://souq.example/ad/${i}0045`,
      [i * 10000 + 5000, 'SAR'],
    ]),
  },
  {
    name: 'hebrew, price before the sign',
    url: 'https://luach.example/list',
    html: page(
      `<ul class="feed">${range(6)
        .map(
          (i) =>
            `<li class="feeditem"><a href="/item/x${i}1"><span class="title">מצלמת פילם ${i}</span><span class="price">${i}50 ₪</span></a></li>`,
        )
        .join('')}</ul>`,
      { lang: 'he' },
    ),
    cards: range(6).map((i) => [`מצלמת פילם ${i}`, `https://luach.example/item/x${i}1`, [i * 10000 + 5000, 'ILS']]),
  },
  {
    name: 'Japanese auctions',
    url: 'https://auction.example.jp/search',
    html: page(
      `<ul class="Products">${range(10)
        .map(
          (i) =>
            `<li class="Product"><div class="Product__image"><a href="/jp/auction/k10${i}"><img src="/i/${i}.jpg" alt="ライカ M${i}"></a></div><div class="Product__detail"><h3 class="Product__title"><a href="/jp/auction/k10${i}">ライカ M${i} ボディ 動作品</a></h3><div class="Product__priceInfo"><span class="Product__label">現在</span><span class="Product__priceValue">${i},500円</span></div><div>入札 ${i}</div></div></li>`,
        )
        .join('')}</ul>`,
      { lang: 'ja' },
    ),
    cards: range(10).map((i) => [
      `ライカ M${i} ボディ 動作品`,
      `https://auction.example.jp/jp/auction/k10${i}`,
      [i * 1000 + 500, 'JPY'],
    ]),
  },
  {
    name: 'Chinese second-hand, no headings',
    url: 'https://xianyu.example/list',
    html: page(
      `<div class="feeds">${range(8)
        .map(
          (i) =>
            `<a class="feeds-item" href="/item?id=77${i}&spm=a1.b2"><img src="//img.example/${i}.jpg"><div class="row1"><span>徕卡相机 第${i}号 九成新</span></div><div class="row3"><span class="sign">¥</span><span class="number">${i}888</span></div><div>北京</div></a>`,
        )
        .join('')}</div>`,
      { lang: 'zh-CN' },
    ),
    cards: range(8).map((i) => [
      `徕卡相机 第${i}号 九成新`,
      `https://xianyu.example/item?id=77${i}`,
      [(i * 1000 + 888) * 100, 'CNY'],
    ]),
  },
  {
    name: 'Tailwind, the card is the link',
    url: `${shop}/tailwind`,
    html: page(
      `<div class="mx-auto grid grid-cols-2 gap-6 px-4 sm:grid-cols-3 lg:grid-cols-4">${range(9)
        .map(
          (i) =>
            `<a href="/p/camera-${i}" class="group flex flex-col rounded-lg border p-3 hover:shadow-lg"><div class="aspect-square overflow-hidden bg-gray-100"><img src="/t/${i}.avif" class="object-cover" alt=""></div><p class="mt-2 truncate text-sm font-medium text-gray-900">${nameOf(i)}</p><p class="text-sm text-gray-500"><span class="line-through">$${i}99</span> <span class="font-semibold">$${i}49</span></p></a>`,
        )
        .join('')}</div>`,
      { lang: 'en-US' },
    ),
    cards: range(9).map((i) => [nameOf(i), `${shop}/p/camera-${i}`, [i * 10000 + 4900, 'USD']]),
  },
  {
    name: 'hashed classes that differ from card to card',
    url: `${shop}/hashed`,
    html: page(
      `<div class="css-1x2y3z">${range(7)
        .map(
          (i) =>
            `<div class="css-${(i * 7919).toString(36)}"><div class="sc-${(i * 104729).toString(36)}"><a href="/d/camera-${i}-id${i}abc"><img src="/h/${i}.png"><span>${nameOf(i)}</span></a></div><div class="css-${(i * 3571).toString(36)}">${i}50 zł</div></div>`,
        )
        .join('')}</div>`,
      { lang: 'pl' },
    ),
    cards: range(7).map((i) => [nameOf(i), `${shop}/d/camera-${i}-id${i}abc`, [i * 10000 + 5000, 'PLN']]),
  },
  {
    name: 'a list beside a carousel of the same cards and a side list',
    url: `${shop}/busy`,
    html: page(
      `<aside class="sidebar"><h4>Popular</h4><ul>${range(5)
        .map((i) => `<li><a href="/products/camera-9${i}">Popular ${i}</a> <b>€${i}0</b></li>`)
        .join('')}</ul></aside>
       <main><div class="products">${range(12)
         .map((i) => productCard(i))
         .join('')}</div></main>
       <section class="recently-viewed"><div class="swiper">${range(6)
         .map((i) => productCard(i + 50))
         .join('')}</div></section>`,
    ),
    cards: range(12).map(productOf),
  },
  {
    name: 'adverts between the cards',
    url: `${shop}/adverts`,
    html: page(
      `<ul class="list">${range(12)
        .map((i) =>
          i % 4 === 0
            ? `<li class="ad-slot"><a href="https://ads.example/click?x=${i}"><img src="/ad.gif"></a></li>`
            : `<li class="entry">${productCard(i, 'inner')}</li>`,
        )
        .join('')}</ul>`,
    ),
    cards: range(12)
      .filter((i) => i % 4 !== 0)
      .map(productOf),
  },
  {
    name: 'no prices: flats on request',
    url: 'https://homes.example/rent',
    html: page(
      `<div class="results">${range(6)
        .map(
          (i) =>
            `<article class="listing"><img src="/f/${i}.jpg"><h2><a href="/expose/${i}55">Bright flat number ${i} with a balcony</a></h2><p>${i} rooms, ${i}5 m², city centre, free from May. Price on request.</p></article>`,
        )
        .join('')}</div>`,
    ),
    cards: range(6).map((i) => [`Bright flat number ${i} with a balcony`, `https://homes.example/expose/${i}55`]),
  },
  {
    name: 'a forum',
    url: 'https://forum.example/f/market',
    html: page(
      `<div class="topiclist">${range(12)
        .map(
          (i) =>
            `<div class="row"><a href="/t/${i}234-topic" class="topictitle">[WTS] ${nameOf(i)} in very good shape</a><div>by <a href="/u/user${i}" class="username">user${i}</a> » yesterday</div><span>${i} replies</span><a href="/t/${i}234-topic#last">last post</a></div>`,
        )
        .join('')}</div>`,
    ),
    cards: range(12).map((i) => [`[WTS] ${nameOf(i)} in very good shape`, `https://forum.example/t/${i}234-topic`]),
  },
  {
    name: 'jobs, plain links with a place beside',
    url: 'https://jobs.example/all',
    html: page(
      `<ul>${range(15)
        .map((i) => `<li><a href="/job/${i}88">Senior engineer for optics, team ${i}</a> – Zürich</li>`)
        .join('')}</ul>`,
    ),
    cards: range(15).map((i) => [`Senior engineer for optics, team ${i}`, `https://jobs.example/job/${i}88`]),
  },
  {
    name: 'cards without addresses: scripts open them',
    url: 'https://spa.example/list',
    html: page(
      `<div class="list">${range(7)
        .map(
          (i) =>
            `<div class="item" data-id="n${i}"><div class="name">${nameOf(i)}</div><div class="price">${i}90 Kč</div></div>`,
        )
        .join('')}</div>`,
      { lang: 'cs' },
    ),
    cards: range(7).map((i) => [nameOf(i), null, [i * 10000 + 9000, 'CZK']]),
  },
  {
    name: 'links with trackers and sessions',
    url: `${shop}/tracked`,
    html: page(
      `<div class="grid">${range(6)
        .map(
          (i) =>
            `<div class="product"><a href="/p/${i}01?utm_source=list&position=${i}&sessionid=abc${i}"><img src="/x/${i}.jpg"></a><a class="name" href="/p/${i}01?utm_source=list&position=${i}&sessionid=abc${i}">${nameOf(i)}</a><div>€ ${i}5,00</div></div>`,
        )
        .join('')}</div>`,
      { lang: 'de' },
    ),
    cards: range(6).map((i) => [nameOf(i), `${shop}/p/${i}01`, [i * 1000 + 500, 'EUR']]),
  },
  {
    name: 'deals that lead elsewhere',
    url: 'https://deals.example/hot',
    html: page(
      `<section>${range(9)
        .map(
          (i) =>
            `<article class="thread"><div class="vote">${i}00°</div><strong class="thread-title"><a href="/deals/${nameOf(i).toLowerCase().replace(/[ .]+/g, '-')}-${i}33">${nameOf(i)} at a low price</a></strong><span class="thread-price">${i}9,99€</span><span class="mute--text text--lineThrough">${i}99,99€</span><a class="cept-dealBtn" href="/visit/threadmain/${i}33">Get deal</a></article>`,
        )
        .join('')}</section>`,
      { lang: 'de' },
    ),
    cards: range(9).map((i) => [
      `${nameOf(i)} at a low price`,
      `https://deals.example/deals/${nameOf(i).toLowerCase().replace(/[ .]+/g, '-')}-${i}33`,
      [i * 1000 + 999, 'EUR'],
    ]),
  },
  {
    name: 'an article with further reading',
    url: 'https://blog.example/post',
    html: page(
      `<article><h1>How to choose a camera</h1>${'<p>There is much to say about lenses, shutters and the film that goes through them, and each of these deserves its own chapter in a book that nobody has time to read.</p>'.repeat(14)}</article><section class="related"><h3>Related</h3>${range(
        3,
      )
        .map(
          (i) => `<div class="card"><a href="/post/${i}"><img src="/r/${i}.jpg"><h4>Another post ${i}</h4></a></div>`,
        )
        .join('')}</section>`,
    ),
    cards: [],
  },
  {
    name: 'a wall against robots',
    url: 'https://walled.example/list',
    html: '<html><head><title>Just a moment...</title></head><body><h1>Checking your browser</h1><p>Please enable cookies.</p><a href="https://walled.example/help">Help</a></body></html>',
    cards: [],
  },
  {
    name: 'a log-in page',
    url: 'https://private.example/list',
    html: page(
      '<main><h1>Sign in</h1><form><input name="user"><input name="password" type="password"><button>Sign in</button></form><a href="/forgot">Forgot password?</a><a href="/register">Register</a></main>',
    ),
    cards: [],
  },
  {
    name: 'a category whose products come by script',
    url: 'https://empty.example/c/lenses',
    html: page(
      `<div id="app" data-state="loading"></div><div class="mega-menu">${range(6)
        .map(
          (i) =>
            `<div class="col"><h5>Group ${i}</h5><ul>${range(8)
              .map((j) => `<li><a href="/c/${i}/${j}">Kind ${i} ${j}</a></li>`)
              .join('')}</ul></div>`,
        )
        .join('')}</div>`,
    ),
    cards: [],
  },
];
