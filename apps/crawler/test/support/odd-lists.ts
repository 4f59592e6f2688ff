import { at, frame, join, listOf, thing, whole } from './list-of.js';
import type { WrittenList } from './list-pages.js';

/** Kinds of pages that neither the recorded nor the other written ones are: a third lot, written with its answers before it was first read. */
export const ODD_LISTS: WrittenList[] = [
  listOf(
    'a price in four pieces, with raised cents',
    'pieces.example.de',
    10,
    (i) =>
      `<div class="cell"><a href="${at(i)}"><img src="/p/${i}.jpg" alt=""></a><p class="n"><a href="${at(i)}">${thing(i)}</a></p><p class="p"><span>1</span><span>.</span><span>${100 + whole(i)}</span><sup>90</sup> <span>€</span></p></div>`,
    (i) => [(1100 + whole(i)) * 100 + 90, 'EUR'],
    { lang: 'de' },
  ),
  listOf(
    'instalments beside the price, Brazil',
    'loja.example.com.br',
    9,
    (i) =>
      `<div class="vitrine-item"><a href="${at(i)}"><img src="/p/${i}.jpg"><span class="nome">${thing(i)}</span></a><span class="de">de R$ ${whole(i) + 100},90</span><span class="por">por R$ ${whole(i)},90</span><span class="vezes">ou 10x de R$ ${(whole(i) / 10).toFixed(2).replace('.', ',')} sem juros</span></div>`,
    (i) => [whole(i) * 100 + 90, 'BRL'],
    { lang: 'pt-BR' },
  ),
  listOf(
    'lakhs, with a struck list price and its share',
    'bazaar.example.in',
    8,
    (i) =>
      `<div class="_1xz"><a href="${at(i)}" class="_2rp"><div class="_4rR">${thing(i)}</div></a><div class="_25b"><div class="_30j">₹1,${20 + i},999</div><div class="_3I9" style="text-decoration:line-through">₹1,${49 + i},999</div><div class="_3Ay"><span>17% off</span></div></div></div>`,
    (i) => [(120_999 + i * 1000) * 100, 'INR'],
    { lang: 'en' },
  ),
  listOf(
    'Swedish crowns with a dash for cents',
    'butik.example.se',
    8,
    (i) =>
      `<article><h2><a href="${at(i)}">${thing(i)}</a></h2><p>Frakt 49 kr</p><strong>${1 + i} ${995 - i * 10}:-</strong></article>`,
    (i) => [((1 + i) * 1000 + 995 - i * 10) * 100, 'SEK'],
    { lang: 'sv' },
  ),
  listOf(
    'Swiss francs with an apostrophe',
    'laden.example.ch',
    8,
    (i) =>
      `<li class="teaser"><a href="${at(i)}"><h3>${thing(i)}</h3></a><div>CHF ${1 + i}'${200 + i}.–</div><button>In den Warenkorb</button></li>`,
    (i) => [((1 + i) * 1000 + 200 + i) * 100, 'CHF'],
    { lang: 'de-CH', around: (cards) => `<main><ul class="teasers">${cards}</ul></main>` },
  ),
  listOf(
    'yen with tax in brackets, and postage below',
    'mise.example.jp',
    9,
    (i) =>
      `<li><a href="${at(i)}"><img src="/p/${i}.jpg" alt=""><p>${thing(i)}</p></a><p>${1 + i},980円(税込)</p><p>送料550円</p></li>`,
    (i) => [(1 + i) * 1000 + 980, 'JPY'],
    { lang: 'ja', around: (cards) => `<div id="content"><ul class="goods">${cards}</ul></div>` },
  ),
  listOf(
    'won, the old amount behind the new one',
    'gage.example.kr',
    9,
    (i) =>
      `<li class="prd"><a href="${at(i)}"><span class="t">${thing(i)}</span></a><em class="sale">${12 + i},900원</em> <del>${15 + i},000원</del> <b>14%</b></li>`,
    (i) => [(12 + i) * 1000 + 900, 'KRW'],
    { lang: 'ko', around: (cards) => `<section><ul>${cards}</ul></section>` },
  ),
  listOf(
    'yuan with what was sold and free postage',
    'dian.example.cn',
    10,
    (i) =>
      `<div class="item"><a href="${at(i)}"><img data-src="/p/${i}.jpg"><div class="row">${thing(i)}</div></a><div><span>￥</span><strong>${whole(i)}</strong><span>.80</span></div><div>已售1000+ 包邮</div></div>`,
    (i) => [whole(i) * 100 + 80, 'CNY'],
    { lang: 'zh-CN' },
  ),
  listOf(
    'zloty with the sum of price and delivery below',
    'sklep.example.pl',
    8,
    (i) =>
      `<article data-role="offer"><h2><a href="${at(i)}">${thing(i)}</a></h2><p><span>${1 + i} ${200 + i},00 zł</span></p><p>${1 + i} ${214 + i},99 zł z dostawą</p></article>`,
    (i) => [((1 + i) * 1000 + 200 + i) * 100, 'PLN'],
    { lang: 'pl' },
  ),
  listOf(
    'dirhams, right to left',
    'souq.example.ae',
    8,
    (i) =>
      `<div class="bx"><a href="${at(i)}"><b>${thing(i)}</b></a><div dir="rtl"><span>${whole(i)}.00</span> <span>د.إ</span></div></div>`,
    (i) => [whole(i) * 100, 'AED'],
    { lang: 'ar' },
  ),
  listOf(
    'classifieds with prices to talk about, and things given away',
    'anzeigen.example.de',
    10,
    (i) =>
      `<article class="ad"><div class="l"><a href="${at(i)}"><img src="/p/${i}.jpg"></a></div><div class="r"><h2><a href="${at(i)}">${thing(i)}</a></h2><p>Gut erhalten, nur Abholung in 10115 Berlin, seit 3 Tagen online</p><p>${i % 4 === 3 ? 'Zu verschenken' : `${whole(i)} € VB`}</p></div></article>`,
    (i) => (i % 4 === 3 ? undefined : [whole(i) * 100, 'EUR']),
    { lang: 'de' },
  ),
  listOf(
    'a maker’s link before the thing’s',
    'makers.example.com',
    9,
    (i) =>
      `<div class="pane"><a href="/maker/${i % 3}" class="by">House of Maker ${i % 3}</a><a href="${at(i)}" class="it">${thing(i)}</a><span>$${whole(i)}.00</span></div>`,
    (i) => [whole(i) * 100, 'USD'],
  ),
  listOf(
    'ranges of prices',
    'sizes.example.com',
    8,
    (i) =>
      `<div class="pane"><a href="${at(i)}"><img src="/p/${i}.jpg"></a><h4><a href="${at(i)}">${thing(i)}</a></h4><span>$${whole(i)}.00 - $${whole(i) + 15}.00</span></div>`,
    (i) => [whole(i) * 100, 'USD'],
  ),
  listOf(
    'plain lines, a title and a dash and a price',
    'notes.example.org',
    9,
    (i) => `<li><a href="${at(i)}">${thing(i)}</a> — €${whole(i)}</li>`,
    (i) => [whole(i) * 100, 'EUR'],
    {
      around: (cards) =>
        `<div class="post"><h1>What I sell</h1><p>Write to me if you like one of these.</p><ul>${cards}</ul></div>`,
    },
  ),
  listOf(
    'lines that end with a break, no elements around them',
    'old.example.com',
    10,
    (i) => `<font size="2"><a href="${at(i)}">${thing(i)}</a></font> $${whole(i)}.00<br>`,
    (i) => [whole(i) * 100, 'USD'],
    { around: (cards) => `<table width="700"><tr><td><b>Price list</b><br><br>${cards}</td></tr></table>` },
  ),
  listOf(
    'groups below the date they came in',
    'dates.example.com',
    9,
    (i) =>
      `${i % 3 === 0 ? `<li class="day">${i + 1} November</li>` : ''}<li class="entry"><a href="${at(i)}">${thing(i)}</a> <span>$${whole(i)}.50</span></li>`,
    (i) => [whole(i) * 100 + 50, 'USD'],
    { around: (cards) => `<div><h1>New in</h1><ul class="days">${cards}</ul></div>` },
  ),
  listOf(
    'the same list twice, once for telephones',
    'twice.example.com',
    8,
    (i) => `<div class="c-desk"><a href="${at(i)}"><h3>${thing(i)}</h3></a><span>$${whole(i)}.00</span></div>`,
    (i) => [whole(i) * 100, 'USD'],
    {
      around: (cards) =>
        `<div class="desk">${cards}</div><div class="phone" style="display:none">${cards.replaceAll('c-desk', 'c-phone')}</div>`,
    },
  ),
  listOf(
    'microdata with the price in a meta element',
    'marked.example.com',
    8,
    (i) =>
      `<div itemscope itemtype="https://schema.org/Product"><a itemprop="url" href="${at(i)}"><span itemprop="name">${thing(i)}</span></a><div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="priceCurrency" content="GBP"><span itemprop="price" content="${whole(i)}.00">${whole(i)}.00</span></div></div>`,
    (i) => [whole(i) * 100, 'GBP'],
  ),
  listOf(
    'sold ones among them, without a price',
    'second.example.co.uk',
    9,
    (i) =>
      `<figure><a href="${at(i)}"><img src="/p/${i}.jpg" alt="${thing(i)}"></a><figcaption>${thing(i)}<br>${i % 3 === 1 ? '<i>SOLD</i>' : `£${whole(i)}`}</figcaption></figure>`,
    (i) => (i % 3 === 1 ? undefined : [whole(i) * 100, 'GBP']),
    { lang: 'en-GB' },
  ),
  listOf(
    'buttons that scripts open, known by what they are called',
    'app.example.com',
    8,
    (i) =>
      `<button type="button" class="tile" data-id="t-${i}00"><img src="/p/${i}.jpg" alt=""><strong>${thing(i)}</strong><span>$${whole(i)}.00</span></button>`,
    (i) => [whole(i) * 100, 'USD'],
    { path: () => null },
  ),
  listOf(
    'addresses that differ by one number in their query',
    'cgi.example.com',
    9,
    (i) =>
      `<tr><td><a href="/cgi/show.pl?id=${700 + i}&amp;sid=abc123"><img src="/t/${i}.gif"></a></td><td><a href="/cgi/show.pl?id=${700 + i}&amp;sid=abc123">${thing(i)}</a><br>In good order</td><td>$${whole(i)}.00</td></tr>`,
    (i) => [whole(i) * 100, 'USD'],
    {
      path: (i) => `/cgi/show.pl?id=${700 + i}&sid=abc123`,
      around: (cards) =>
        `<table border="0"><tr><th></th><th><a href="?sort=n">Name</a></th><th><a href="?sort=p">Price</a></th></tr>${cards}</table>`,
    },
  ),
  listOf(
    'cars, with kilometres, years and horsepower',
    'autos.example.at',
    8,
    (i) =>
      `<section class="car"><a href="${at(i)}"><h2>${thing(i)} Kombi ${1.2 + i / 10} TDI</h2></a><ul><li>EZ 05/2018</li><li>${45 + i}.000 km</li><li>110 kW (150 PS)</li></ul><p>€ ${12 + i}.500,-</p><p>Leasing ab 199 € mtl.</p></section>`,
    (i) => [((12 + i) * 1000 + 500) * 100, 'EUR'],
    { lang: 'de-AT', titleOf: (i) => `${thing(i)} Kombi ${1.2 + i / 10} TDI` },
  ),
  listOf(
    'prices without a sign, the currency in the head alone',
    'bare.example.com',
    9,
    (i) =>
      `<div class="sku"><a href="${at(i)}"><img src="/p/${i}.jpg"><h3>${thing(i)}</h3></a><div class="price">${whole(i)}.00</div></div>`,
    (i) => [whole(i) * 100, 'EUR'],
    { head: '<meta property="product:price:currency" content="EUR">' },
  ),
  listOf(
    'placeholders behind the cards, and a button for more',
    'more.example.com',
    6,
    (i) => `<div class="tile"><a href="${at(i)}"><h3>${thing(i)}</h3></a><p>$${whole(i)}.00</p></div>`,
    (i) => [whole(i) * 100, 'USD'],
    {
      around: (cards) =>
        `<div class="tiles">${cards}${join(6, () => '<div class="tile skeleton"><div></div><div></div></div>')}</div><button>Load more</button>`,
    },
  ),
  listOf(
    'bids, estimates and times',
    'lots.example.co.uk',
    8,
    (i) =>
      `<div class="lot"><p>Lot ${100 + i}</p><a href="${at(i)}"><h3>${thing(i)}</h3></a><p>Estimate: £${whole(i) * 2}–${whole(i) * 3}</p><p>Current bid: <b>£${whole(i)}</b> (3 bids)</p><p>Ends in 2d 4h</p></div>`,
    (i) => [whole(i) * 100, 'GBP'],
    { lang: 'en-GB' },
  ),
  listOf(
    'two results below a menu of pictures with prices',
    'mega.example.com',
    2,
    (i) =>
      `<div class="result"><a href="${at(i)}"><img src="/p/${i}.jpg"></a><h3><a href="${at(i)}">${thing(i)}</a></h3><span class="price">$${whole(i)}.00</span></div>`,
    (i) => [whole(i) * 100, 'USD'],
    {
      around: (cards) =>
        `<nav class="mega"><ul>${join(9, (i) => `<li><a href="/top/${i}"><img src="/m/${i}.jpg"><span>Top pick ${thing(i)}</span> <b>$${i + 5}.00</b></a></li>`)}</ul></nav><main><h1>2 results for “kettle”</h1><div class="results">${cards}</div></main>`,
    },
  ),
  {
    name: 'a product with many reviews',
    url: 'https://one.example.com/thing/copper-kettle',
    html: frame(
      `<main><h1>Copper Kettle</h1><span class="price">$45.00</span><button>Add to cart</button><p>${'A kettle made of copper by hand. '.repeat(12)}</p><h2>Reviews</h2>${join(12, (i) => `<div class="review"><b>Reader ${String.fromCharCode(65 + i)}</b> <span>5 of 5</span><p>It boils water well, I paid less than $${40 + i} elsewhere but this one lasts. ${'Good. '.repeat(i)}</p></div>`)}</main>`,
      { title: 'Copper Kettle' },
    ),
    cards: [],
  },
  {
    name: 'an article that speaks of money, with comments',
    url: 'https://news.example.com/2026/11/prices',
    html: frame(
      `<article><h1>Why kettles cost more</h1>${join(9, (i) => `<p>Copper rose by ${i}% to $${9000 + i} a ton. ${'Makers say that they cannot bear it any longer. '.repeat(4)}</p>`)}</article><section id="talk">${join(14, (i) => `<div class="comment"><a href="/user/${i}">user${i}</a><p>I paid $${30 + i} last year.</p></div>`)}</section>`,
    ),
    cards: [],
  },
  {
    name: 'a page that is not there, with what sells best',
    url: 'https://gone.example.com/thing/x',
    html: frame(
      `<main><h1>Page not found</h1><p>No results found. The page you are looking for has moved.</p><h2>Bestsellers</h2><div class="cells">${join(8, (i) => `<div class="cell"><a href="${at(i)}"><img src="/p/${i}.jpg"><h3>${thing(i)}</h3></a><b>$${whole(i)}.00</b></div>`)}</div></main>`,
    ),
    cards: [],
  },
  {
    name: 'a table of sizes',
    url: 'https://sizes.example.com/guide',
    html: frame(
      `<main><h1>Sizes</h1><table><tr><th>EU</th><th>UK</th><th>cm</th></tr>${join(14, (i) => `<tr><td>${36 + i}</td><td>${3 + i}</td><td>${(22.5 + i * 0.6).toFixed(1)}</td></tr>`)}</table></main>`,
    ),
    cards: [],
  },
];

/** Read otherwise than by a person: text between elements belongs to no card, and a price of a sixth of the one before it is not believed. */
