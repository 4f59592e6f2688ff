import { at, frame, join, links, listOf, slug, thing, whole } from './list-of.js';
import type { WrittenList } from './list-pages.js';

/** A fourth lot, written with its answers before it was first read: classifieds, auctions, old markup, placeholders, pages without a list. */

const host = 'https://more.example.com';

export const MORE_LISTS: WrittenList[] = [
  listOf(
    'auctions with bids, time left and what the seller is worth',
    'hammer.example.de',
    9,
    (i) =>
      `<div class="lot-row"><a class="pic" href="/a/${7000 + i}"><img src="/l/${i}.jpg"></a><div class="lot-main"><a href="/a/${7000 + i}">${thing(i)}</a><small>Verkäufer: <a href="/u/anna">anna</a> (99,${i} %)</small></div><div class="lot-bid"><b>EUR ${whole(i)},00</b> <span>${i + 1} Gebote</span></div><div class="lot-time">${i + 1} Std. 12 Min.</div></div>`,
    (i) => [whole(i) * 100, 'EUR'],
    { lang: 'de', path: (i) => `/a/${7000 + i}` },
  ),
  listOf(
    'flats with a price per square metre',
    'pisos.example.es',
    8,
    (i) =>
      `<article class="anuncio"><a href="/inmueble/${41000 + i}/" title="${thing(i)}"><picture><img data-src="/f/${i}.webp" src="data:image/gif;base64,R0lGOD"></picture></a><div><h2><a href="/inmueble/${41000 + i}/">Piso en ${thing(i)}</a></h2><span>${200 + i * 5}.000 €</span><ul><li>${90 + i} m²</li><li>3 hab.</li><li>2.2${10 + i} €/m²</li></ul><p>Luminoso piso con dos terrazas y ascensor.</p></div></article>`,
    (i) => [(200 + i * 5) * 100_000, 'EUR'],
    { lang: 'es', path: (i) => `/inmueble/${41000 + i}/`, titleOf: (i) => `Piso en ${thing(i)}` },
  ),
  listOf(
    'jobs, the firm’s link first, no wages',
    'work.example.com',
    10,
    (i) =>
      `<li><a href="/firm/${i % 4}"><img src="/firms/${i % 4}.svg" alt="Firm ${i % 4}"></a><div><a href="/firm/${i % 4}">Firm ${i % 4}</a><a href="/jobs/${slug(thing(i))}-maker-${900 + i}">${thing(i)} maker (m/f/d)</a><span>Remote, Europe</span><time>${i + 1} days ago</time></div></li>`,
    () => undefined,
    {
      around: (cards) => `<section><h1>Jobs</h1><ol class="jobs">${cards}</ol></section>`,
      path: (i) => `/jobs/${slug(thing(i))}-maker-${900 + i}`,
      titleOf: (i) => `${thing(i)} maker (m/f/d)`,
    },
  ),
  listOf(
    'cars with kilometres, first registration and a rate',
    'autos.example.de',
    8,
    (i) =>
      `<div class="cldt-summary"><a href="/angebot/${slug(thing(i))}-${i}"><h2>${thing(i)}<span> 1.${i} TDI</span></h2></a><div><span>€ ${12 + i}.${450 + i},-</span><sup>1</sup><span>oder ab 1${i}9 € mtl.</span></div><dl><dt>Kilometer</dt><dd>${45 + i}.000 km</dd><dt>EZ</dt><dd>0${i + 1}/2019</dd><dt>Leistung</dt><dd>110 kW (150 PS)</dd></dl></div>`,
    (i) => [((12 + i) * 1000 + 450 + i) * 100, 'EUR'],
    { lang: 'de', path: (i) => `/angebot/${slug(thing(i))}-${i}`, titleOf: (i) => `${thing(i)} 1.${i} TDI` },
  ),
  listOf(
    'threads of a market in a forum, sticky ones above',
    'board.example.org',
    10,
    (i) =>
      `<tr class="thread"><td class="icon"><i></i></td><td><a href="showthread.php?t=${300 + i}">[WTS] ${thing(i)}</a><div class="small">by <a href="member.php?u=${i}">user${i}</a></div></td><td>${i * 3}</td><td>${100 + i}</td><td>Today 10:0${i % 10} <a href="showthread.php?goto=newpost&amp;t=${300 + i}">»</a></td></tr>`,
    () => undefined,
    {
      around: (cards) =>
        `<table class="forum"><thead><tr><th></th><th>Thread</th><th>Replies</th><th>Views</th><th>Last post</th></tr></thead><tbody>${cards}</tbody></table>`,
      path: (i) => `/showthread.php?t=${300 + i}`,
      titleOf: (i) => `[WTS] ${thing(i)}`,
    },
  ),
  listOf(
    'a link without text over each card',
    'layers.example.com',
    9,
    (i) =>
      `<div class="relative rounded-lg shadow-${i % 3 ? 'sm' : 'md'} css-${(i * 7919).toString(36)}"><a class="absolute inset-0 z-10" href="/p/${i}x${i * 3}" aria-label="${thing(i)}"></a><img class="w-full" srcset="/i/${i}-1x.jpg 1x, /i/${i}-2x.jpg 2x"><div class="p-4 css-${(i * 104729).toString(36)}"><div class="truncate">${thing(i)}</div><div class="font-bold">$${whole(i)}.99</div></div></div>`,
    (i) => [whole(i) * 100 + 99, 'USD'],
    { path: (i) => `/p/${i}x${i * 3}` },
  ),
  listOf(
    'a definition list with three definitions each',
    'terms.example.com',
    8,
    (i) =>
      `<dt><a href="${at(i)}">${thing(i)}</a></dt><dd>Handmade, from a small workshop by the sea.</dd><dd>Weight: ${300 + i} g</dd><dd>£${whole(i)}.50</dd>`,
    (i) => [whole(i) * 100 + 50, 'GBP'],
    { around: (cards) => `<div id="shop"><h1>All things</h1><dl>${cards}</dl></div>` },
  ),
  {
    name: 'grids within sections within a grid',
    url: `${host}/grids`,
    html: frame(
      `<div class="outer">${join(
        3,
        (section) =>
          `<section class="band"><h2><a href="/brand/${section}">Brand ${section}</a></h2><div class="inner">${join(
            4,
            (i) =>
              `<div class="tile"><a href="${at(section * 4 + i)}"><img src="/t/${section}${i}.jpg"><h3>${thing(section * 4 + i)}</h3></a><div class="swatches"><a href="${at(section * 4 + i)}?c=1" title="Red"></a><a href="${at(section * 4 + i)}?c=2" title="Blue"></a></div><em>€${whole(section * 4 + i)}</em></div>`,
          )}</div></section>`,
      )}</div>`,
    ),
    cards: Array.from({ length: 12 }, (_, i) => [thing(i), `${host}${at(i)}`, [whole(i) * 100, 'EUR']]),
  },
  {
    name: 'a carousel of adverts above the list',
    url: `${host}/shelf`,
    html: frame(
      `<div class="carousel sponsored">${join(
        6,
        (i) =>
          `<div class="slide"><a href="/ad/${i}"><img src="/ad/${i}.jpg"><strong>Sponsored offer ${i}</strong></a><b>$${99 + i}</b></div>`,
      )}</div><h1>Shelf</h1><ul class="shelf">${join(
        10,
        (i) =>
          `<li><a href="${at(i)}"><img src="/s/${i}.jpg"></a><a href="${at(i)}">${thing(i)}</a><span class="cost">$${whole(i)}</span></li>`,
      )}</ul>`,
    ),
    cards: Array.from({ length: 10 }, (_, i) => [thing(i), `${host}${at(i)}`, [whole(i) * 100, 'USD']]),
  },
  {
    name: 'placeholders that a script will fill, behind the first cards',
    url: `${host}/endless`,
    html: frame(
      `<main><div class="stream">${join(
        7,
        (i) =>
          `<div class="item"><a href="${at(i)}"><img src="/e/${i}.jpg"><p>${thing(i)}</p></a><span>€ ${whole(i)},00</span></div>`,
      )}${join(12, () => '<div class="item skeleton"><a href="#"><div class="shimmer"></div><p>&nbsp;</p></a><span>—</span></div>')}</div></main>`,
    ),
    cards: Array.from({ length: 7 }, (_, i) => [thing(i), `${host}${at(i)}`, [whole(i) * 100, 'EUR']]),
  },
  {
    name: 'a search that asks what was meant',
    url: `${host}/search?q=ketle`,
    html: frame(
      `<main><p>Did you mean <a href="/search?q=kettle">kettle</a>, <a href="/search?q=settle">settle</a>?</p><p>Related searches: ${Array.from({ length: 8 }, (_, i) => `<a href="/search?q=kettle+${i}">kettle ${i}</a>`).join(', ')}</p><p>5 results for "kettle"</p><div class="hits">${join(
        5,
        (i) =>
          `<div class="hit"><h3><a href="${at(i)}">${thing(i)}</a></h3><p>A fine thing for every house and garden, made to last.</p><span>$${whole(i)}.00</span></div>`,
      )}</div></main>`,
    ),
    cards: Array.from({ length: 5 }, (_, i) => [thing(i), `${host}${at(i)}`, [whole(i) * 100, 'USD']]),
  },
  {
    name: 'about a firm and its people',
    url: `${host}/about`,
    html: frame(
      `<main><h1>About us</h1><p>We began in 1987 with one shop and sold things for £3 each.</p>${join(5, (i) => `<div class="person"><img src="/team/${i}.jpg"><h3>Person ${i}</h3><p>Looks after things since 20${10 + i}.</p></div>`)}<p>Write to <a href="mailto:a@example.com">us</a>.</p></main>`,
    ),
    cards: [],
  },
  {
    name: 'what delivery costs, as a table',
    url: `${host}/delivery`,
    html: frame(
      `<main><h1>Delivery</h1><table><tr><th>Country</th><th>Up to 2 kg</th><th>Up to 10 kg</th></tr>${join(9, (i) => `<tr><td>Country ${i}</td><td>€${4 + i}.90</td><td>€${9 + i}.90</td></tr>`)}</table><p>Parcels leave on the day on which they are paid, but for Sundays and holidays of the country.</p></main>`,
    ),
    cards: [],
  },
  {
    name: 'an empty result in Italian, with what others look for and what sells best',
    url: `${host}/cerca?q=xyz`,
    html: frame(
      `<main><h1>Cerca</h1><p>Nessun risultato per "xyz".</p><h2>Ricerche popolari</h2><ul>${links(8, 'cerca')}</ul><h2>Più venduti</h2><div class="griglia">${join(8, (i) => `<div class="prodotto"><a href="${at(i)}"><img src="/b/${i}.jpg"><h3>${thing(i)}</h3></a><span>${whole(i)},00 €</span></div>`)}</div></main>`,
      { lang: 'it' },
    ),
    cards: [],
  },
  {
    name: 'one result in Polish beside filters',
    url: `${host}/szukaj?q=stool`,
    html: frame(
      `<div class="row"><aside class="filters"><h4>Cena</h4><ul>${join(6, (i) => `<li><a href="/szukaj?cena=${i}">${i * 100} zł - ${i * 100 + 99} zł</a></li>`)}</ul></aside><div class="results"><div class="result"><a href="${at(2)}"><img src="/r/2.jpg"><h2>${thing(2)}</h2></a><p>1 299,00 zł</p></div></div></div>`,
      { lang: 'pl' },
    ),
    cards: [[thing(2), `${host}${at(2)}`, [129_900, 'PLN']]],
  },
  listOf(
    'a Persian table, right to left, toman in its own digits',
    'bazar.example.ir',
    8,
    (i) =>
      `<tr><td><a href="/kala/${500 + i}">کتری مسی شماره ${'۰۱۲۳۴۵۶۷۸۹'[i + 1]}</a></td><td>تهران</td><td>۱${'۰۱۲۳۴۵۶۷۸۹'[i]}۰٬۰۰۰ تومان</td></tr>`,
    (i) => [(100_000 + i * 10_000) * 100, null],
    {
      lang: 'fa',
      around: (cards) => `<table dir="rtl" class="list"><tbody>${cards}</tbody></table>`,
      path: (i) => `/kala/${500 + i}`,
      titleOf: (i) => `کتری مسی شماره ${'۰۱۲۳۴۵۶۷۸۹'[i + 1]}`,
    },
  ),
  listOf(
    'a library’s catalogue, with signatures and reservations',
    'library.example.edu',
    10,
    (i) =>
      `<div class="record"><input type="checkbox" name="r" value="${i}"><div class="brief"><a class="title" href="/Record/00${4000 + i}">The art of the ${thing(i).toLowerCase()}</a><div>by <a href="/Author?a=${i}">Writer ${i}</a></div><div>Published 19${60 + i}</div><span class="callnumber">QA 76.${i} .B${30 + i}</span></div><a href="/Record/00${4000 + i}/Hold">Reserve</a></div>`,
    () => undefined,
    {
      path: (i) => `/Record/00${4000 + i}`,
      titleOf: (i) => `The art of the ${thing(i).toLowerCase()}`,
    },
  ),
  listOf(
    'links and prices that only breaks part',
    'breaks.example.com',
    9,
    (i) => `<a href="${at(i)}">${thing(i)}</a> - $${whole(i)} (Portland)<br>`,
    (i) => [whole(i) * 100, 'USD'],
    { around: (cards) => `<h1>For sale</h1><p>${cards}</p>` },
  ),
  listOf(
    'a wall of figures with captions',
    'figures.example.fr',
    12,
    (i) =>
      `<figure><a href="${at(i)}"><img loading="lazy" data-lazy-src="/g/${i}.jpg" src="/blank.gif" alt=""></a><figcaption>${thing(i)}, ${whole(i)} €</figcaption></figure>`,
    (i) => [whole(i) * 100, 'EUR'],
    { lang: 'fr' },
  ),
  listOf(
    'cleared at a sixth of the price before, both plain, with the share in a badge',
    'outlet.example.co.uk',
    8,
    (i) =>
      `<div class="deal"><span class="b">-83%</span><a href="${at(i)}"><img src="/o/${i}.jpg"><div>${thing(i)}</div></a><div class="v"><span>£${60 + i * 6}.00</span><span>£${10 + i}.20</span></div></div>`,
    (i) => [(10 + i) * 100 + 20, 'GBP'],
    { lang: 'en-GB' },
  ),
];
