import type { WrittenList } from './list-pages.js';

const range = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const THINGS = [
  'Walnut Desk Organiser',
  'Enamel Camp Mug',
  'Merino Beanie',
  'Brass Pocket Torch',
  'Waxed Canvas Roll',
  'Oak Serving Board',
  'Linen Apron',
  'Cast Iron Skillet',
  'Leather Card Holder',
  'Glass Teapot',
  'Wool Throw',
  'Copper Kettle',
  'Stoneware Bowl',
  'Cedar Shoe Tree',
  'Felt Laptop Sleeve',
  'Bamboo Toothbrush',
  'Steel Water Bottle',
  'Silk Scarf',
  'Cork Yoga Block',
  'Clay Planter',
];
const thing = (index: number) => THINGS[(index - 1) % THINGS.length] ?? '';
const slug = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, '-');
const TOPICS = ['Kitchen', 'Garden', 'Bedroom', 'Bathroom', 'Office', 'Kids', 'Outdoor', 'Lighting'];
/** Eight columns of twelve links, with a picture each: what shops open below their head. */
const megaMenu = `<header class="site-header"><div class="header-inner"><a class="logo" href="/"><img src="/logo.svg" alt="House of Things"></a><div class="mega"><ul class="level-1">${TOPICS.map(
  (topic) =>
    `<li class="level-1-item"><a href="/${topic.toLowerCase()}">${topic}</a><div class="flyout"><ul>${range(12)
      .map((n) => `<li><a href="/${topic.toLowerCase()}/${slug(thing(n))}s">${thing(n)}s</a></li>`)
      .join(
        '',
      )}</ul><a class="teaser" href="/${topic.toLowerCase()}/new"><img src="/m/${topic}.jpg" alt=""><span>New in ${topic}</span></a></div></li>`,
).join('')}</ul></div></div></header>`;
const linkFooter = `<div class="page-bottom"><div class="cols">${['Service', 'Company', 'Popular searches', 'Cities']
  .map(
    (head) =>
      `<div class="col"><h4>${head}</h4><ul>${range(10)
        .map(
          (n) =>
            `<li><a href="/${slug(head)}/${n}-${slug(thing(n + 3))}">${thing(n + 3)} ${head.toLowerCase()}</a></li>`,
        )
        .join('')}</ul></div>`,
  )
  .join('')}</div><p>All prices include VAT. © House of Things Ltd.</p></div>`;
const shell = (body: string, { lang = 'en', dir = '', head = '' } = {}) =>
  `<!doctype html><html lang="${lang}"${dir === '' ? '' : ` dir="${dir}"`}><head><meta charset="utf-8"><title>List</title>${head}</head><body>${megaMenu}${body}${linkFooter}</body></html>`;
const site = 'https://house.example';
const prices = (n: number) => `${n * 7 + 5}.50`;
const minor = (n: number) => (n * 7 + 5) * 100 + 50;

const wooCard = (n: number, base = '/product') =>
  `<li class="product type-product post-${400 + n} status-publish ${n % 4 === 1 ? 'first' : ''} instock product_cat-home has-post-thumbnail taxable shipping-taxable purchasable product-type-simple"><a href="${site}${base}/${slug(thing(n))}/" class="woocommerce-LoopProduct-link woocommerce-loop-product__link">${n % 3 === 0 ? '<span class="onsale">Sale!</span>' : ''}<img width="300" height="300" src="/wp-content/uploads/${n}-300x300.jpg" class="attachment-woocommerce_thumbnail" alt=""><h2 class="woocommerce-loop-product__title">${thing(n)}</h2><span class="price">${n % 3 === 0 ? `<del aria-hidden="true"><span class="woocommerce-Price-amount amount"><bdi><span class="woocommerce-Price-currencySymbol">&pound;</span>${n * 7 + 20}.00</bdi></span></del> <ins>` : ''}<span class="woocommerce-Price-amount amount"><bdi><span class="woocommerce-Price-currencySymbol">&pound;</span>${prices(n)}</bdi></span>${n % 3 === 0 ? '</ins>' : ''}</span></a><a href="?add-to-cart=${400 + n}" class="button product_type_simple add_to_cart_button ajax_add_to_cart" data-product_id="${400 + n}" rel="nofollow">Add to cart</a></li>`;
const wooOf = (n: number): [string, string, [number, string]] => [
  thing(n),
  `${site}/product/${slug(thing(n))}/`,
  [minor(n), 'GBP'],
];
const woo = (body: string, extra = '') =>
  shell(
    `<div id="page" class="hfeed site sidebar-left"><div id="content" class="site-content"><div id="primary" class="content-area"><main id="main" class="site-main"><header class="woocommerce-products-header"><h1>Search results</h1></header>${body}</main></div><div id="secondary" class="widget-area"><ul class="product_list_widget">${range(
      10,
    )
      .map(
        (n) =>
          `<li><a href="${site}/product/top-${n}/"><img src="/w/${n}.jpg"><span class="product-title">Top rated ${thing(n + 9)}</span></a><div class="star-rating">Rated 4.5 out of 5</div><span class="amount">&pound;${n}9.00</span></li>`,
      )
      .join('')}</ul></div>${extra}</div></div>`,
  );

const empty = (lang: string, words: string) => ({
  name: `an empty result: ${lang}`,
  url: `${site}/search?q=xyzzy`,
  html: shell(
    `<main><h1>${lang}</h1><p class="message">${words}</p><section class="bestsellers"><h2>Bestsellers</h2><ul class="tiles">${range(
      6,
    )
      .map(
        (n) =>
          `<li class="tile"><a href="/p/${n}"><img src="/${n}.jpg" alt="">${thing(n)}</a><span>€${prices(n)}</span></li>`,
      )
      .join('')}</ul></section></main>`,
    { lang },
  ),
  cards: [] as WrittenList['cards'],
});

export const PLATFORM_LISTS: WrittenList[] = [
  {
    name: 'WooCommerce with a side widget',
    url: `${site}/shop/`,
    html: woo(
      `<ul class="products columns-4">${range(12)
        .map((n) => wooCard(n))
        .join('')}</ul>`,
    ),
    cards: range(12).map(wooOf),
  },
  {
    name: 'WooCommerce, two results beside a widget of ten',
    url: `${site}/?s=torch&post_type=product`,
    html: woo(
      `<p class="woocommerce-result-count">Showing all 2 results</p><ul class="products columns-4">${range(2)
        .map((n) => wooCard(n))
        .join('')}</ul>`,
    ),
    cards: range(2).map(wooOf),
  },
  {
    name: 'WooCommerce, one result',
    url: `${site}/?s=mug&post_type=product`,
    html: woo(
      `<p class="woocommerce-result-count">Showing the single result</p><ul class="products columns-4">${wooCard(2)}</ul>`,
    ),
    cards: [wooOf(2)],
  },
  {
    name: 'Magento with swatches',
    url: `${site}/women/tops.html`,
    html: shell(
      `<main id="maincontent" class="page-main"><div class="columns"><div class="column main"><div class="toolbar toolbar-products"><p class="toolbar-amount">Items 1-9 of 50</p></div><div class="products wrapper grid products-grid"><ol class="products list items product-items">${range(
        9,
      )
        .map(
          (n) =>
            `<li class="item product product-item"><div class="product-item-info" data-container="product-grid"><a href="${site}/${slug(thing(n))}.html" class="product photo product-item-photo" tabindex="-1"><span class="product-image-container"><img class="product-image-photo" src="/media/${n}.jpg" alt="${thing(n)}"></span></a><div class="product details product-item-details"><strong class="product name product-item-name"><a class="product-item-link" href="${site}/${slug(thing(n))}.html">${thing(n)}</a></strong><div class="product-reviews-summary short"><div class="rating-summary"><span>80%</span></div><div class="reviews-actions"><a class="action view" href="${site}/${slug(thing(n))}.html#reviews">3&nbsp;<span>Reviews</span></a></div></div><div class="price-box price-final_price" data-role="priceBox">${n % 2 ? `<span class="special-price"><span class="price-container price-final_price"><span class="price-label">Special Price</span><span class="price-wrapper"><span class="price">$${prices(n)}</span></span></span></span><span class="old-price"><span class="price-container"><span class="price-label">Regular Price</span><span class="price-wrapper"><span class="price">$${n * 7 + 30}.00</span></span></span></span>` : `<span class="normal-price"><span class="price-container price-final_price"><span class="price-label">As low as</span><span class="price-wrapper"><span class="price">$${prices(n)}</span></span></span></span>`}</div><div class="swatch-opt">${range(
              4,
            )
              .map((s) => `<div class="swatch-option color" role="option" aria-label="Blue ${s}"></div>`)
              .join(
                '',
              )}</div><div class="product-item-actions"><form action="/checkout/cart/add"><button>Add to Cart</button></form><a href="#" class="action towishlist"><span>Add to Wish List</span></a><a href="#" class="action tocompare"><span>Add to Compare</span></a></div></div></div></li>`,
        )
        .join(
          '',
        )}</ol></div></div><div class="sidebar sidebar-main"><div class="block filter"><ol class="items">${range(20)
        .map(
          (n) =>
            `<li class="item"><a href="/women/tops.html?color=${n}">Colour ${n} <span class="count">${n}</span></a></li>`,
        )
        .join('')}</ol></div></div></div></main>`,
      { head: '<meta property="og:locale" content="en_US"><meta property="product:price:currency" content="USD">' },
    ),
    cards: range(9).map((n) => [thing(n), `${site}/${slug(thing(n))}.html`, [minor(n), 'USD']]),
  },
  {
    name: 'Shopware boxes',
    url: `${site}/Kueche/`,
    html: shell(
      `<main class="content-main"><div class="cms-page"><div class="row cms-listing-row js-listing-wrapper">${range(6)
        .map(
          (n) =>
            `<div class="cms-listing-col col-sm-6 col-lg-4 col-xl-3"><div class="card product-box box-standard" data-product-information='{}'><div class="card-body"><div class="product-badges"><div><span class="badge bg-danger badge-discount">%</span></div></div><div class="product-image-wrapper"><a href="/${slug(thing(n))}/SW1000${n}" title="${thing(n)}" class="product-image-link is-standard"><img src="/media/${n}.jpg" class="product-image is-standard" alt="${thing(n)}"></a></div><div class="product-info"><div class="product-rating"></div><a href="/${slug(thing(n))}/SW1000${n}" title="${thing(n)}" class="product-name"> ${thing(n)} </a><div class="product-variant-characteristics"></div><div class="product-description"> Handgefertigt in kleiner Auflage, Lieferzeit 3 Tage. </div><div class="product-price-info"><p class="product-price-unit"><span class="product-unit-label">Inhalt:</span> 0.5 l <span class="price-unit-reference">(${n}9,00 € * / 1 l)</span></p><div class="product-price-wrapper"><span class="product-price"> ${n * 7 + 5},50 €* </span></div></div><div class="product-action"><div class="d-grid"><button>In den Warenkorb</button></div></div></div></div></div></div>`,
        )
        .join('')}</div></div></main>`,
      { lang: 'de' },
    ),
    cards: range(6).map((n) => [thing(n), `${site}/${slug(thing(n))}/SW1000${n}`, [minor(n), 'EUR']]),
  },
  {
    name: 'PrestaShop miniatures',
    url: `${site}/3-art`,
    html: shell(
      `<section id="wrapper"><div class="container"><div id="left-column"><div class="block-categories"><ul>${range(14)
        .map((n) => `<li><a href="/${n}-rayon-${n}">Rayon ${n}</a></li>`)
        .join(
          '',
        )}</ul></div></div><div id="content-wrapper"><section id="products"><div id="js-product-list"><div class="products row">${range(
        7,
      )
        .map(
          (n) =>
            `<div class="js-product product col-xs-12 col-sm-6 col-xl-4"><article class="product-miniature js-product-miniature" data-id-product="${n}"><div class="thumbnail-container"><div class="thumbnail-top"><a href="${site}/art/${n}-${40 + n}-${slug(thing(n))}.html#/1-taille-s" class="thumbnail product-thumbnail"><picture><img src="/${n}-home_default/a.jpg" alt="${thing(n)}"></picture></a><div class="highlighted-informations"><a class="quick-view js-quick-view" href="#">Aperçu rapide</a></div></div><div class="product-description"><h2 class="h3 product-title"><a href="${site}/art/${n}-${40 + n}-${slug(thing(n))}.html#/1-taille-s" content="x">${thing(n)}</a></h2><div class="product-price-and-shipping"><span class="regular-price" aria-label="Prix de base">${n * 7 + 25},00&nbsp;€</span><span class="discount-percentage discount-product">-20%</span><span class="price" aria-label="Prix"> ${n * 7 + 5},50&nbsp;€ </span></div></div><ul class="product-flags js-product-flags"><li class="product-flag discount">-20%</li></ul></div></article></div>`,
        )
        .join('')}</div></div></section></div></div></section>`,
      { lang: 'fr' },
    ),
    cards: range(7).map((n) => [thing(n), `${site}/art/${n}-${40 + n}-${slug(thing(n))}.html`, [minor(n), 'EUR']]),
  },
  {
    name: 'BigCommerce cards',
    url: `${site}/garden/`,
    html: shell(
      `<div class="body" id="main-content"><div class="container"><div class="page"><main class="page-content" id="product-listing-container"><ul class="productGrid">${range(
        8,
      )
        .map(
          (n) =>
            `<li class="product"><article class="card" data-entity-id="${n}" data-name="${thing(n)}" data-product-price="${prices(n)}"><figure class="card-figure"><a href="${site}/${slug(thing(n))}/" class="card-figure__link"><div class="card-img-container"><img src="/s/${n}.jpg" alt="${thing(n)}" class="card-image"></div></a><figcaption class="card-figcaption"><div class="card-figcaption-body"><a href="#" class="button button--small card-figcaption-button quickview">Quick view</a><label class="button">Compare <input type="checkbox"></label><a href="${site}/cart.php?action=add&product_id=${n}" class="button">Add to Cart</a></div></figcaption></figure><div class="card-body"><p class="card-text" data-test-info-type="brandName">Makers & Co</p><h3 class="card-title"><a aria-label="${thing(n)}, $${prices(n)}" href="${site}/${slug(thing(n))}/">${thing(n)}</a></h3><div class="card-text" data-test-info-type="price"><div class="price-section price-section--withoutTax rrp-price--withoutTax" style="display: none;">MSRP: <span class="price price--rrp"></span></div><div class="price-section price-section--withoutTax non-sale-price--withoutTax" style="display: none;">Was: <span class="price price--non-sale"></span></div><div class="price-section price-section--withoutTax"><span class="price-label"></span><span class="price-now-label" style="display: none;">Now:</span> <span class="price price--withoutTax">$${prices(n)}</span></div></div></div></article></li>`,
        )
        .join('')}</ul></main></div></div></div>`,
      { head: '<meta property="product:price:currency" content="USD">' },
    ),
    cards: range(8).map((n) => [thing(n), `${site}/${slug(thing(n))}/`, [minor(n), 'USD']]),
  },
  {
    name: 'auction house rows with shipping, seller and an advert',
    url: 'https://bidding.example/sch/i.html?_nkw=mug',
    html: shell(
      `<div id="srp-river-main"><ul class="srp-results srp-list clearfix">${range(10)
        .map(
          (n) =>
            `<li class="s-item s-item__pl-on-bottom" data-view="mi:1686|iid:${n}"><div class="s-item__wrapper clearfix"><div class="s-item__image-section"><div class="s-item__image"><a href="https://bidding.example/itm/2566${n}0021?hash=item${n}:g:abc"><img src="https://i.bidding.example/${n}.jpg" alt="${thing(n)}"></a></div></div><div class="s-item__info clearfix"><a class="s-item__link" href="https://bidding.example/itm/2566${n}0021?hash=item${n}:g:abc"><div class="s-item__title"><span role="heading" aria-level="3"><span class="LIGHT_HIGHLIGHT">New listing</span>${thing(n)}</span></div></a><div class="s-item__subtitle"><span class="SECONDARY_INFO">Pre-Owned</span></div><div class="s-item__details clearfix"><div class="s-item__detail s-item__detail--primary"><span class="s-item__price">$${prices(n)}</span></div><div class="s-item__detail"><span class="s-item__bids s-item__bidCount">${n} bids</span><span class="s-item__time"><span class="s-item__time-left">${n}h left</span></span></div><div class="s-item__detail"><span class="s-item__shipping s-item__logisticsCost">+$12.35 shipping</span></div><div class="s-item__detail"><span class="s-item__seller-info">seller_${n} (1,204) 99.8%</span></div></div></div></div></li>`,
        )
        .join('')}</ul></div>`,
      { head: '<meta property="product:price:currency" content="USD">' },
    ),
    cards: range(10).map((n) => [
      thing(n),
      `https://bidding.example/itm/2566${n}0021?hash=item${n}:g:abc`,
      [minor(n), 'USD'],
    ]),
  },
  {
    name: 'German classifieds rows',
    url: 'https://anzeigen.example/s-moebel/k0',
    html: shell(
      `<div id="site-content"><div class="l-splitpage"><div class="l-splitpage-content"><ul id="srchrslt-adtable" class="itemlist ad-list lazyload it3">${range(
        9,
      )
        .map(
          (n) =>
            `<li class="ad-listitem fully-clickable-card ${n % 4 === 0 ? 'is-topad badge-topad' : ''}"><article class="aditem" data-adid="29${n}" data-href="/s-anzeige/${slug(thing(n))}/29${n}-88-1"><div class="aditem-image"><a href="/s-anzeige/${slug(thing(n))}/29${n}-88-1"><div class="imagebox srpimagebox"><img src="https://img.anzeigen.example/${n}.jpg" alt="${thing(n)}"></div></a></div><div class="aditem-main"><div class="aditem-main--top"><div class="aditem-main--top--left"><i class="icon icon-small icon-pin-gray"></i> 1011${n} Mitte (${n} km)</div><div class="aditem-main--top--right"><i class="icon"></i> Heute, 1${n}:20</div></div><div class="aditem-main--middle"><h2 class="text-module-begin"><a class="ellipsis" href="/s-anzeige/${slug(thing(n))}/29${n}-88-1">${thing(n)}</a></h2><p class="aditem-main--middle--description">Verkaufe wegen Umzug, sehr guter Zustand. Neupreis war 300 €.</p><div class="aditem-main--middle--price-shipping"><p class="aditem-main--middle--price-shipping--price"> ${n * 10} € VB </p></div></div><div class="aditem-main--bottom"><p class="text-module-end"><span class="simpletag">Nur Abholung</span></p></div></div></article></li>`,
        )
        .join('')}</ul></div></div></div>`,
      { lang: 'de' },
    ),
    cards: range(9).map((n) => [
      thing(n),
      `https://anzeigen.example/s-anzeige/${slug(thing(n))}/29${n}-88-1`,
      [n * 1000, 'EUR'],
    ]),
  },
  {
    name: 'plain rows of links as of 2005',
    url: 'https://town.example.com/search/fuo',
    html: `<html><head><title>furniture</title></head><body><blockquote><b><a href="/">town list</a> &gt; <a href="/fuo">furniture</a></b><hr>${range(
      14,
    )
      .map(
        (n) =>
          `${n % 5 === 1 ? `<h4>Thu Mar 0${Math.ceil(n / 5)}</h4>` : ''}<p> <a href="/nby/fuo/12${n}0.html">${thing(n)}</a> - $${n * 15} <font size="-1"> (north bay)</font> <span class="p"> pic</span></p>`,
      )
      .join(
        '\n',
      )}<p align="center"><font size="4"><a href="index100.html">next 100 postings</a></font></p></blockquote></body></html>`,
    cards: range(14).map((n) => [thing(n), `https://town.example.com/nby/fuo/12${n}0.html`, [n * 1500, 'USD']]),
  },
  {
    name: 'phpBB market threads',
    url: 'https://forum.example/viewforum.php?f=12',
    html: shell(
      `<div id="page-body" class="page-body"><h2 class="forum-title"><a href="./viewforum.php?f=12">For sale</a></h2><div class="forumbg"><div class="inner"><ul class="topiclist"><li class="header"><dl class="row-item"><dt><div class="list-inner">Topics</div></dt><dd class="posts">Replies</dd><dd class="views">Views</dd><dd class="lastpost"><span>Last post</span></dd></dl></li></ul><ul class="topiclist topics">${range(
        11,
      )
        .map(
          (n) =>
            `<li class="row bg${(n % 2) + 1}"><dl class="row-item topic_read"><dt title="No unread posts"><div class="list-inner"><a href="./viewtopic.php?f=12&t=88${n}" class="topictitle">[S] ${thing(n)} in Utrecht</a><br><div class="topic-poster">by <a href="./memberlist.php?mode=viewprofile&u=${n}" class="username">maker${n}</a> &raquo; Tue Mar 0${(n % 9) + 1}, 2026</div><div class="pagination"><ul><li><a class="button" href="./viewtopic.php?f=12&t=88${n}&start=15">2</a></li></ul></div></div></dt><dd class="posts">${n}</dd><dd class="views">${n * 31}</dd><dd class="lastpost"><span>by <a href="./memberlist.php?mode=viewprofile&u=${n + 50}" class="username">seeker${n}</a> <a href="./viewtopic.php?f=12&t=88${n}&p=99${n}#p99${n}" title="Go to last post"><i></i></a><br>Wed Mar 11, 2026</span></dd></dl></li>`,
        )
        .join('')}</ul></div></div></div>`,
    ),
    cards: range(11).map((n) => [`[S] ${thing(n)} in Utrecht`, `https://forum.example/viewtopic.php?f=12&t=88${n}`]),
  },
  {
    name: 'a catalogue of lots with estimates, bids and times',
    url: 'https://hammer.example/sale/77',
    html: shell(
      `<main><h1>Design, 14 March</h1><div class="lots">${range(10)
        .map(
          (n) =>
            `<div class="lot-row"><div class="lot-no">Lot ${n}</div><a class="lot-img" href="/sale/77/lot/${n}"><img src="/lots/${n}.jpg" alt=""></a><div class="lot-text"><a class="lot-title" href="/sale/77/lot/${n}">${thing(n)}</a><div class="lot-est">Estimate: €${n}00 – €${n}80</div><div class="lot-bid">Current bid: <b>€${n * 9}</b></div><div class="lot-time">Ends in <time>${n}d 04:11:09</time></div><a class="watch" href="/watch/${n}">Watch</a></div></div>`,
        )
        .join('')}</div></main>`,
    ),
    cards: range(10).map((n) => [thing(n), `https://hammer.example/sale/77/lot/${n}`, [n * 900, 'EUR']]),
  },
  {
    name: 'cars with instalments and facts',
    url: 'https://wheels.example/lst/volvo',
    html: shell(
      `<main class="ListPage_main__d2J"><div class="ListPage_wrap__9Ac">${range(6)
        .map(
          (n) =>
            `<article class="cldt-summary-full-item listing-impressions-tracking list-page-item ListItem_article__qyYw7" data-guid="g-${n}"><div class="ListItem_wrapper__TxHWu"><div class="ListItem_header__J6xlG"><a class="ListItem_title__ndA4s" href="/offers/volvo-v${n}0-g${n}"><h2>Volvo V${n}0<span class="ListItem_version__5EWfi">D${n} Kinetic</span></h2></a></div><div class="Gallery_wrapper__iqp3u"><img src="https://p.example/${n}.webp" alt=""><img src="https://p.example/${n}b.webp" alt=""></div><div class="ListItem_price__APlgs"><div class="PriceAndSeals"><p class="Price_price__APlgs">€ ${n + 10},900</p></div><div class="Financing">from <span>€ ${n}99/month</span></div></div><div class="VehicleDetailTable"><span>1${n},500 km</span><span>0${n}/2019</span><span>110 kW (150 hp)</span><span>Diesel</span></div><div class="SellerInfo"><span>Garage North</span><span>NL-9711 Groningen</span><a href="tel:+31">Call</a></div></div></article>`,
        )
        .join('')}</div></main>`,
    ),
    cards: range(6).map((n) => [
      `Volvo V${n}0 D${n} Kinetic`,
      `https://wheels.example/offers/volvo-v${n}0-g${n}`,
      [(n + 10) * 100000 + 90000, 'EUR'],
    ]),
  },
  {
    name: 'Dutch houses in Tailwind',
    url: 'https://huis.example/koop/utrecht',
    html: shell(
      `<div class="flex flex-col gap-3 mt-4">${range(5)
        .map(
          (n) =>
            `<div class="border-b pb-3"><div class="@container"><div class="flex flex-row gap-4 relative"><div class="relative w-1/3"><a href="/detail/koop/utrecht/huis-kade-${n}/4300${n}/"><img class="rounded h-full object-cover" srcset="/${n}.jpg 180w" alt=""></a></div><div class="relative flex w-full min-w-0 flex-col"><h2><a data-testid="listingDetailsAddress" class="text-secondary-70 font-semibold" href="/detail/koop/utrecht/huis-kade-${n}/4300${n}/"><div class="flex font-semibold"><span class="truncate">Oude Kade ${n}</span></div><div class="truncate text-neutral-80">3511 A${String.fromCharCode(64 + n)} Utrecht</div></a></h2><div class="font-semibold mt-2"><div class="truncate">€ ${n + 3}50.000 k.k.</div></div><ul class="flex h-8 flex-wrap gap-4"><li>${n}20 m²</li><li>5</li><li>C</li></ul><a class="text-secondary-70" href="/makelaars/utrecht/12-makelaardij-west/">Makelaardij West</a></div></div></div></div>`,
        )
        .join('')}</div>`,
      { lang: 'nl' },
    ),
    cards: range(5).map((n) => [
      `Oude Kade ${n} 3511 A${String.fromCharCode(64 + n)} Utrecht`,
      `https://huis.example/detail/koop/utrecht/huis-kade-${n}/4300${n}/`,
      [(n + 3) * 10000000 + 5000000, 'EUR'],
    ]),
  },
  {
    name: 'jobs with firms and skills',
    url: 'https://work.example/jobs?q=baker',
    html: shell(
      `<section class="results"><ul class="jobs-search__results-list">${range(8)
        .map(
          (n) =>
            `<li><div class="base-card base-search-card job-search-card"><a class="base-card__full-link" href="https://work.example/jobs/view/baker-${n}-at-mill-38${n}"><span class="sr-only">Baker for ${thing(n)}</span></a><div class="base-search-card__info"><h3 class="base-search-card__title">Baker for ${thing(n)}</h3><h4 class="base-search-card__subtitle"><a href="https://work.example/company/mill-${n}">Mill ${n}</a></h4><div class="base-search-card__metadata"><span class="job-search-card__location">Ghent</span><time datetime="2026-03-0${n}">${n} days ago</time></div></div></div></li>`,
        )
        .join('')}</ul></section>`,
    ),
    cards: range(8).map((n) => [`Baker for ${thing(n)}`, `https://work.example/jobs/view/baker-${n}-at-mill-38${n}`]),
  },
  {
    name: 'a table with a header row, number first',
    url: 'https://parts.example/valves',
    html: shell(
      `<div id="content"><table class="data"><thead><tr><th>No.</th><th>Article</th><th>Datasheet</th><th>Stock</th><th>Price</th></tr></thead><tbody>${range(
        12,
      )
        .map(
          (n) =>
            `<tr><td>${n}</td><td><a href="/valves/ecc-8${n}">ECC-8${n} double triode</a></td><td><a href="/pdf/ecc8${n}.pdf">PDF</a></td><td>${n * 3} pcs</td><td align="right">CHF ${n}2.40</td></tr>`,
        )
        .join('')}</tbody></table></div>`,
    ),
    cards: range(12).map((n) => [
      `ECC-8${n} double triode`,
      `https://parts.example/valves/ecc-8${n}`,
      [n * 1000 + 240, 'CHF'],
    ]),
  },
  {
    name: 'a layout table of three columns',
    url: 'https://old.example.com/catalog.asp?cat=4',
    html: `<html><body><table width="800"><tr><td width="150" valign="top">${range(15)
      .map((n) => `<a href="catalog.asp?cat=${n}">Category ${n}</a><br>`)
      .join('')}</td><td><table>${range(4)
      .map(
        (row) =>
          `<tr>${range(3)
            .map((column) => {
              const n = (row - 1) * 3 + column;
              return `<td align="center"><a href="item.asp?id=${n}"><img src="img/${n}.gif" border="0"></a><br><a href="item.asp?id=${n}"><font face="Arial">${thing(n)}</font></a><br><b>$${prices(n)}</b></td>`;
            })
            .join('')}</tr>`,
      )
      .join('')}</table></td></tr></table></body></html>`,
    cards: range(12).map((n) => [thing(n), `https://old.example.com/item.asp?id=${n}`, [minor(n), 'USD']]),
  },
  {
    name: 'search results below sponsored ones of another build',
    url: 'https://find.example/s?k=board',
    html: shell(
      `<div class="s-main"><div class="sponsored-carousel ads">${range(8)
        .map(
          (n) =>
            `<div class="ad-slide"><a href="https://click.example/r?ad=${n}"><img src="/ad${n}.jpg" alt="Advert ${n}"></a><a href="https://click.example/r?ad=${n}">Sponsored ${thing(n + 5)} by Brand ${n}</a><span>£${n}1.00</span></div>`,
        )
        .join('')}</div><div class="s-result-list">${range(7)
        .map(
          (n) =>
            `<div data-asin="B0${n}" class="s-result-item s-asin"><div class="sg-col-inner"><div class="s-product-image-container"><a class="a-link-normal s-no-outline" href="/${slug(thing(n))}/dp/B0${n}/ref=sr_1_${n}?keywords=board&qid=17&sr=8-${n}"><img class="s-image" src="/i/${n}.jpg" alt=""></a></div><div class="puis-padding"><h2 class="a-size-mini"><a class="a-link-normal s-link-style" href="/${slug(thing(n))}/dp/B0${n}/ref=sr_1_${n}?keywords=board&qid=17&sr=8-${n}"><span>${thing(n)}</span></a></h2><div class="a-row"><span aria-label="4.${n} out of 5 stars"></span><a href="/${slug(thing(n))}/dp/B0${n}/ref=sr_1_${n}#customerReviews"><span>${n}1</span></a></div><a class="a-link-normal" href="/${slug(thing(n))}/dp/B0${n}/ref=sr_1_${n}?keywords=board&qid=17&sr=8-${n}"><span class="a-price"><span class="a-offscreen">£${prices(n)}</span><span aria-hidden="true"><span class="a-price-symbol">£</span><span class="a-price-whole">${n * 7 + 5}<span class="a-price-decimal">.</span></span><span class="a-price-fraction">50</span></span></span></a><div class="a-row">RRP: <span class="a-price a-text-price" data-a-strike="true"><span class="a-offscreen">£${n * 7 + 30}.00</span></span></div></div></div></div>`,
        )
        .join('')}</div></div>`,
    ),
    cards: range(7).map((n) => [
      thing(n),
      `https://find.example/${slug(thing(n))}/dp/B0${n}/ref=sr_1_${n}?keywords=board&qid=17&sr=8-${n}`,
      [minor(n), 'GBP'],
    ]),
  },
  {
    name: 'Next.js with hashed classes, the card a link, a struck price by class alone',
    url: 'https://mode.example/sale',
    html: shell(
      `<div id="__next"><div class="css-1x2y"><div class="css-k008qs">${range(8)
        .map(
          (n) =>
            `<div class="css-175oi2r"><a class="css-9zk" href="/p/${slug(thing(n))}-${9000 + n}"><div class="css-h1"><img class="css-img" loading="lazy" src="data:image/gif;base64,R0lG" data-src="/c/${n}.jpg" alt="${thing(n)}"></div><div class="css-b77"><span class="css-br">Nordlys</span><p class="css-t1">${thing(n)}</p><div class="css-pp"><span class="css-1old line-through">${n * 7 + 40},00 €</span><span class="css-2new">${n * 7 + 5},50 €</span></div><span class="css-s">${n} colours</span></div></a><button class="css-heart" aria-label="Save"></button></div>`,
        )
        .join('')}</div></div></div>`,
      { lang: 'de' },
    ),
    cards: range(8).map((n) => [thing(n), `https://mode.example/p/${slug(thing(n))}-${9000 + n}`, [minor(n), 'EUR']]),
  },
  {
    name: 'custom elements',
    url: 'https://tiles.example/c/lamps',
    html: shell(
      `<app-root><plp-page><plp-grid>${range(6)
        .map(
          (n) =>
            `<plp-tile sku="${n}"><tile-media><img src="/${n}.jpg"></tile-media><tile-body><a href="/lamps/${slug(thing(n))}"><tile-name>${thing(n)}</tile-name></a><tile-price><price-now>kr ${n * 100 + 99},00</price-now></tile-price></tile-body></plp-tile>`,
        )
        .join('')}</plp-grid></plp-page></app-root>`,
      { lang: 'nb' },
    ),
    cards: range(6).map((n) => [thing(n), `https://tiles.example/lamps/${slug(thing(n))}`, [n * 10000 + 9900, 'NOK']]),
  },
  {
    name: 'Arabic classifieds with eastern digits',
    url: 'https://souq.example/ar/search',
    html: shell(
      `<main><h1>سيارات للبيع</h1><div class="listings">${range(6)
        .map(
          (n) =>
            `<section class="post-card"><a href="/ar/post/77${n}"><img src="/${n}.jpg" alt=""><h3>سيارة تويوتا كامري موديل ${2010 + n} نظيفة جدا</h3></a><div class="meta"><span>الرياض</span><span>قبل ساعتين</span></div><strong class="amount">${'٠١٢٣٤٥٦٧٨٩'[n]}٥٬٠٠٠ ر.س</strong></section>`,
        )
        .join('')}</div></main>`,
      { lang: 'ar', dir: 'rtl' },
    ),
    cards: range(6).map((n) => [
      `سيارة تويوتا كامري موديل ${2010 + n} نظيفة جدا`,
      `https://souq.example/ar/post/77${n}`,
      [(n * 10 + 5) * 100000, 'SAR'],
    ]),
  },
  {
    name: 'Korean second-hand',
    url: 'https://jungo.example/search?q=desk',
    html: shell(
      `<div class="app"><div class="gAeWpV"><div>${range(8)
        .map(
          (n) =>
            `<div class="styled__ProductWrapper"><a data-pid="${n}" class="sc-iBEsjs" href="/products/2900${n}"><div class="thumb"><img src="/${n}.jpg" alt="상품 이미지"></div><div class="body"><div class="sc-tit">원목 책상 ${n}호 팝니다</div><div class="sc-price"><div class="p">${n}5,000</div><div class="t"><span>${n}분 전</span></div></div></div><div class="loc">서울특별시 마포구</div></a></div>`,
        )
        .join('')}</div></div></div>`,
      { lang: 'ko' },
    ),
    cards: range(8).map((n) => [`원목 책상 ${n}호 팝니다`, `https://jungo.example/products/2900${n}`]),
  },
  {
    name: 'three results, then eight that were seen recently, all built alike',
    url: 'https://lab.example/search?q=scale',
    html: shell(
      `<main><h1>3 results for scale</h1><div class="grid">${range(3)
        .map(
          (n) =>
            `<div class="card"><a href="/p/scale-${n}"><img src="/${n}.jpg" alt="">Kitchen scale model ${n}</a><span class="price">$${prices(n)}</span></div>`,
        )
        .join('')}</div><section><h2>Recently viewed</h2><div class="grid">${range(8)
        .map(
          (n) =>
            `<div class="card"><a href="/p/seen-${n}"><img src="/s${n}.jpg" alt="">${thing(n)}</a><span class="price">$${prices(n)}</span></div>`,
        )
        .join('')}</div></section></main>`,
      { head: '<meta property="product:price:currency" content="USD">' },
    ),
    cards: range(3).map((n) => [`Kitchen scale model ${n}`, `https://lab.example/p/scale-${n}`, [minor(n), 'USD']]),
  },
  {
    name: 'five products above what customers also bought, twelve of another build',
    url: 'https://bought.example/c/bowls',
    html: shell(
      `<div class="content"><div class="listing">${range(5)
        .map(
          (n) =>
            `<div class="listing__entry"><a class="listing__pic" href="/i/bowl-${n}"><img src="/${n}.jpg" alt=""></a><div class="listing__text"><a href="/i/bowl-${n}">Bowl number ${n}, glazed</a><p>Thrown by hand, fits the dishwasher.</p><b>€ ${n * 7 + 5},50</b></div></div>`,
        )
        .join('')}</div><div class="rec-slot"><h3>Customers also bought</h3><div class="slider">${range(12)
        .map(
          (n) =>
            `<div class="slide"><a href="/i/rec-${n}"><img src="/r${n}.jpg" alt=""><span>${thing(n)}</span></a><em>€ ${n}9,00</em></div>`,
        )
        .join('')}</div></div></div>`,
    ),
    cards: range(5).map((n) => [`Bowl number ${n}, glazed`, `https://bought.example/i/bowl-${n}`, [minor(n), 'EUR']]),
  },
  {
    name: 'category tiles above products',
    url: `${site}/kitchen`,
    html: shell(
      `<main><h1>Kitchen</h1><div class="subcats">${range(16)
        .map(
          (n) =>
            `<a class="subcat" href="/kitchen/${slug(thing(n))}s"><img src="/c${n}.jpg" alt=""><span>${thing(n)}s</span></a>`,
        )
        .join('')}</div><div class="prods">${range(6)
        .map(
          (n) =>
            `<div class="prod"><a href="/kitchen/p/${n}0${n}"><img src="/p${n}.jpg" alt=""></a><div><a href="/kitchen/p/${n}0${n}">${thing(n)} large</a></div><div>£${prices(n)}</div></div>`,
        )
        .join('')}</div></main>`,
    ),
    cards: range(6).map((n) => [`${thing(n)} large`, `${site}/kitchen/p/${n}0${n}`, [minor(n), 'GBP']]),
  },
  {
    name: 'a blog index with long summaries',
    url: 'https://notes.example/blog',
    html: shell(
      `<div class="wrap"><main>${range(5)
        .map(
          (n) =>
            `<article class="post-${n} post type-post hentry"><header class="entry-header"><h2 class="entry-title"><a href="https://notes.example/2026/0${n}/${slug(thing(n))}/" rel="bookmark">How we made the ${thing(n)}</a></h2><div class="entry-meta">Posted on <a href="https://notes.example/2026/0${n}/${slug(thing(n))}/"><time>March ${n}</time></a> by <a href="https://notes.example/author/jo/">Jo</a></div></header><div class="entry-summary"><p>It began with a board that was left over in the workshop, and with a friend who asked for something to keep pens in. We drew it, cut it, and threw the first one away. <a class="more-link" href="https://notes.example/2026/0${n}/${slug(thing(n))}/">Continue reading</a></p></div><footer class="entry-footer">in <a href="https://notes.example/category/making/">Making</a></footer></article>`,
        )
        .join('')}</main><aside><ul>${range(12)
        .map((n) => `<li><a href="https://notes.example/2025/${n}/">Month ${n} of 2025</a></li>`)
        .join('')}</ul></aside></div>`,
    ),
    cards: range(5).map((n) => [`How we made the ${thing(n)}`, `https://notes.example/2026/0${n}/${slug(thing(n))}/`]),
  },
  {
    name: 'links of a link board, a table of two rows each',
    url: 'https://board.example/newest',
    html: `<html><body><center><table id="main"><tr><td><table><tr><td><a href="news">Board</a> <a href="newest">new</a> | <a href="ask">ask</a> | <a href="submit">submit</a></td></tr></table></td></tr><tr><td><table>${range(
      10,
    )
      .map(
        (n) =>
          `<tr class="athing" id="4${n}"><td align="right"><span class="rank">${n}.</span></td><td><a id="up_4${n}" href="vote?id=4${n}&how=up"><div class="votearrow"></div></a></td><td class="title"><span class="titleline"><a href="https://site${n}.example/story-${n}">A story about the ${thing(n)}</a><span class="sitebit"> (<a href="from?site=site${n}.example"><span>site${n}.example</span></a>)</span></span></td></tr><tr><td colspan="2"></td><td class="subtext"><span class="score">${n * 3} points</span> by <a href="user?id=u${n}" class="hnuser">u${n}</a> <a href="item?id=4${n}">${n} hours ago</a> | <a href="item?id=4${n}">${n} comments</a></td></tr><tr class="spacer" style="height:5px"></tr>`,
      )
      .join('')}</table></td></tr></table></center></body></html>`,
    cards: range(10).map((n) => [`A story about the ${thing(n)}`, `https://site${n}.example/story-${n}`]),
  },
  {
    name: 'records: artist and album apart, sold out ones, the list in a box called sidebar-layout menu',
    url: 'https://wax.example/new',
    html: shell(
      `<div class="layout sidebar"><div class="menu-page"><ul class="releases">${range(9)
        .map(
          (n) =>
            `<li><a href="/release/${n}"><img src="/${n}.jpg" alt=""></a><div><a class="artist" href="/artist/band-${n}">Band ${n}</a><a class="album" href="/release/${n}">${thing(n)} Songs</a><span>LP</span> <span>${n % 3 ? `£${n + 15}.99` : 'Sold out'}</span></div></li>`,
        )
        .join('')}</ul></div></div>`,
    ),
    cards: range(9).map((n) =>
      n % 3
        ? [`${thing(n)} Songs`, `https://wax.example/release/${n}`, [(n + 15) * 100 + 99, 'GBP']]
        : [`${thing(n)} Songs`, `https://wax.example/release/${n}`],
    ),
  },
  {
    name: 'two results without pictures, in a mega menu',
    url: 'https://tools.example/suche?q=hobel',
    html: shell(
      `<div id="main"><h1>2 Treffer</h1><ul class="treffer">${range(2)
        .map(
          (n) =>
            `<li class="treffer-zeile"><h3><a href="/artikel/hobel-${n}">Hobel Nr. ${n} aus Buche</a></h3><p>Sohle geschliffen, Eisen ${n}0 mm, mit Ersatzeisen und Kasten.</p><span>${n}9,90 EUR</span></li>`,
        )
        .join('')}</ul></div>`,
      { lang: 'de' },
    ),
    cards: range(2).map((n) => [
      `Hobel Nr. ${n} aus Buche`,
      `https://tools.example/artikel/hobel-${n}`,
      [n * 1000 + 990, 'EUR'],
    ]),
  },
  {
    name: 'a product page with related products',
    url: `${site}/product/copper-kettle/`,
    html: shell(
      `<main><div class="product type-product"><div class="woocommerce-product-gallery">${range(5)
        .map((n) => `<a href="/wp-content/k${n}.jpg"><img src="/wp-content/k${n}-100.jpg"></a>`)
        .join(
          '',
        )}</div><div class="summary entry-summary"><h1 class="product_title">Copper Kettle</h1><p class="price"><span class="amount">£89.00</span></p><p>Spun from one sheet of copper and tinned inside, it boils a litre in four minutes and keeps it hot for an hour.</p><form class="cart"><button name="add-to-cart" value="12" class="single_add_to_cart_button">Add to cart</button></form></div><div class="woocommerce-tabs"><p>${'The kettle is made by two people in a workshop by the river. '.repeat(12)}</p></div><section class="related products"><h2>Related products</h2><ul class="products">${range(
        4,
      )
        .map((n) => wooCard(n))
        .join('')}</ul></section></div></main>`,
      {
        head: '<meta property="og:type" content="product"><script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","name":"Copper Kettle","offers":{"@type":"Offer","price":"89.00","priceCurrency":"GBP"}}</script>',
      },
    ),
    cards: [],
  },
  {
    name: 'a contact page',
    url: `${site}/contact`,
    html: shell(
      `<main><h1>Contact</h1><form><input name="mail"><textarea></textarea><button>Send</button></form><p>Write to us, we answer within a day. Our shop in Bath is open Monday to Saturday, and parking is behind the house.</p><ul><li>Monday 9-18</li><li>Tuesday 9-18</li><li>Wednesday 9-18</li><li>Thursday 9-18</li></ul></main>`,
    ),
    cards: [],
  },
  {
    name: 'questions and answers',
    url: `${site}/faq`,
    html: shell(
      `<main><h1>Questions</h1>${range(8)
        .map(
          (n) =>
            `<details><summary>How do I send back the ${thing(n)}?</summary><p>Put it in its box, print the label and leave it at any post office within thirty days; you have the money back a week later. See <a href="/returns">returns</a>.</p></details>`,
        )
        .join('')}</main>`,
    ),
    cards: [],
  },
  {
    name: 'an empty basket',
    url: `${site}/cart`,
    html: shell('<main><h1>Your basket</h1><p>Your basket is empty.</p><a href="/shop">Go on shopping</a></main>'),
    cards: [],
  },
  empty('en', 'Sorry, we couldn’t find any results for “xyzzy”.'),
  empty('de', 'Ihre Suche nach „xyzzy“ ergab leider keine Treffer.'),
  empty('fr', 'Aucun résultat ne correspond à votre recherche.'),
  empty('es', 'No hemos encontrado resultados para tu búsqueda.'),
  empty('it', 'La ricerca non ha prodotto risultati.'),
  empty('nl', 'Er zijn geen producten gevonden die aan je zoekopdracht voldoen.'),
  empty('pl', 'Niestety nie znaleźliśmy żadnych produktów.'),
  empty('sv', 'Din sökning gav inga träffar.'),
  empty('ru', 'По вашему запросу ничего не найдено.'),
  empty('ja', '条件に一致する商品は見つかりませんでした。'),
  empty('zh', '抱歉，没有找到相关商品。'),
  empty('ar', 'عذرا، لم يتم العثور على نتائج.'),
];
