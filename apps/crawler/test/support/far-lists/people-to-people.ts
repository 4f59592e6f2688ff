import { decimal, each, type FarList, far, grouped, type Row, shopFrame, withTail } from './frames.js';

/** Lists of what people sell, let and offer each other: classifieds, homes, cars, work, evenings, forums, auctions. */

const used: Row[] = [
  ['Bicicletta da corsa anni 80', 'https://www.annunci.example.it/biciclette/bici-corsa-torino-50101.htm', 35_000],
  ['Divano letto due posti grigio', 'https://www.annunci.example.it/arredamento/divano-letto-50102.htm', 12_000],
  ['Chitarra classica con custodia', 'https://www.annunci.example.it/strumenti/chitarra-50103.htm', 9_500],
  ['Regalo libri di scuola media', 'https://www.annunci.example.it/libri/libri-scuola-50104.htm'],
  ['Macchina da caffè a leva', 'https://www.annunci.example.it/elettrodomestici/caffe-leva-50105.htm', 124_000],
  ['Set di valigie rigide', 'https://www.annunci.example.it/tutto/valigie-50106.htm', 6_000],
];

const nextData = far(
  'cards as a framework drew them, its whole state in a script, one thing given away, in Italian',
  'https://www.annunci.example.it/annunci-piemonte/vendita/usato/',
  'EUR',
  used,
  shopFrame(
    `<div id="__next"><main class="items-page"><h1>Annunci usato in Piemonte</h1><div class="items__container">${each(
      used,
      ([title, path, minor], i) =>
        `<div class="item-card item-card--small SmallCard-module_card__3hfzu"><a class="SmallCard-module_link__hOkzY link" href="${path}"><div class="SmallCard-module_picture-group__asLo2"><span class="index-module_badge-counter">${i + 2}</span><figure class="CardImage-module_container"><img class="CardImage-module_photo__WMsiO" src="https://images.annunci.example.it/v1/${i}.jpg?rule=gallery-desktop-1x-auto" alt=""></figure></div><div class="SmallCard-module_item-key-data__fcbjY"><h2 class="index-module_sbt-text-atom__ed5J9 index-module_token-h6__FGmXw SmallCard-module_item-title__1y5U3">${title}</h2><div class="index-module_container__zrC59"><span class="index-module_town__2H3jy">Torino</span> <span class="city">(TO)</span><span class="index-module_date__Fmf-4">Oggi alle 1${i}:20</span></div><div class="SmallCard-module_price-group">${minor === undefined ? '<p class="gift">In regalo</p>' : `<p class="index-module_price__N7M2x SmallCard-module_price__yERv7">${grouped(minor / 100, '.')} €<span class="index-module_shipping-badge">Spedizione disponibile</span></p>`}</div></div></a><button aria-label="Salva tra i preferiti"></button></div>${i === 2 ? '<div class="adv-banner"><a href="https://ads.example.net/x"><img src="https://ads.example.net/x.gif"></a></div>' : ''}`,
    )}</div><nav class="pagination__container" aria-label="paginazione"><button disabled>1</button><a href="?o=2" class="pagination__btn">2</a><a href="?o=2" aria-label="Vai alla prossima pagina" class="pagination__btn pagination__btn--next">→</a></nav></main></div><script id="__NEXT_DATA__" type="application/json">${JSON.stringify({ props: { pageProps: { initialState: { items: { originalList: used.map(([title, path, minor]) => ({ kind: 'AdItem', subject: title, urls: { default: path }, features: minor === undefined ? {} : { '/price': { values: [{ key: String(minor / 100), value: `${minor / 100} €` }] } } })), rankedList: [{ kind: 'TopAd', subject: 'Vetrina: Scarpe nuove', urls: { default: 'https://www.annunci.example.it/x-1.htm' }, price: 55 }] } } } } })}</script>`,
    { lang: 'it', words: ['Annunci', 'Case', 'Motori', 'Privacy', 'Accedi', 'Preferiti', 'Home', 'Inserisci'] },
  ),
  { next: 'https://www.annunci.example.it/annunci-piemonte/vendita/usato/?o=2' },
);

const wares: Row[] = [
  ['Masa extensibila lemn masiv', '/d/oferta/masa-extensibila-IDh1.html', 120_000],
  ['Telefon pentru piese', '/d/oferta/telefon-piese-IDh2.html', 15_000],
  ['Schimb bicicleta copii cu trotineta', '/d/oferta/schimb-bicicleta-IDh3.html'],
  ['Aragaz 4 ochiuri', '/d/oferta/aragaz-IDh4.html', 45_000],
  ['Covor persan 2x3 m', '/d/oferta/covor-IDh5.html', 230_000],
  ['Scaune bucatarie, set 4', '/d/oferta/scaune-IDh6.html', 32_050],
];

const negotiable = far(
  'sums with a word on haggling within, one to swap, place and date in one line, in Romanian',
  'https://www.anunturi.example.ro/casa-gradina/',
  'RON',
  wares,
  shopFrame(
    `<div data-testid="listing-grid" class="css-j0t2x2"><div class="css-1r"><p>Am gasit peste 1000 de anunturi</p></div>${each(
      wares,
      ([title, path, minor], i) =>
        `<div data-cy="l-card" data-testid="l-card" id="28${i}" class="css-1sw7q4x"><div class="css-qfzx1y"><div type="list" class="css-gl6djm"><div><a class="css-qo0cxu" href="${path}"><div type="list" class="css-1wxaaza"><img src="https://frankfurt.example.com/v1/files/${i}/image;s=216x152" srcset="https://frankfurt.example.com/v1/files/${i}/image;s=108x76 108w" alt="${title}" class="css-8wsg1m"></div></a>${i === 0 ? '<div data-testid="adCard-featured" class="css-1dyfc0k">PROMOVAT</div>' : ''}</div><div class="css-1venxj6"><div data-cy="ad-card-title" class="css-u2ayx9"><a class="css-1tqlkj0" href="${path}"><h4 class="css-1g61gc2">${title}</h4></a><p data-testid="ad-price" class="css-uj7mm0">${minor === undefined ? 'Schimb' : `${minor % 100 ? decimal(minor, ',', ' ') : grouped(minor / 100, ' ')} lei`}${i % 2 ? '<span class="css-e2218f">Prețul e negociabil</span>' : ''}</p></div><div class="css-odp1qd"><span title="Utilizat" class="css-3lkihg"><span>Utilizat</span></span></div><p data-testid="location-date" class="css-1mwdrlh">Cluj-Napoca, Marasti - Reactualizat azi la 1${i}:05</p></div></div></div></div>`,
    )}</div><ul data-testid="pagination-list" class="pagination-list"><li aria-label="Page 1" class="pagination-item--active"><span>1</span></li><li><a data-testid="pagination-link-2" href="/casa-gradina/?page=2">2</a></li><a data-cy="pagination-forward" data-testid="pagination-forward" href="/casa-gradina/?page=2"><svg></svg></a></ul>`,
    { lang: 'ro', words: ['Anunțuri', 'Casă', 'Auto', 'Confidențialitate', 'Cont', 'Favorite', 'Acasă', 'Abonare'] },
  ),
  { next: 'https://www.anunturi.example.ro/casa-gradina/?page=2' },
);

const lots = withTail(
  [
    ['Гараж металлический 18 м²', '/moskva/garazhi/garazh_3001', 8_500_000],
    ['Фотоаппарат «Зенит» с объективом', '/moskva/foto/zenit_3002', 450_000],
    ['Отдам котят в добрые руки', '/moskva/koshki/kotyata_3003'],
    ['Диван угловой раскладной', '/moskva/mebel/divan_3004', 1_200_000],
    ['Велосипед горный 26"', '/moskva/sport/velosiped_3005'],
    ['Стиральная машина узкая', '/moskva/tehnika/stiralka_3006', 790_000],
  ],
  (i) => `?context=H4${i}`,
);

const microdata = far(
  'sums in meta elements beside words for them, galleries, one for nothing and one without, in Russian',
  'https://www.objava.example.ru/moskva',
  'RUB',
  lots,
  shopFrame(
    `<div class="index-root"><div data-marker="catalog-serp" class="items-items">${each(
      lots,
      ([title, path, minor], i) =>
        `<div id="i300${i + 1}" data-marker="item" data-item-id="300${i + 1}" itemscope itemtype="http://schema.org/Product" class="iva-item-root js-catalog-item-enum"><meta itemprop="description" content="Состояние хорошее"><div class="iva-item-content"><div class="iva-item-slider"><a class="iva-item-sliderLink" href="${path}" title="Объявление «${title.replaceAll('"', '')}» 5 фотографий"><div class="photo-slider-root"><ul class="photo-slider-list"><li class="photo-slider-list-item" data-marker="slider-image/image-https://00.img.example.ru/${i}"><img class="photo-slider-image" src="https://00.img.example.ru/${i}.jpg" alt="${title.replaceAll('"', '')}"></li><li class="photo-slider-list-item"></li></ul></div></a></div><div class="iva-item-body"><div class="iva-item-titleStep"><a itemprop="url" href="${path}" target="_blank" class="link-link" title="${title.replaceAll('"', '&quot;')} в Москве"><h3 itemprop="name" class="title-root">${title}</h3></a></div><div class="iva-item-priceStep"><span class="price-root"><p data-marker="item-price" itemprop="offers" itemscope itemtype="http://schema.org/Offer">${i === 4 ? '<meta itemprop="priceCurrency" content="RUB"><strong><span>Цена не указана</span></strong>' : `<meta itemprop="priceCurrency" content="RUB"><meta itemprop="price" content="${(minor ?? 0) / 100}"><meta itemprop="availability" content="https://schema.org/LimitedAvailability"><strong><span>${minor === undefined ? 'Бесплатно' : `${grouped(minor / 100, '&nbsp;')}&nbsp;<span>₽</span>`}</span></strong>`}</p></span></div><div class="geo-root"><p>Сокольники, 6–10 мин.</p></div><div class="iva-item-descriptionStep"><p>Состояние хорошее, самовывоз, звонить после шести вечера.</p></div><div class="iva-item-dateInfoStep"><p data-marker="item-date">${i + 1} час назад</p></div></div></div></div>`,
    )}</div><nav aria-label="Пагинация"><ul data-marker="pagination-button"><li><span>1</span></li><li><a data-value="2" href="/moskva?p=2">2</a></li><li><a aria-label="Следующая страница" data-marker="pagination-button/nextPage" href="/moskva?p=2"></a></li></ul></nav></div>`,
    { lang: 'ru', words: ['Объявления', 'Дом', 'Авто', 'Политика', 'Вход', 'Избранное', 'Главная', 'Подписка'] },
  ),
);

const dutch = withTail(
  [
    ['Eiken eettafel 200x100', '/v/huis-en-inrichting/tafels/m2001-eiken-eettafel', 12_500],
    ['Retro platenspeler', '/v/audio/platenspelers/m2002-platenspeler'],
    ['Kinderfiets 16 inch', '/v/fietsen/m2003-kinderfiets', 4_500],
    ['Partij straatklinkers 20 m2', '/v/doe-het-zelf/m2004-klinkers'],
    ['Hangmat met standaard', '/v/tuin/m2005-hangmat', 6_250],
    ['Vintage bureaulamp', '/v/huis/m2006-bureaulamp', 3_500],
  ],
  (i) => `?casData=x${i}`,
);

const offers = far(
  'sums beside words such as make an offer and see text, sellers and dates, in Dutch',
  'https://www.plaats.example.nl/l/huis/',
  'EUR',
  dutch,
  shopFrame(
    `<div class="hz-Page-body"><ul class="hz-Listings hz-Listings--list-view">${each(
      dutch,
      ([title, path, minor], i) =>
        `<li class="hz-Listing hz-Listing--list-item ${i % 2 ? 'hz-Listing--withPriority' : ''}"><div class="hz-Listing-listview-content"><a class="hz-Link hz-Listing-coverLink" href="${path}"><div class="hz-Listing-image-container"><figure class="hz-Listing-image-item"><img title="${title}, ophalen" alt="${title}" src="https://images.example.nl/api/v1/${i}?rule=ecg_mp_eps$_82"></figure></div><div class="hz-Listing-group"><h3 class="hz-Listing-title">${title}</h3><p class="hz-Listing-description hz-text-paragraph">In goede staat, ophalen in Utrecht of verzenden op kosten koper.</p><p class="hz-Listing-price hz-Listing-price--mobile">${minor === undefined ? (i === 1 ? 'Bieden' : 'Zie omschrijving') : `€&nbsp;${decimal(minor, ',')}`}</p><div class="hz-Attributes"><span class="hz-Attribute">Gebruikt</span><span class="hz-Attribute">Ophalen</span></div></div></a><div class="hz-Listing-group--price-date-feature"><span class="hz-Listing-price">${minor === undefined ? (i === 1 ? 'Bieden' : 'Zie omschrijving') : `€&nbsp;${decimal(minor, ',')}`}</span><span class="hz-Listing-date">Vandaag</span><span class="hz-Listing-priority">${i % 2 ? 'Topadvertentie' : ''}</span></div><div class="hz-Listing--sellerInfo"><span class="hz-Listing-seller-name"><a class="hz-TextLink" href="/u/verkoper-${i}/44${i}/">Verkoper ${i}</a></span><span class="hz-Listing-location">Utrecht</span></div></div></li>`,
    )}</ul><nav class="hz-PaginationControls"><span>Pagina 1 van 167</span><a class="hz-Button" href="/l/huis/p/2/" rel="next">Volgende</a></nav></div>`,
    { lang: 'nl', words: ['Plaats', 'Huis', 'Auto', 'Privacy', 'Inloggen', 'Favorieten', 'Start', 'Meld aan'] },
  ),
  { next: 'https://www.plaats.example.nl/l/huis/p/2/' },
);

const flats: Row[] = [
  ['Helle Altbauwohnung mit Südbalkon', '/expose/140001', 125_000],
  ['Zwei Zimmer am Stadtpark', '/expose/140002', 89_050],
  ['Dachgeschoss mit Galerie und Weitblick über die Elbe', '/expose/140003', 164_000],
  ['Erstbezug nach Sanierung', '/expose/140004', 138_000],
  ['Möbliertes Apartment auf Zeit', '/expose/140005', 102_000],
];

const rents = far(
  'flats whose cards a script opens by data-href, rent beside size, rooms and what is added, in German',
  'https://www.wohnen.example.de/mieten/dresden',
  'EUR',
  flats,
  shopFrame(
    `<main><h1>5 Wohnungen in Dresden</h1><div id="resultListItems">${each(
      flats,
      ([title, path, minor = 0], i) =>
        `<div class="result-list__listing" data-id="14000${i + 1}" data-href="${path}" onclick="location.href='${path}'"><div class="gallery" style="background-image:url('https://pictures.example.de/${i}/1.jpg')"></div><div class="result-list-entry__data"><h5 class="result-list-entry__brand-title">${title}</h5><div class="result-list-entry__address">Neustadt, Dresden</div><div class="result-list-entry__criteria"><dl><dd>${minor % 100 ? decimal(minor, ',', '.') : grouped(minor / 100, '.')} €</dd><dt>Kaltmiete</dt></dl><dl><dd>${70 + i * 9} m²</dd><dt>Wohnfläche</dt></dl><dl><dd>${2 + (i % 3)}</dd><dt>Zi.</dt></dl></div><p>zzgl. ${180 + i * 10} € Nebenkosten, Kaution 3 Monatsmieten</p></div><button aria-label="Merken"></button></div>`,
    )}</div></main>`,
    {
      lang: 'de',
      words: ['Wohnen', 'Mieten', 'Kaufen', 'Datenschutz', 'Anmelden', 'Merkliste', 'Start', 'Newsletter'],
    },
  ),
  { pictures: flats.map((_, i) => `/${i}/1.jpg`), next: null },
);

const cars: Row[] = [
  ['Vauxhall Corsa 1.2 SE 5dr', '/car-details/20261', 1_299_500],
  ['Ford Focus 1.0 EcoBoost Titanium Estate', '/car-details/20262', 945_000],
  ['Mini Hatch 1.5 Cooper Classic', '/car-details/20263', 1_649_500],
  ['Skoda Fabia 1.0 TSI Colour Edition', '/car-details/20264', 1_089_900],
  ['Volvo V60 2.0 D4 Momentum Pro Auto', '/car-details/20265', 1_875_000],
];

const wheels = far(
  'cars with what they cost a month, miles, owners, a dealer and a badge for the sum, in Britain',
  'https://www.motors.example.co.uk/car-search',
  'GBP',
  cars,
  shopFrame(
    `<div class="search-page"><h1>5 used cars</h1><ul class="search-page__results">${each(
      cars,
      ([title, path, minor = 0], i) =>
        `<li class="search-page__result"><section class="product-card" data-advert-id="2026${i}"><div class="product-card-gallery"><ul>${[1, 2, 3].map((n) => `<li><a href="${path}?image=${n}"><img data-src="https://m.example.co.uk/a/${i}/${n}.jpg" src="/blank.gif" alt=""></a></li>`).join('')}</ul><span>1/${12 + i}</span></div><div class="product-card-content"><a class="js-click-handler listing-fpa-link" href="${path}"><h3 class="product-card-details__title">${title}</h3></a><p class="product-card-details__subtitle">Great condition, one owner, full service history</p><ul class="listing-key-specs"><li>2019 (69 reg)</li><li>Estate</li><li>${grouped(31_500 + i * 1_000, ',')} miles</li><li>1.2L</li><li>${80 + i}BHP</li></ul></div><div class="product-card-pricing"><div class="product-card-pricing__price"><span>£${grouped(minor / 100, ',')}</span></div><span class="price-indicator">Great price</span><a href="/finance/2026${i}">£${150 + i} per month (PCP)</a></div><div class="product-card-seller-info"><a href="/dealers/d${i}">Northgate Motors ${i}</a><span>4.${i} (12 reviews)</span><span>Leeds (${i + 4} miles away)</span></div></section></li>`,
    )}</ul><p class="rep">Representative example: cash price £12,000, deposit £1,200, 48 payments of £239.</p></div>`,
    { lang: 'en-GB' },
  ),
  { next: null },
);

const works: Row[] = [
  ['Instituteur ou institutrice, école du Bois (H/F)', '/offre/4711'],
  ['Responsable de la bibliothèque municipale', '/offre/4712'],
  ['Jardinier principal', '/offre/4713'],
  ['Technicien informatique', '/offre/4714'],
  ['Agent d’accueil à temps partiel', '/offre/4715'],
  ['Cheffe ou chef de cuisine scolaire', '/offre/4716'],
  ['Animatrice périscolaire', '/offre/4717'],
];

const posts = far(
  'work in a table with a reference first and a last day, no wages, in French',
  'https://emploi.ville.example.fr/offres',
  'EUR',
  works,
  shopFrame(
    `<main><h1>Offres d’emploi</h1><table class="views-table"><thead><tr><th><a href="?order=ref">Réf.</a></th><th><a href="?order=title">Intitulé</a></th><th>Service</th><th><a href="?order=date">Date limite</a></th><th></th></tr></thead><tbody>${each(
      works,
      ([title, path], i) =>
        `<tr class="${i % 2 ? 'odd' : 'even'}"><td><a href="${path}">2026-${470 + i}</a></td><td>${title}</td><td><a href="/service/${i % 3}">Service ${i % 3}</a></td><td>1${i}/12/2026</td><td><a href="${path}/postuler">Postuler</a></td></tr>`,
    )}</tbody></table></main>`,
    { lang: 'fr', words: ['Ville', 'Services', 'Agenda', 'Vie privée', 'Compte', 'Favoris', 'Accueil', 'S’inscrire'] },
  ),
  { next: null },
);

const shows: Row[] = [
  ['Kammerorchester Nord', '/event/kammerorchester-nord-8001', 4_500],
  ['Die lange Nacht der Poesie', '/event/poesie-8002', 1_250],
  ['Jazz im Hof: Trio Blau', '/event/trio-blau-8003', 2_800],
  ['Puppentheater: Der kleine Bär', '/event/kleiner-baer-8004', 900],
  ['Kabarett am Mittwoch', '/event/kabarett-8005', 2_290],
  ['Orgelkonzert', '/event/orgel-8006', 1_500],
];

const evenings = far(
  'evenings with a day in pieces, the hall’s link, "ab" sums and one that is sold out, in German',
  'https://karten.example.de/events',
  'EUR',
  shows,
  shopFrame(
    `<main><h1>Veranstaltungen</h1><div class="events">${each(
      shows,
      ([title, path, minor = 0], i) =>
        `<article class="event" itemscope itemtype="https://schema.org/Event"><time class="event-date" datetime="2026-12-${10 + i}T20:00"><span class="wd">Do</span><span class="d">${10 + i}</span><span class="m">Dez</span><span class="y">2026</span></time><div class="event-main"><a href="${path}" itemprop="url"><span itemprop="name">${title}</span></a><div class="venue"><a href="/ort/${i % 2}">Haus am Markt ${i % 2}</a>, <span>Kiel</span></div></div><div class="event-buy">${i === 2 ? '<span class="soldout">Ausverkauft</span>' : ''}<span class="from">ab ${decimal(minor, ',')} €</span><a class="btn" href="${path}#tickets">Tickets</a></div></article>`,
    )}</div><div class="more"><a class="load-more" href="/events?page=2" data-ajax>Mehr laden</a></div></main>`,
    { lang: 'de', words: ['Karten', 'Musik', 'Theater', 'Datenschutz', 'Konto', 'Merkliste', 'Start', 'Newsletter'] },
  ),
  { sold: [2] },
);

const threads: Row[] = [
  ['Sennheiser HD 580, recabled, boxed', '/threads/sennheiser-hd-580-recabled-boxed.90001/'],
  ['Desktop DAC, black, mint', '/threads/desktop-dac-black-mint.90002/'],
  ['Planar magnetics, price drop', '/threads/planar-magnetics-price-drop.90003/'],
  ['Tube amp with spare valves', '/threads/tube-amp-with-spare-valves.90004/'],
  ['In-ear monitors, custom tips', '/threads/in-ear-monitors-custom-tips.90005/'],
  ['Balanced cable 4.4 mm', '/threads/balanced-cable-4-4-mm.90006/'],
  ['Wanted: older closed backs', '/threads/wanted-older-closed-backs.90007/'],
];

const market = far(
  'threads with a label’s link first, sticky rules above, pages of each and who wrote last',
  'https://www.audioboard.example.org/forums/headphones-for-sale.6550/',
  'USD',
  threads,
  `<!DOCTYPE html><html id="XF" lang="en-US" data-app="public"><head><title>Headphones for sale</title></head><body data-template="forum_view"><div class="p-pageWrapper"><nav class="p-nav"><ul class="p-nav-list">${['Forums', 'What’s new', 'Classifieds', 'Members', 'Log in', 'Register'].map((word, i) => `<li><a href="/nav/${i}" class="p-navEl-link">${word}</a></li>`).join('')}</ul></nav><div class="p-body"><h1 class="p-title-value">Headphones for sale</h1><div class="block-outer"><nav class="pageNavWrapper"><div class="pageNav"><ul class="pageNav-main"><li class="pageNav-page pageNav-page--current"><a href="/forums/headphones-for-sale.6550/">1</a></li><li class="pageNav-page"><a href="/forums/headphones-for-sale.6550/page-2">2</a></li><li class="pageNav-page"><a href="/forums/headphones-for-sale.6550/page-3">3</a></li></ul><a href="/forums/headphones-for-sale.6550/page-2" class="pageNav-jump pageNav-jump--next">Next</a></div></nav></div><div class="structItemContainer"><div class="structItemContainer-group structItemContainer-group--sticky"><div class="structItem structItem--thread"><div class="structItem-cell structItem-cell--main"><div class="structItem-title"><a href="/threads/rules-of-this-market.1/">Rules of this market, read first</a></div><div class="structItem-minor"><a href="/members/admin.1/" class="username">admin</a></div></div></div></div><div class="structItemContainer-group js-threadList">${each(
    threads,
    ([title, path], i) =>
      `<div class="structItem structItem--thread ${i % 2 ? 'is-unread' : ''} js-threadListItem-9000${i}" data-author="user${i}"><div class="structItem-cell structItem-cell--icon"><div class="structItem-iconContainer"><a href="/members/user${i}.${100 + i}/" class="avatar avatar--s"><span>U</span></a></div></div><div class="structItem-cell structItem-cell--main"><div class="structItem-title"><a href="/forums/headphones-for-sale.6550/?prefix_id=${i === 6 ? 4 : 3}" class="labelLink" rel="nofollow"><span class="label label--green">${i === 6 ? 'WTB' : 'WTS'}</span></a><a href="${path}" data-tp-primary="on">${title}</a></div><div class="structItem-minor"><ul class="structItem-parts"><li><a href="/members/user${i}.${100 + i}/" class="username">user${i}</a></li><li class="structItem-startDate"><a href="${path}" rel="nofollow"><time datetime="2026-11-2${i}">Nov 2${i}, 2026</time></a></li></ul>${i === 2 ? `<span class="structItem-pageJump"><a href="${path}page-2">2</a> <a href="${path}page-3">3</a></span>` : ''}</div></div><div class="structItem-cell structItem-cell--meta"><dl><dt>Replies</dt><dd>${i * 4}</dd></dl><dl><dt>Views</dt><dd>${i}K</dd></dl></div><div class="structItem-cell structItem-cell--latest"><a href="${path}latest"><time>Today</time></a><div class="structItem-minor"><a href="/members/late${i}.${200 + i}/" class="username">late${i}</a></div></div></div>`,
  )}</div></div></div></div></body></html>`,
  { next: 'https://www.audioboard.example.org/forums/headphones-for-sale.6550/page-2' },
);

const surplus: Row[] = [
  ['2009 Cargo Van, white, 141,000 mi', '/asset/501/8001', 125_000],
  ['Lot of 12 Office Chairs', '/asset/502/8001', 4_500],
  ['Diesel Generator 20 kW', '/asset/503/8001', 310_000],
  ['Assorted Hand Tools, one pallet', '/asset/504/8001', 8_750],
  ['Server Rack with Cabling', '/asset/505/8001', 1_000],
  ['Riding Mower, runs', '/asset/506/8001', 46_000],
];

const surplusSale = far(
  'what a county sells: current bids in US dollars, closing days, places and lot numbers',
  'https://www.surplus.example.gov/search?category=all',
  'USD',
  surplus,
  shopFrame(
    `<div class="container"><div id="paging" class="pagination-info">Showing 1 - 6 of 214</div><div class="row auction-rows">${each(
      surplus,
      ([title, path, minor = 0], i) =>
        `<div class="col-12 boxx_shadow_list card-search" id="asset-${i}"><div class="row"><div class="col-3"><a href="${path}"><img class="img-fluid" src="/img/lazy.gif" data-original="https://photos.example.gov/${501 + i}.jpg" alt="${title}"></a></div><div class="col-5"><p class="card-title"><a name="lnkAssetDetails" href="${path}">${title}</a></p><p>Lot#: ${501 + i}-8001</p><p><a href="/agency/${i % 3}">County Office ${i % 3}</a></p><p>Salem, Oregon, USA</p></div><div class="col-4"><p class="card-amount"><span>Current Bid:</span> <b>USD ${decimal(minor, '.', ',')}</b></p><p>Bids: ${i * 2}</p><p>Reserve: ${i === 2 ? 'USD 4,000.00 not met' : 'none'}</p><p>Closes: 12/0${i + 1}/2026 08:30 PM ET</p><p class="timer">${i + 1}d 4h</p><a class="btn" href="${path}?bid=1">Bid Now</a></div></div></div>`,
    )}</div><ul class="pagination"><li class="page-item active"><a class="page-link">1</a></li><li class="page-item"><a class="page-link" href="/search?category=all&amp;pn=2">2</a></li></ul></div>`,
  ),
  { next: 'https://www.surplus.example.gov/search?category=all&pn=2' },
);

const works2: Row[] = [
  ['Landscape with a Mill', '/en/lot/7001', 140_000],
  ['Portrait of a Lady in Blue', '/en/lot/7002', 100_000],
  ['Still Life with Lemons', '/en/lot/7003', 320_000],
  ['Two Sketches of Horses', '/en/lot/7004', 60_000],
  ['View of a Harbour at Dusk', '/en/lot/7005', 85_000],
];

const saleroom = far(
  'lots of a saleroom: estimates above, bids or where bidding starts below, makers before titles',
  'https://www.saleroom.example.co.uk/en/auction/29111',
  'GBP',
  works2,
  shopFrame(
    `<main><h1>British and European Pictures</h1><p>5 lots, estimates exclude premium of 26%</p><div class="lots">${each(
      works2,
      ([title, path, minor = 0], i) =>
        `<div class="chr-lot-tile"><div class="chr-lot-tile__number">${i + 1}</div><a class="chr-lot-tile__image" href="${path}"><picture><source data-srcset="https://lots.example.co.uk/${i}.jpg 1x"><img class="lazyload" data-src="https://lots.example.co.uk/${i}.jpg" alt=""></picture></a><p class="chr-lot-tile__primary-title">Circle of an Unknown Master ${i}</p><a class="chr-lot-tile__link" href="${path}"><h2 class="chr-lot-tile__secondary-title">${title}</h2></a><div class="chr-lot-tile__price"><div class="estimate"><span>Estimate</span><span>GBP ${grouped(minor / 50, ',')} – GBP ${grouped(minor / 40, ',')}</span></div><div class="bid"><span>${i % 2 ? 'Starting bid' : 'Current bid'}</span><span class="price">GBP ${grouped(minor / 100, ',')}</span></div></div><span class="count">${i} bids</span></div>`,
    )}</div></main>`,
    { lang: 'en-GB' },
  ),
  { next: null },
);

export const PEOPLE_TO_PEOPLE: FarList[] = [
  nextData,
  negotiable,
  microdata,
  offers,
  rents,
  wheels,
  posts,
  evenings,
  market,
  surplusSale,
  saleroom,
];
