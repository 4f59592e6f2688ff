import { decimal, each, type FarList, far, filters, type Row, shopFrame } from './frames.js';

/** Lists as systems for shops build them, in the languages of their shops. */

const lamps: Row[] = [
  ['Lámpara de pie Arco Blanco', '/lampara-de-pie-arco-blanco.html', 12_995],
  ['Lámpara colgante de ratán natural 40 cm', '/lampara-colgante-ratan.html', 6_490],
  ['Aplique de pared Latón Envejecido', '/aplique-laton.html', 4_950],
  ['Flexo de escritorio articulado', '/flexo-articulado.html', 3_290],
  ['Bombilla LED filamento E27', '/bombilla-led-e27.html', 695],
  ['Guirnalda de luces solares 10 m', '/guirnalda-solar.html', 2_199],
  ['Plafón de techo redondo', '/plafon-redondo.html', 5_900],
  ['Lámpara de mesa de cerámica azul', '/lampara-ceramica-azul.html', 7_850],
];

const magento = far(
  'a catalogue with swatches, struck prices behind and filters with counts, in Spanish',
  'https://luces.example.es/lamparas.html',
  'EUR',
  lamps,
  shopFrame(
    `<div class="columns"><div class="column main"><h1>Lámparas</h1><div class="toolbar toolbar-products"><p class="toolbar-amount">Artículos 1-8 de 143</p><div class="pages"><ul class="items pages-items"><li class="item current"><strong class="page"><span>1</span></strong></li><li class="item"><a href="/lamparas.html?p=2" class="page"><span>2</span></a></li><li class="item pages-item-next"><a class="action next" href="/lamparas.html?p=2" title="Siguiente"><span>Siguiente</span></a></li></ul></div></div>
<ol class="products list items product-items">${each(lamps, ([title, path, minor = 0], i) => {
      const id = 2300 + i;
      const special = i % 3 === 0;
      const now = `<span class="price-container price-final_price"><span class="price-label">${special ? 'Precio especial' : ''}</span><span id="product-price-${id}" data-price-amount="${minor / 100}" data-price-type="finalPrice" class="price-wrapper"><span class="price">${decimal(minor, ',', '.')}&nbsp;€</span></span></span>`;
      const old = `<span class="old-price"><span class="price-container"><span class="price-label">Precio habitual</span><span id="old-price-${id}" data-price-amount="${minor / 100 + 20}" class="price-wrapper"><span class="price">${decimal(minor + 2000, ',', '.')}&nbsp;€</span></span></span></span>`;
      return `<li class="item product product-item"><div class="product-item-info" data-container="product-grid"><a href="${path}" class="product photo product-item-photo" tabindex="-1"><span class="product-image-container"><img class="product-image-photo" src="/media/catalog/product/cache/${id}.jpg" loading="lazy" alt="${title}"/></span></a><div class="product details product-item-details"><strong class="product name product-item-name"><a class="product-item-link" href="${path}">
 ${title} </a></strong><div class="product-reviews-summary short"><div class="rating-result" title="93%"><span style="width:93%"><span>93%</span></span></div><div class="reviews-actions"><a class="action view" href="${path}#reviews">4&nbsp;<span>Opiniones</span></a></div></div><div class="price-box price-final_price" data-product-id="${id}">${special ? `<span class="special-price">${now}</span>${old}` : now}</div><div class="swatch-opt-${id}"><div class="swatch-attribute color"><div class="swatch-option color" option-tooltip-value="#fff"></div><div class="swatch-option color"></div></div></div><div class="product-item-actions"><form data-role="tocart-form" action="/checkout/cart/add/product/${id}/" method="post"><button class="action tocart primary"><span>Añadir al carrito</span></button></form><a href="#" class="action towishlist"><span>Añadir a favoritos</span></a></div></div></div></li>`;
    })}</ol></div><div class="sidebar">${filters(['Color', 'Material', 'Precio', 'Marca'], 7)}</div></div>`,
    {
      lang: 'es',
      words: ['Luces', 'Interior', 'Exterior', 'Privacidad', 'Mi cuenta', 'Favoritos', 'Inicio', 'Suscribirse'],
    },
  ),
  {
    next: 'https://luces.example.es/lamparas.html?p=2',
    pictures: lamps.map((_, i) => `/media/catalog/product/cache/${2300 + i}.jpg`),
  },
);

const teas: Row[] = [
  ['Assam Bio Schwarzer Tee, lose', '/Assam-Bio/TEE-101', 995],
  ['Sencha Grüntee', '/Sencha-Gruentee/TEE-102', 1_290],
  ['Rooibos Vanille', '/Rooibos-Vanille/TEE-103', 749],
  ['Kräutermischung „Guter Abend“', '/Kraeutermischung/TEE-104', 650],
  ['Matcha Zeremonie-Qualität 30 g', '/Matcha/TEE-105', 2_490],
  ['Teesieb Edelstahl', '/Teesieb/TEE-106', 1_150],
];

const shopware = far(
  'boxes with unit prices, contents, list prices and delivery times, in German',
  'https://teeladen.example.de/Tee/',
  'EUR',
  teas,
  shopFrame(
    `<main class="content-main"><div class="cms-page"><h1>Tee</h1><div class="cms-element-product-listing"><nav aria-label="pagination" class="pagination-nav"><ul class="pagination"><li class="page-item page-first disabled"><input type="radio" name="p" value="1"></li><li class="page-item active"><label class="page-link">1</label></li></ul></nav><div class="row cms-listing-row">${each(
      teas,
      ([title, path, minor = 0], i) =>
        `<div class="cms-listing-col col-sm-6 col-lg-4"><div class="card product-box box-standard" data-product-information='{"id":"018${i}","name":"x"}'><div class="card-body"><div class="product-badges">${i === 2 ? '<div class="badge badge-danger badge-discount"><span>-25%</span></div>' : ''}${i === 4 ? '<div class="badge badge-warning badge-topseller">Tipp</div>' : ''}</div><div class="product-image-wrapper"><a href="${path}" title="${title}" class="product-image-link is-standard"><img src="/media/t/${i}.webp" srcset="/media/t/${i}_400.webp 400w, /media/t/${i}_800.webp 800w" class="product-image is-standard" alt="${title}" loading="eager"></a><form class="product-wishlist-form"><button title="Zum Merkzettel hinzufügen" class="product-wishlist-action-circle"></button></form></div><div class="product-info"><div class="product-rating"><div class="product-review-point"></div></div><a href="${path}" class="product-name" title="${title}">${title}</a><div class="product-variant-characteristics"></div><div class="product-description">Ausgewählte Ernte, sorgsam verpackt. Ab 50 € Bestellwert liefern wir frei Haus.</div><div class="product-price-info"><p class="product-price-unit"><span class="product-unit-label">Inhalt:</span> <span class="price-unit-content">0.1 Kilogramm</span> <span class="price-unit-reference">(${decimal(minor * 10, ',', '.')} €* / 1 Kilogramm)</span></p><div class="product-cheapest-price"></div><div class="product-price-wrapper"><span class="product-price${i === 2 ? ' with-list-price' : ''}">${decimal(minor, ',')} €*${i === 2 ? `<span class="list-price"><span class="list-price-price">${decimal(minor + 250, ',')} €*</span><span class="list-price-percentage">(25% gespart)</span></span>` : ''}</span></div></div><div class="product-action"><form action="/checkout/line-item/add" class="buy-widget"><button class="btn btn-buy">In den Warenkorb</button></form></div></div></div></div></div>`,
    )}</div></div></div></main>`,
    {
      lang: 'de',
      words: ['Teeladen', 'Schwarztee', 'Grüntee', 'Datenschutz', 'Konto', 'Merkzettel', 'Start', 'Anmelden'],
    },
  ),
  { next: null, pictures: teas.map((_, i) => `/media/t/${i}.webp`) },
);

const toys: Row[] = [
  ['Puzzle en bois des animaux de la ferme, à partir de deux ans', '/jouets/31-puzzle-ferme.html', 1_490],
  ['Toupie musicale', '/jouets/32-toupie.html', 1_995],
  ['Coffret de construction magnétique, cent vingt pièces assorties', '/jouets/33-coffret-magnetique.html', 4_599],
  ['Poupée de chiffon Lison', '/jouets/34-poupee-lison.html', 2_450],
  ['Train à ficelle avec trois wagons et cubes à empiler', '/jouets/35-train.html', 2_990],
];
const cut = (title: string) => (title.length > 26 ? `${title.slice(0, 26)}...` : title);
const miniature = (title: string, path: string, id: number, price: string) =>
  `<div class="js-product product col-xs-12 col-sm-6"><article class="product-miniature js-product-miniature" data-id-product="${id}" data-id-product-attribute="0"><div class="thumbnail-container"><div class="thumbnail-top"><a href="${path}" class="thumbnail product-thumbnail"><picture><source srcset="/img/p/${id}-home_default.webp" type="image/webp"/><img src="/img/p/${id}-home_default.jpg" alt="${title}" loading="lazy" data-full-size-image-url="/img/p/${id}-large.jpg"/></picture></a><div class="highlighted-informations"><a class="quick-view js-quick-view" href="#" data-link-action="quickview">Aperçu rapide</a></div></div><div class="product-description"><h2 class="h3 product-title"><a href="${path}" title="${title}" content="${path}">${cut(title)}</a></h2><div class="product-price-and-shipping">${price}</div></div><ul class="product-flags"><li class="product-flag new">Nouveau</li></ul></div></article></div>`;

const prestashop = far(
  'five miniatures with cut titles, and a longer list of what was seen last below, in French',
  'https://jouets.example.fr/3-jouets',
  'EUR',
  toys,
  shopFrame(
    `<section id="main"><h1>Jouets</h1><div id="products"><div id="js-product-list-top" class="products-selection"><p>Il y a 5 produits.</p><span class="sort-by">Trier par :</span><ul><li><a href="?order=product.price.asc">Prix, croissant</a></li><li><a href="?order=product.name.asc">Nom, A à Z</a></li></ul></div><div id="js-product-list"><div class="products row">${each(
      toys,
      ([title, path, minor = 0], i) =>
        miniature(
          title,
          path ?? '',
          31 + i,
          i === 2
            ? `<span class="regular-price" aria-label="Prix de base">${decimal(minor + 1000, ',')} €</span><span class="discount-percentage discount-product">-18%</span><span class="price" aria-label="Prix">${decimal(minor, ',')} €</span>`
            : `<span class="price" aria-label="Prix">${decimal(minor, ',')} €</span>`,
        ),
    )}</div></div></div></section><section class="viewed-products"><h2>Derniers produits vus</h2><div class="products row">${Array.from(
      { length: 9 },
      (_, i) =>
        miniature(
          `Jeu de société numéro ${i + 1}`,
          `/jeux/${80 + i}-jeu-${i}.html`,
          80 + i,
          `<span class="price">${20 + i},00 €</span>`,
        ),
    ).join('')}</div></section>`,
    { lang: 'fr', words: ['Jouets', 'Bois', 'Jeux', 'Vie privée', 'Compte', 'Favoris', 'Accueil', 'S’inscrire'] },
  ),
  { next: null },
);

const mowers: Row[] = [
  ['Garden Trimmer 450W', '/index.php?route=product/product&path=20&product_id=42', 11_000],
  ['Hedge Shears', '/index.php?route=product/product&path=20&product_id=30', 8_000],
  ['Petrol Mower 46 cm', '/index.php?route=product/product&path=20&product_id=47', 32_200],
  ['Wheelbarrow', '/index.php?route=product/product&path=20&product_id=28', 12_200],
  ['Watering Can 10 l', '/index.php?route=product/product&path=20&product_id=40', 1_450],
  ['Leaf Blower', '/index.php?route=product/product&path=20&product_id=48', 12_150],
];

const opencart = far(
  'addresses that differ in their query alone, and a price without tax behind each',
  'https://gardenstore.example.com/index.php?route=product/category&path=20',
  'USD',
  mowers,
  shopFrame(
    `<div id="product-category" class="container"><div class="row"><aside id="column-left" class="col-sm-3"><div class="list-group">${Array.from({ length: 9 }, (_, i) => `<a href="/index.php?route=product/category&path=${20 + i}" class="list-group-item">Aisle ${i} (${i * 4 + 1})</a>`).join('')}</div></aside><div id="content" class="col-sm-9"><h2>Garden</h2><a href="/index.php?route=product/compare" id="compare-total">Product Compare (0)</a><div class="row">${each(
      mowers,
      ([title, path, minor = 0], i) =>
        `<div class="product-layout product-list col-xs-12"><div class="product-thumb"><div class="image"><a href="${path?.replaceAll('&', '&amp;')}"><img src="/image/cache/catalog/${i}-228x228.jpg" alt="${title}" title="${title}" class="img-responsive"></a></div><div><div class="caption"><h4><a href="${path?.replaceAll('&', '&amp;')}">${title}</a></h4><p>Made for gardens of up to ${200 + i * 50} square metres, with a guarantee of two years on the motor and all moving parts..</p><p class="price">${i === 1 ? `<span class="price-new">$${decimal(minor, '.', ',')}</span> <span class="price-old">$${decimal(minor + 2_000, '.', ',')}</span>` : `$${decimal(minor, '.', ',')}`} <span class="price-tax">Ex Tax: $${decimal(Math.round(minor / 1.2), '.', ',')}</span></p></div><div class="button-group"><button type="button"><i class="fa fa-shopping-cart"></i> <span>Add to Cart</span></button><button type="button" title="Add to Wish List"></button></div></div></div></div>`,
    )}</div><div class="row"><div class="col-sm-6"><ul class="pagination"><li class="active"><span>1</span></li><li><a href="/index.php?route=product/category&amp;path=20&amp;page=2">2</a></li><li><a href="/index.php?route=product/category&amp;path=20&amp;page=2">&gt;</a></li><li><a href="/index.php?route=product/category&amp;path=20&amp;page=3">&gt;|</a></li></ul></div><div class="col-sm-6">Showing 1 to 6 of 18 (3 Pages)</div></div></div></div></div>`,
  ),
  { next: 'https://gardenstore.example.com/index.php?route=product/category&path=20&page=2' },
);

const boards: Row[] = [
  ['Softtop 8ft', '/softtop-8ft/', 39_900],
  ['Epoxy Fish 5\'10"', '/epoxy-fish/', 64_995],
  ['Leash 7mm', '/leash-7mm/', 4_500],
  ['Fin Set Medium', '/fin-set-medium/', 8_995],
  ['Travel Bag 6\'6"', '/travel-bag/', 12_900],
  ['Wax, Cool Water', '/wax-cool/', 450],
  ['Roof Pads', '/roof-pads/', 5_500],
];

const bigcommerce = far(
  'cards with hidden kinds of prices, quick views and boxes to compare, in Australia',
  'https://surf.example.com.au/boards/',
  'AUD',
  boards,
  shopFrame(
    `<div class="page"><aside class="page-sidebar" id="faceted-search-container">${filters(['Brand', 'Size'], 4)}</aside><main class="page-content"><h1 class="page-heading">Boards</h1><form class="actionBar"><select id="sort"><option>Featured Items</option><option>Price: Ascending</option></select></form><form action="/compare"><ul class="productGrid">${each(
      boards,
      ([title, path, minor = 0], i) =>
        `<li class="product"><article class="card" data-entity-id="${110 + i}" data-name="${title.replaceAll('"', '&quot;')}" data-product-price="${minor / 100}"><figure class="card-figure">${i === 3 ? '<div class="sale-flag-sash">On Sale!</div>' : ''}<a href="${path}" class="card-figure__link" aria-label="${title.replaceAll('"', '&quot;')}, $${decimal(minor, '.')}"><div class="card-img-container"><img src="/assets/loading.svg" data-src="/images/stencil/500x500/${i}.jpg" class="card-image lazyload" alt="${title.replaceAll('"', '&quot;')}"></div></a><figcaption class="card-figcaption"><div class="card-figcaption-body"><button class="button button--small card-figcaption-button quickview">Quick view</button><label class="button" for="compare-${i}">Compare <input type="checkbox" id="compare-${i}"></label><a href="/cart.php?action=add&amp;product_id=${110 + i}" class="button">Add to Cart</a></div></figcaption></figure><div class="card-body"><p class="card-text" data-test-info-type="brandName">Tideline</p><h3 class="card-title"><a href="${path}">${title}</a></h3><div class="card-text" data-test-info-type="price"><div class="price-section price-section--withTax rrp-price--withTax" ${i === 3 ? '' : 'style="display: none;"'}><span>MSRP:</span> <span class="price price--rrp">${i === 3 ? `$${decimal(minor + 3_000, '.')}` : ''}</span></div><div class="price-section price-section--withTax non-sale-price--withTax" style="display: none;"><span>Was:</span> <span class="price price--non-sale"></span></div><div class="price-section price-section--withTax"><span class="price-label"></span><span class="price-now-label" style="display: none;">Now:</span> <span class="price price--withTax">$${decimal(minor, '.')}</span> <abbr title="Including Tax">(Inc. Tax)</abbr></div></div></div></article></li>`,
    )}</ul></form></main></div>`,
  ),
  { pictures: boards.map((_, i) => `/images/stencil/500x500/${i}.jpg`), next: null },
);

const pots: Row[] = [
  ['Speckled Mug', '/shop/p/speckled-mug', 2_400],
  ['Serving Bowl, Large', '/shop/p/serving-bowl', 5_800],
  ['Bud Vase', '/shop/p/bud-vase', 1_950],
  ['Salt Pig', '/shop/p/salt-pig', 2_800],
  ['Plate, Moss Glaze', '/shop/p/plate-moss', 3_200],
];

const squarespace = far(
  'an empty link over each card, prices without their sign in spans, and a sold-out mark',
  'https://clayworks.example.co.uk/shop',
  'GBP',
  pots,
  shopFrame(
    `<main class="Main Main--products-list"><section class="ProductList"><div class="ProductList-filter"><a href="/shop" class="active">All</a><a href="/shop?category=Mugs">Mugs</a><a href="/shop?category=Bowls">Bowls</a></div><div class="ProductList-grid">${each(
      pots,
      ([title, path, minor = 0], i) =>
        `<div class="ProductList-item hentry author-ida post-type-store-item article-index-${i + 1} ${i === 2 ? 'sold-out' : ''}" id="thumb-${i}" data-item-id="5b558ddb0e2e72a170de32${i}0"><a href="${path}" class="ProductList-item-link"></a><figure class="ProductList-outerImageWrapper"><div class="ProductList-innerImageWrapper"><img class="ProductList-image ProductList-image--primary" data-src="https://images.example-cdn.com/content/${i}/a.jpg" data-image-dimensions="1500x1500" alt="${title}"><noscript><img src="https://images.example-cdn.com/content/${i}/a.jpg" alt="${title}"></noscript><img class="ProductList-image ProductList-image--alternate" data-src="https://images.example-cdn.com/content/${i}/b.jpg"></div><div class="ProductList-statusWrapper sqs-product-mark-wrapper">${i === 2 ? '<div class="product-mark sold-out">sold out</div>' : ''}</div><div class="ProductList-quickViewWrapper"><span class="sqs-product-quick-view-button">Quick View</span></div></figure><section class="ProductList-overlay"><div class="ProductList-meta"><h1 class="ProductList-title">${title}</h1><div class="product-price">${i === 3 ? 'from ' : ''}£<span class="sqs-money-native">${decimal(minor, '.')}</span></div></div></section></div>`,
    )}</div></section></main>`,
    { lang: 'en-GB' },
  ),
  { pictures: pots.map((_, i) => `/content/${i}/a.jpg`), sold: [2], next: null },
);

const soaps: Row[] = [
  ['Lavendelseife', 'https://www.seifen.example.at/product-page/lavendelseife', 690],
  ['Rasierseife mit Zedernholz', 'https://www.seifen.example.at/product-page/rasierseife', 1_250],
  ['Badesalz Meer', 'https://www.seifen.example.at/product-page/badesalz', 990],
  ['Geschenkset klein', 'https://www.seifen.example.at/product-page/geschenkset', 2_400],
];

const wix = far(
  'four cards of hashed classes, the words for prices only for those who listen',
  'https://www.seifen.example.at/shop',
  'EUR',
  soaps,
  shopFrame(
    `<div id="PAGES_CONTAINER"><div data-hook="gallery-app-container" class="sGtWtLs"><ul data-hook="product-list-wrapper" class="S4WbK_ uQ5Uah c2Zj9x">${each(
      soaps,
      ([title, path, minor = 0], i) =>
        `<li data-hook="product-list-grid-item"><div data-slug="s${i}" data-hook="product-item-root" class="ETPbIy oX${i * 71}c" aria-label="${title} Galerie" role="group"><a href="${path}" tabindex="-1" class="oQUvqL x5qIv3" data-hook="product-item-container"><div class="naLHY0" style="aspect-ratio:1"><div class="UR3qvM"><wow-image data-image-info='{"uri":"${i}.jpg"}'><img src="https://static.wix.example/media/${i}.jpg/v1/fill/w_100,blur_2/${i}.jpg" alt=""></wow-image></div></div><span data-hook="RibbonDataHook.RibbonOnImage" class="Ugu3l">${i === 0 ? 'Neu' : ''}</span><button data-hook="product-item-quick-view-button">Schnellansicht</button></a><div data-hook="not-image-container" class="t2u_rw"><a href="${path}" class="JPDEZd" data-hook="product-item-product-details-link"><div class="sOaBc"><p data-hook="product-item-name" class="sL0e${i} cUG9Q">${title}</p><div class="naqlX"><div data-hook="prices-container" class="c4VqOA"><div class="sd${i}">${i === 3 ? `<span data-hook="sr-product-item-price-before-discount" class="hid">Standardpreis</span><span data-hook="product-item-price-before-discount">${decimal(minor + 600, ',')} €</span><span class="hid">Sale-Preis</span>` : '<span data-hook="sr-product-item-price-to-pay" class="hid">Preis</span>'}<span data-hook="product-item-price-to-pay" data-wix-price="${decimal(minor, ',')} €" class="cfpn1d">${decimal(minor, ',')} €</span></div></div></div></div></a><span data-hook="tax-info">inkl. USt.</span><button data-hook="product-item-add-to-cart-button">In den Warenkorb</button></div></div></li>`,
    )}</ul></div></div>`,
    { lang: 'de', words: ['Seifen', 'Bad', 'Körper', 'Datenschutz', 'Konto', 'Liste', 'Start', 'Abonnieren'] },
  ),
  { next: null },
);

const taps: Row[] = [
  ['Смеситель для кухни «Волна», хром', '/catalog/smesiteli/volna/', 459_000],
  ['Смеситель для раковины высокий', '/catalog/smesiteli/vysokiy/', 1_299_000],
  ['Душевая стойка с тропическим душем', '/catalog/smesiteli/stoyka/', 2_149_000],
  ['Гигиенический душ скрытого монтажа', '/catalog/smesiteli/gigienicheskiy/', 699_000],
  ['Излив для ванны 180 мм', '/catalog/smesiteli/izliv/', 189_000],
  ['Картридж керамический 35 мм', '/catalog/smesiteli/kartridzh/', 49_000],
];

const bitrix = far(
  'pictures in styles, amounts in words for roubles, one that is not in stock, in Russian',
  'https://santehnika.example.ru/catalog/smesiteli/',
  'RUB',
  taps,
  shopFrame(
    `<div class="bx-content"><h1>Смесители</h1><div class="bx_filter_horizontal"><span>Розничная цена</span><input placeholder="490"><input placeholder="21 490"></div><div class="bx_catalog_list_home col3">${each(
      taps,
      ([title, path, minor = 0], i) =>
        `<div class="bx_catalog_item"><div class="bx_catalog_item_container" id="bx_3966226736_${i}"><a id="bx_${i}_pict" href="${path}" class="bx_catalog_item_images" style="background-image: url('/upload/iblock/${i}a/${i}.jpg')" title="${title}"></a><a id="bx_${i}_secondpict" href="${path}" class="bx_catalog_item_images_double" style="background-image: url('/upload/iblock/${i}b/${i}.jpg')" title="${title}"><div class="bx_stick average left top">Хит</div></a><div class="bx_catalog_item_title"><a href="${path}" title="${title}">${title}</a></div><div class="bx_catalog_item_price"><div class="bx_price">${grouped(minor)} руб.${i === 1 ? ` <span>${grouped(minor + 300_000)} руб.</span>` : ''}</div></div><div class="bx_catalog_item_controls">${i === 4 ? '<div class="bx_notavailable">Нет в наличии</div><a class="bx_medium bx_bt_button_type_2" href="javascript:void(0)">Уведомить о поступлении</a>' : '<a class="bx_bt_button bx_medium" href="javascript:void(0)" rel="nofollow">В корзину</a>'}<div class="bx_catalog_item_controls_blocktwo"><a class="bx_bt_button_type_2" href="javascript:void(0)">Сравнить</a></div></div><div class="bx_catalog_item_articul"><strong>Артикул</strong> ${4400 + i}<br><strong>Гарантия</strong> 60 мес.<br></div></div></div>`,
    )}</div><div class="bx-pagination"><ul><li class="bx-pag-prev"><span>Назад</span></li><li class="bx-active"><span>1</span></li><li><a href="/catalog/smesiteli/?PAGEN_1=2"><span>2</span></a></li><li class="bx-pag-next"><a href="/catalog/smesiteli/?PAGEN_1=2"><span>Вперед</span></a></li></ul></div></div>`,
    {
      lang: 'ru',
      words: ['Сантехника', 'Ванны', 'Души', 'Политика', 'Кабинет', 'Избранное', 'Главная', 'Подписаться'],
    },
  ),
  {
    next: 'https://santehnika.example.ru/catalog/smesiteli/?PAGEN_1=2',
    pictures: taps.map((_, i) => `/upload/iblock/${i}a/${i}.jpg`),
    sold: [4],
  },
);
function grouped(minor: number): string {
  return String(minor / 100).replace(/\B(?=(\d{3})+$)/g, '&nbsp;');
}

const yarns: Row[] = [
  ['Merino Extra Fine', 'https://garn.example.dk/vare/merino-extra-fine/', 4_295],
  ['Alpaka Silke', 'https://garn.example.dk/vare/alpaka-silke/', 6_900],
  ['Strikkepinde bambus 4 mm', 'https://garn.example.dk/vare/strikkepinde/', 5_500],
  ['Bomuld Økologisk', 'https://garn.example.dk/vare/bomuld-oeko/', 2_800],
  ['Opskrift: Sweater til børn', 'https://garn.example.dk/vare/opskrift-sweater/', 4_500],
];

const woocommerceBlocks = far(
  'blocks with spoken words around struck and ranging prices, in Danish',
  'https://garn.example.dk/butik/',
  'DKK',
  yarns,
  shopFrame(
    `<main class="wp-block-group"><h1 class="wp-block-query-title">Butik</h1><p class="woocommerce-result-count">Viser alle 5 resultater</p><ul class="wp-block-post-template products-block-post-template columns-3">${each(
      yarns,
      ([title, path, minor = 0], i) => {
        const amount = (value: number) =>
          `<span class="woocommerce-Price-amount amount"><bdi>${decimal(value, ',', '.')}&nbsp;<span class="woocommerce-Price-currencySymbol">kr.</span></bdi></span>`;
        const price =
          i === 1
            ? `<del aria-hidden="true">${amount(minor + 1_600)}</del> <span class="screen-reader-text">Den oprindelige pris var: ${decimal(minor + 1_600, ',')}&nbsp;kr..</span><ins aria-hidden="true">${amount(minor)}</ins><span class="screen-reader-text">Den aktuelle pris er: ${decimal(minor, ',')}&nbsp;kr..</span>`
            : i === 3
              ? `${amount(minor)} <span aria-hidden="true">–</span> ${amount(minor + 1_400)} <span class="screen-reader-text">Prisinterval: ${decimal(minor, ',')}&nbsp;kr. til ${decimal(minor + 1_400, ',')}&nbsp;kr.</span>`
              : amount(minor);
        return `<li class="wp-block-post post-${70 + i} product type-product status-publish has-post-thumbnail ${i === 4 ? 'outofstock' : 'instock'}"><div data-block-name="woocommerce/product-image" class="wc-block-components-product-image"><a href="${path}">${i === 1 ? '<div class="wc-block-components-product-sale-badge"><span aria-hidden="true">Tilbud</span><span class="screen-reader-text">Produkt på tilbud</span></div>' : ''}<img src="https://garn.example.dk/wp-content/uploads/${i}-300x300.jpg" alt="${title}"></a></div><h2 class="wp-block-post-title"><a href="${path}" target="_self">${title}</a></h2><div data-block-name="woocommerce/product-price" class="wp-block-woocommerce-product-price"><div class="wc-block-components-product-price wc-block-grid__product-price">${price}</div></div><div class="wp-block-button wc-block-components-product-button"><a href="${path}" rel="nofollow" class="wp-block-button__link">${i === 4 ? 'Læs mere' : 'Tilføj til kurv'}</a></div></li>`;
      },
    )}</ul></main>`,
    { lang: 'da-DK', words: ['Garn', 'Uld', 'Pinde', 'Privatliv', 'Konto', 'Ønskeliste', 'Forside', 'Tilmeld'] },
  ),
  { next: null },
);

const candles: Row[] = [
  ['Cedar & Smoke Candle', '/collections/candles/products/cedar-smoke', 3_200],
  ['Beeswax Tapers (Pair)', '/collections/candles/products/tapers', 1_800],
  ['Wick Trimmer', '/collections/candles/products/wick-trimmer', 2_400],
  ['Sample Set of Five', '/collections/candles/products/sample-set', 2_900],
  ['Orange Peel Candle', '/collections/candles/products/orange-peel', 3_200],
  ['Snuffer, Brass', '/collections/candles/products/snuffer', 2_650],
];

const dawn = far(
  'cards with two headings for two sizes, spoken words for prices, sold out and "from", in Canada',
  'https://candles.example.com/collections/candles',
  'CAD',
  candles,
  shopFrame(
    `<main id="MainContent"><div id="product-grid" class="shopify-section section"><h1>Candles</h1><facet-filters-form><details><summary>Availability</summary><ul><li><label>In stock (5)</label></li><li><label>Out of stock (1)</label></li></ul></details></facet-filters-form><ul class="grid product-grid grid--4-col-desktop">${each(
      candles,
      ([title, path, minor = 0], i) => {
        const badge = i === 4 ? 'Sold out' : i === 5 ? 'Sale' : '';
        const now = `${i === 1 ? 'From ' : ''}$${decimal(minor, '.')} CAD`;
        return `<li class="grid__item scroll-trigger"><div class="card-wrapper product-card-wrapper underline-links-hover"><div class="card card--standard card--media"><div class="card__inner ratio"><div class="card__media"><div class="media media--transparent"><img srcset="//candles.example.com/cdn/shop/files/${i}.jpg?v=17&width=165 165w, //candles.example.com/cdn/shop/files/${i}.jpg?v=17&width=360 360w" src="//candles.example.com/cdn/shop/files/${i}.jpg?v=17&width=533" alt="A candle on a table" class="motion-reduce"></div></div><div class="card__content"><div class="card__information"><h3 class="card__heading"><a href="${path}" class="full-unstyled-link">${title}</a></h3></div><div class="card__badge bottom left">${badge ? `<span class="badge">${badge}</span>` : ''}</div></div></div><div class="card__content"><div class="card__information"><h3 class="card__heading h5"><a href="${path}" id="CardLink-${i}" class="full-unstyled-link">${title}</a></h3><div class="card-information"><span class="caption-large light"></span><div class="price ${i === 5 ? 'price--on-sale' : ''} ${i === 4 ? 'price--sold-out' : ''}"><div class="price__container"><div class="price__regular"><span class="visually-hidden visually-hidden--inline">Regular price</span><span class="price-item price-item--regular">${now}</span></div><div class="price__sale"><span class="visually-hidden visually-hidden--inline">Regular price</span><span><s class="price-item price-item--regular">${i === 5 ? `$${decimal(minor + 900, '.')} CAD` : ''}</s></span><span class="visually-hidden visually-hidden--inline">Sale price</span><span class="price-item price-item--sale price-item--last">${now}</span></div><small class="unit-price caption hidden"><span class="visually-hidden">Unit price</span><span>/</span></small></div></div></div></div><div class="quick-add"><form><button>${i === 4 ? 'Sold out' : 'Add to cart'}</button></form></div></div></div></div></li>`;
      },
    )}</ul></div></main>`,
    { head: '<script>var Shopify=Shopify||{};Shopify.currency={"active":"CAD","rate":"1.0"};</script>' },
  ),
  { sold: [4], next: null },
);

export const SHOP_SYSTEMS: FarList[] = [
  magento,
  shopware,
  prestashop,
  opencart,
  bigcommerce,
  squarespace,
  wix,
  bitrix,
  woocommerceBlocks,
  dawn,
];
