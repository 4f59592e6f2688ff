import { decimal, each, type FarList, far, filters, grouped, type Row, shopFrame, withTail } from './frames.js';

/** Lists as large marketplaces of many regions build them: hashed classes, sums in pieces, adverts, points and terms. */

const phones = withTail(
  [
    ['Ốp lưng trong suốt chống sốc cho điện thoại', '/Op-lung-trong-suot-i.101.2001', 29_000],
    ['Cáp sạc nhanh 1m bọc dù', '/Cap-sac-nhanh-i.101.2002', 45_900],
    ['Tai nghe không dây pin 30 giờ', '/Tai-nghe-khong-day-i.102.2003', 199_000],
    ['Giá đỡ điện thoại trên ô tô', '/Gia-do-dien-thoai-i.103.2004', 59_000],
    ['Kính cường lực 9H', '/Kinh-cuong-luc-i.104.2005', 15_000],
    ['Sạc dự phòng 20000mAh', '/Sac-du-phong-i.105.2006', 320_000],
    ['Đèn ngủ cảm ứng', '/Den-ngu-i.106.2007', 72_000],
    ['Loa mini chống nước', '/Loa-mini-i.107.2008', 249_000],
  ],
  (i) => `?sp_atk=aa${i * 99}&xptdk=bb${i}`,
);

const hashed = far(
  'hashed classes, the sign in a span of its own, a range and what was sold, in Vietnamese',
  'https://cho.example.vn/search?keyword=phu-kien',
  'VND',
  phones,
  shopFrame(
    `<div class="shopee-search-item-result"><div class="sort-bar"><div>Phổ biến</div><div>Mới nhất</div><div>Bán chạy</div></div><ul class="row shopee-search-item-result__items">${each(
      phones,
      ([title, path, price = 0], i) =>
        `<li class="col-xs-2-4 shopee-search-item-result__item" data-sqe="item"><div class="h-full duration-100"><a class="contents" href="${path}"><div class="flex flex-col bg-white cursor-pointer"><div class="relative z-0 w-full pt-full"><img src="https://img.example.vn/file/${i}_tn.webp" alt="${title}" class="inset-y-0 w-full"><img src="https://img.example.vn/file/overlay.png" alt="flag-label"><div class="absolute bottom-0 right-0"><span aria-label="-${20 + i}%" class="text-sp10">-${20 + i}%</span></div></div><div class="p-2 flex-1 flex flex-col justify-between"><div class="space-y-1"><div class="whitespace-normal line-clamp-2 break-words min-h-[2.5rem] text-sm">${i % 2 ? '<img alt="flag-label" src="https://img.example.vn/mall.png">' : ''}${title}</div></div><div class="space-y-1"><div class="max-w-full flex-grow-0 flex-shrink truncate"><span aria-label="promotion price"></span><div class="truncate flex items-baseline"><span class="text-xs/sp14 font-medium">₫</span><span class="text-base/5 truncate">${grouped(price, '.')}</span>${i === 3 ? ` - <span class="text-xs/sp14">₫</span><span class="text-base/5 truncate">${grouped(price + 20_000, '.')}</span>` : ''}</div></div><div class="flex items-center"><div>4.${9 - i}</div><div class="truncate text-shopee-black87 text-xs">Đã bán ${i + 1},${i}k</div></div><div class="text-sp10"><span>TP. Hồ Chí Minh</span></div></div></div></div></a><a class="hidden group-hover" href="/find_similar_products?itemid=${2001 + i}">Tìm sản phẩm tương tự</a></div></li>`,
    )}</ul><nav class="shopee-page-controller"><a class="shopee-icon-button" href="/search?keyword=phu-kien&page=0">1</a><a href="/search?keyword=phu-kien&amp;page=1">2</a></nav></div>`,
    {
      lang: 'vi',
      words: ['Chợ', 'Điện thoại', 'Nhà cửa', 'Bảo mật', 'Tài khoản', 'Yêu thích', 'Trang chủ', 'Đăng ký'],
    },
  ),
);

const teaware: Row[] = [
  ['南部鉄器 急須 0.6L 黒', 'https://item.ichiba.example.jp/tetsubin/kyusu-06/', 6_480],
  ['【送料無料】湯呑み 五客揃え 美濃焼', 'https://item.ichiba.example.jp/utsuwaya/yunomi5/', 3_980],
  ['茶こし ステンレス 深型', 'https://item.ichiba.example.jp/kanamono/chakoshi/', 780],
  ['茶筒 桜皮 大', 'https://item.ichiba.example.jp/akita/chazutsu-l/', 12_100],
  ['煎茶 100g 三本セット', 'https://item.ichiba.example.jp/chaya/sencha3/', 2_160],
  ['木製 丸盆 30cm', 'https://item.ichiba.example.jp/mokko/marubon30/', 4_200],
];

const tabled = far(
  'a table a thing, with postage, points, reviews and the seller’s link, in Japanese',
  'https://search.ichiba.example.jp/mall/茶器/',
  'JPY',
  teaware,
  `<!DOCTYPE html><html lang="ja"><head><title>茶器</title></head><body><table width="100%"><tr><td><a href="/"><img src="/logo.gif" alt="市場"></a></td><td><a href="/help">ヘルプ</a> | <a href="/cart">買い物かご</a> | <a href="/point">ポイント</a></td></tr></table>
<table width="950"><tr><td width="160" valign="top"><table class="genre">${Array.from({ length: 16 }, (_, i) => `<tr><td><a href="/mall/-/1005${i}/">ジャンル${i}</a>(${i * 31 + 4})</td></tr>`).join('')}</table></td><td valign="top"><div class="count">1～6件（全 120件）</div>${each(
    teaware,
    ([title, path, price = 0], i) =>
      `<table border="0" class="rsrSResultSect"><tr><td width="128" class="photo"><a href="${path}"><img src="https://thumb.example.jp/${i}.jpg?_ex=128x128" alt="" border="0"></a></td><td class="text"><h2><a href="${path}">${title}</a></h2><p class="copy">職人が一つずつ仕上げた品です。ギフト包装も承ります。</p><p class="review"><a href="/review/${i}/">レビュー ${10 + i}件</a></p><p class="shop"><a href="https://www.ichiba.example.jp/shop${i}/">ショップ${i}号店</a></p></td><td class="price" width="160"><p class="price">${grouped(price, ',')}円</p><p class="ship">${i % 2 ? '送料無料' : '送料別 660円～'}</p><p class="point">${Math.floor(price / 100)}ポイント(1倍)</p></td></tr></table><hr>`,
  )}<div class="pager">1 <a href="/mall/茶器/?p=2">2</a> <a href="/mall/茶器/?p=3">3</a> <a href="/mall/茶器/?p=2">次の30件</a></div></td></tr></table></body></html>`,
  { next: 'https://search.ichiba.example.jp/mall/%E8%8C%B6%E5%99%A8/?p=2' },
);

const flea: Row[] = [
  ['フィルムカメラ オリンパス 動作品', '/item/m1001', 12_800],
  ['単焦点レンズ 50mm f1.8', '/item/m1002', 8_500],
  ['カメラストラップ 革', '/item/m1003', 1_999],
  ['露出計 ジャンク', '/item/m1004', 3_333],
  ['三脚 アルミ 軽量', '/item/m1005', 2_400],
  ['フィルム 期限切れ 5本', '/item/m1006', 4_000],
  ['カメラバッグ 帆布', '/item/m1007', 5_500],
];

const fleaMarket = far(
  'figures whose names and sums stand in labels and pieces, sold ones with a sticker, in Japanese',
  'https://jp.furima.example.com/search?keyword=カメラ',
  'JPY',
  flea,
  shopFrame(
    `<main><div id="item-grid"><ul>${each(
      flea,
      ([title, path, price = 0], i) =>
        `<li class="sc-bcd${i * 37}-2 hAvKwN"><div><a href="${path}" data-location="search_result:newest:body:item_list:item_thumbnail"><div class="merItemThumbnail fluid__a6f874a2" role="img" aria-label="${title}の画像 ${i === 2 ? '売り切れ ' : ''}${grouped(price, ',')}円"><figure class="figure__a6f874a2"><div class="imageContainer__f8ddf3a2"><picture><source srcset="https://static.furima.example.com/c!/w=240,f=webp/thumb/photos/m100${i + 1}_1.jpg" type="image/webp"><img src="https://static.furima.example.com/c!/w=240/thumb/photos/m100${i + 1}_1.jpg" alt="${title}のサムネイル" loading="lazy"></picture></div></figure>${i === 2 ? '<div class="sticker__a6f874a2" aria-label="売り切れ" role="img"><span>SOLD</span></div>' : ''}<div class="priceContainer__a6f874a2"><span class="merPrice size3__a6f874a2"><span class="currency__6b270ca7">¥</span><span class="number__6b270ca7">${grouped(price, ',')}</span></span></div></div><span class="itemName__a6f874a2">${title}</span></a></div></li>`,
    )}</ul></div><div><a href="/search?keyword=カメラ&amp;page_token=v1%3A1">次へ</a></div><section><h2>関連キーワード</h2><ul><li><a href="/search?keyword=フィルム">フィルム</a></li><li><a href="/search?keyword=レンズ">レンズ</a></li><li><a href="/search?keyword=ストラップ">ストラップ</a></li></ul></section></main>`,
    { lang: 'ja', words: ['フリマ', 'カメラ', '本', '規約', 'マイページ', 'いいね', 'トップ', '登録'] },
  ),
  { sold: [2] },
);

const bids: Row[] = [
  ['古い柱時計 ゼンマイ式 動作確認済', 'https://auction.example.jp/jp/auction/x1100', 5_250],
  ['切手 バラ 500枚', 'https://auction.example.jp/jp/auction/x1101', 1_000],
  ['レコード ジャズ 10枚まとめて', 'https://auction.example.jp/jp/auction/x1102', 3_600],
  ['鉄道模型 HOゲージ 客車', 'https://auction.example.jp/jp/auction/x1103', 18_000],
  ['茶碗 共箱付き', 'https://auction.example.jp/jp/auction/x1104', 22_500],
  ['万年筆 14金 ペン先', 'https://auction.example.jp/jp/auction/x1105', 7_100],
];

const bidden = far(
  'what is bid now before what buys it at once, bids and days left, in Japanese',
  'https://auction.example.jp/search/search?p=時計',
  'JPY',
  bids,
  shopFrame(
    `<div class="Products"><div class="SearchMode"><a href="?mode=2">すべて</a><a href="?mode=1">オークション</a></div><ul class="Products__items">${each(
      bids,
      ([title, path, price = 0], i) =>
        `<li class="Product"><div class="Product__image"><a class="Product__imageLink" data-auction-id="x110${i}" href="${path}"><img class="Product__imageData" src="https://img.example.jp/i/x110${i}.jpg?pri=l" alt="${title}"></a></div><div class="Product__detail"><h3 class="Product__title"><a class="Product__titleLink" href="${path}" title="${title}">${title}</a></h3><div class="Product__priceInfo"><span class="Product__price"><span class="Product__label">現在</span><span class="Product__priceValue u-textRed">${grouped(price, ',')}円</span></span>${i % 2 ? `<span class="Product__price"><span class="Product__label">即決</span><span class="Product__priceValue">${grouped(price * 2, ',')}円</span></span>` : ''}<p class="Product__postage">送料無料</p></div><div class="Product__otherInfo"><dl><dt>入札</dt><dd><a class="Product__bid" href="/bid_history?aID=x110${i}">${i * 3}</a></dd></dl><dl><dt>残り</dt><dd class="Product__time">${i + 1}日</dd></dl></div><div class="Product__seller"><a href="/seller/s${i}">出品者${i}</a> <span class="Product__rating">99.${i}%</span></div></div><div class="Product__other"><button class="Product__watch">ウォッチ</button></div></li>`,
    )}</ul><div class="Pager"><ul class="Pager__lists"><li class="Pager__list Pager__list--currentPage"><span class="Pager__link">1</span></li><li class="Pager__list"><a class="Pager__link" href="https://auction.example.jp/search/search?p=%E6%99%82%E8%A8%88&amp;b=51&amp;n=50">2</a></li><li class="Pager__list Pager__list--next"><a class="Pager__link" href="https://auction.example.jp/search/search?p=%E6%99%82%E8%A8%88&amp;b=51&amp;n=50">次へ</a></li></ul></div></div>`,
    { lang: 'ja', words: ['オークション', '時計', '切手', '規約', 'マイ', 'ウォッチ', 'トップ', '登録'] },
  ),
  { next: 'https://auction.example.jp/search/search?p=%E6%99%82%E8%A8%88&b=51&n=50' },
);

const tools = withTail(
  [
    [
      'Taladro Percutor 750w Con Maletín',
      'https://articulo.mercado.example.com.ar/MLA-9001-taladro-percutor-_JM',
      8_999_900,
    ],
    ['Amoladora Angular 115mm', 'https://articulo.mercado.example.com.ar/MLA-9002-amoladora-_JM', 5_249_950],
    ['Juego De Llaves Combinadas 12 Piezas', 'https://articulo.mercado.example.com.ar/MLA-9003-llaves-_JM', 3_780_000],
    ['Sierra Caladora Con Guía', 'https://articulo.mercado.example.com.ar/MLA-9004-sierra-_JM', 6_100_000],
    ['Nivel Láser Autonivelante', 'https://articulo.mercado.example.com.ar/MLA-9005-nivel-_JM', 12_400_000],
    ['Morsa De Banco 5 Pulgadas', 'https://articulo.mercado.example.com.ar/MLA-9006-morsa-_JM', 7_433_300],
  ],
  () => '?searchVariation=1',
);

const poly = far(
  'spoken sums, struck ones first, raised cents, rates below and links with trackers, in Argentina',
  'https://listado.mercado.example.com.ar/herramientas',
  'ARS',
  tools,
  shopFrame(
    `<div class="ui-search"><aside class="ui-search-sidebar"><h1>Herramientas</h1><span class="ui-search-search-result__quantity-results">4.512 resultados</span>${filters(['Condición', 'Envío', 'Ubicación'], 6)}</aside><section><ol class="ui-search-layout ui-search-layout--stack">${each(
      tools,
      ([title, path, minor = 0], i) => {
        const money = (value: number, word: string) =>
          `<span class="andes-money-amount" role="img" aria-label="${word}${Math.floor(value / 100)} pesos argentinos"><span class="andes-money-amount__currency-symbol" aria-hidden="true">$</span><span class="andes-money-amount__fraction" aria-hidden="true">${grouped(Math.floor(value / 100), '.')}</span>${value % 100 ? `<span class="andes-money-amount__cents andes-money-amount__cents--superscript-24" aria-hidden="true">${value % 100}</span>` : ''}</span>`;
        return `<li class="ui-search-layout__item"><div class="ui-search-result__wrapper"><div class="andes-card poly-card poly-card--list"><div class="poly-card__portada"><img class="poly-component__picture" title="${title}" src="data:image/gif;base64,R0lGODlhAQABAIAAAP" data-src="https://http2.example.com/D_${i}-V.webp" alt="${title}"></div><div class="poly-card__content">${i === 0 ? '<span class="poly-component__highlight">MÁS VENDIDO</span>' : ''}<h3 class="poly-component__title-wrapper"><a href="${path}#polycard_client=search-nordic&amp;position=${i}&amp;tracking_id=9f${i}" class="poly-component__title">${title}</a></h3><span class="poly-component__seller">Por Casa Central</span><div class="poly-component__reviews"><span class="poly-reviews__rating">4.${i}</span><span class="poly-reviews__total">(${100 + i})</span></div><div class="poly-component__price">${i % 2 ? `<s class="andes-money-amount andes-money-amount--previous" aria-label="Antes: ${Math.floor(minor / 100) + 9000} pesos argentinos"><span class="andes-money-amount__currency-symbol">$</span><span class="andes-money-amount__fraction">${grouped(Math.floor(minor / 100) + 9_000, '.')}</span></s>` : ''}<div class="poly-price__current">${money(minor, i % 2 ? 'Ahora: ' : '')}${i % 2 ? '<span class="andes-money-amount__discount">12% OFF</span>' : ''}</div><span class="poly-price__installments">Mismo precio en 6 cuotas de ${money(Math.round(minor / 600) * 100, '')}</span></div><div class="poly-component__shipping"><span class="poly-shipping--next_day">Llega gratis mañana</span></div></div></div></div></li>`;
      },
    )}</ol><nav aria-label="Paginación" class="ui-search-pagination"><ul class="andes-pagination"><li class="andes-pagination__button--current"><span>1</span></li><li><a href="https://listado.mercado.example.com.ar/herramientas_Desde_51_NoIndex_True">2</a></li><li class="andes-pagination__button--next"><a href="https://listado.mercado.example.com.ar/herramientas_Desde_51_NoIndex_True" title="Siguiente"><span>Siguiente</span></a></li></ul></nav></section></div>`,
    {
      lang: 'es-AR',
      words: ['Mercado', 'Hogar', 'Autos', 'Privacidad', 'Cuenta', 'Favoritos', 'Inicio', 'Crear cuenta'],
    },
  ),
  { next: 'https://listado.mercado.example.com.ar/herramientas_Desde_51_NoIndex_True' },
);

const bikes: Row[] = [
  ['Łańcuch rowerowy 8-rzędowy 116 ogniw', 'https://targ.example.pl/oferta/lancuch-rowerowy-7001', 4_599],
  ['Siodełko żelowe damskie', 'https://targ.example.pl/oferta/siodelko-zelowe-7002', 8_900],
  ['Lampka przednia USB 800 lm', 'https://targ.example.pl/oferta/lampka-przednia-7003', 12_949],
  ['Opona 28x1.75 z wkładką', 'https://targ.example.pl/oferta/opona-7004', 6_250],
  ['Koszyk na kierownicę wiklinowy', 'https://targ.example.pl/oferta/koszyk-7005', 10_999],
  ['Pompka stojąca z manometrem', 'https://targ.example.pl/oferta/pompka-7006', 5_475],
];

const delivered = far(
  'sums cut into whole and rest, with what they are with delivery, two of them promoted, in Polish',
  'https://targ.example.pl/kategoria/rowery-czesci',
  'PLN',
  bikes,
  shopFrame(
    `<div data-box-name="layout.container"><div class="mpof_ki">${filters(['Stan', 'Producent', 'Lokalizacja'], 5)}</div><section><h2 class="mp4t_0">Oferty promowane</h2>${each(
      bikes,
      ([title, path, minor = 0], i) =>
        `${i === 2 ? '<h2 class="mp4t_0">Oferty</h2>' : ''}<article class="mx7m_1 mnyp_co mlkp_ag" data-analytics-view-value="${7001 + i}"><div class="mpof_ki m389_6m"><div class="mjyo_6x"><a href="${path}" rel="nofollow" tabindex="-1"><img alt="${title}" src="https://a.example-img.pl/s180/${i}"></a></div><div class="mj7a_8 m7f5_5x"><div><h2 class="mgn2_14 m9qz_yp"><a href="${path}" class="_w7z6o _uj8z7">${title}</a></h2><div class="mpof_ki mp7g_oh"><a href="/uzytkownik/rowerzysta${i}">rowerzysta${i}</a> <span>99,${i}% poleca</span></div><dl class="mp4t_0 _6a66d"><dt>Stan</dt><dd>Nowy</dd><dt>Marka</dt><dd>Velo</dd></dl></div><div class="msa3_z4 m3h2_8"><div class="mli8_k4 msa3_z4 mqu1_1"><span class="mli8_k4 mgmw_qw" aria-label="${decimal(minor, ',')} zł aktualna cena">${Math.floor(minor / 100)},<span class="mgn2_19">${String(minor % 100).padStart(2, '0')}</span>&nbsp;<span class="mgn2_19">zł</span></span></div><div class="mgn2_12">${decimal(minor + 899, ',')} zł z dostawą</div><div class="mgn2_12">${i + 3} osób kupiło ostatnio</div></div></div></div></article>`,
    )}</section><div class="pagination" role="navigation"><input value="1"> z <span>17</span><a href="https://targ.example.pl/kategoria/rowery-czesci?p=2" rel="next">następna</a></div></div>`,
    { lang: 'pl', words: ['Targ', 'Dom', 'Sport', 'Prywatność', 'Konto', 'Ulubione', 'Start', 'Zapisz się'] },
  ),
  { next: 'https://targ.example.pl/kategoria/rowery-czesci?p=2' },
);

const kettles = withTail(
  [
    ['Rapid Boil Kettle 1.7L, Brushed Steel, 3000W', '/dp/B0AAA0001', 2_999],
    ['Gooseneck Kettle with Thermometer, 1 Litre', '/dp/B0AAA0002', 104_900],
    ['Whistling Stove Top Kettle', '/dp/B0AAA0003', 1_850],
    ['Travel Kettle, Dual Voltage 0.5L', '/dp/B0AAA0004', 2_249],
    ['Glass Kettle with Blue Light', '/dp/B0AAA0005', 3_195],
  ],
  (i) => `/ref=sr_1_${i}?keywords=kettle&qid=17${i}&sr=8-${i}`,
);

const spoken = far(
  'sums once for those who listen and once in pieces, adverts between, other offers below, in Britain',
  'https://www.bazaar.example.co.uk/s?k=kettle',
  'GBP',
  kettles,
  shopFrame(
    `<div id="search"><div id="s-refinements">${filters(['Brand', 'Price'], 6)}</div><div class="s-main-slot s-result-list s-search-results sg-row">${each(
      kettles,
      ([title, path, minor = 0], i) =>
        `${i === 3 ? '<div class="s-result-item s-widget" data-asin=""><h2>Related searches</h2><a href="/s?k=electric+kettle">electric kettle</a><a href="/s?k=kettle+steel">kettle steel</a><a href="/s?k=kettle+small">kettle small</a></div>' : ''}<div data-asin="B0AAA000${i + 1}" data-index="${i}" data-component-type="s-search-result" class="sg-col-4-of-24 s-result-item s-asin"><div class="s-card-container"><span class="rush-component"><a class="a-link-normal s-no-outline" tabindex="-1" href="${path}"><div class="a-section s-image-square-aspect"><img class="s-image" src="https://m.media-example.com/images/I/${i}._AC_UL320_.jpg" srcset="https://m.media-example.com/images/I/${i}._AC_UL320_.jpg 1x, https://m.media-example.com/images/I/${i}._AC_UL640_.jpg 2x" alt="${title}"></div></a></span><div class="a-section a-spacing-small"><div data-cy="title-recipe"><a class="a-link-normal s-link-style" href="${path}"><h2 aria-label="${title}" class="a-size-base-plus"><span>${title}</span></h2></a></div><div data-cy="reviews-block"><a href="${path}#customerReviews"><span class="a-icon-alt">4.${i} out of 5 stars</span></a><span>${1200 + i}</span></div><div data-cy="price-recipe"><a class="a-link-normal" href="${path}"><span class="a-price" data-a-size="xl"><span class="a-offscreen">£${decimal(minor, '.', ',')}</span><span aria-hidden="true"><span class="a-price-symbol">£</span><span class="a-price-whole">${grouped(Math.floor(minor / 100), ',')}<span class="a-price-decimal">.</span></span><span class="a-price-fraction">${String(minor % 100).padStart(2, '0')}</span></span></span> ${i % 2 ? `<span class="a-letter-space"></span><div><span class="a-size-base">RRP: </span><span class="a-price a-text-price" data-a-strike="true"><span class="a-offscreen">£${decimal(minor + 800, '.', ',')}</span><span aria-hidden="true">£${decimal(minor + 800, '.', ',')}</span></span></div>` : ''}</a></div><div data-cy="delivery-recipe">FREE delivery Tue, 1 Dec on your first eligible order</div><div data-cy="secondary-offer-recipe"><span>More buying choices</span><br><span class="a-color-base">£${decimal(minor - 500, '.', ',')}</span> <a href="/gp/offer-listing/B0AAA000${i + 1}">(3 used &amp; new offers)</a></div></div></div></div>`,
    )}</div><div class="s-pagination-container"><span class="s-pagination-item s-pagination-selected">1</span><a href="/s?k=kettle&amp;page=2" class="s-pagination-item s-pagination-button">2</a><a href="/s?k=kettle&amp;page=2" class="s-pagination-item s-pagination-next">Next</a></div></div>`,
    { lang: 'en-GB' },
  ),
  { next: 'https://www.bazaar.example.co.uk/s?k=kettle&page=2' },
);

const cloth = withTail(
  [
    ['春季新款宽松亚麻衬衫 女', 'https://item.tao.example.cn/item.htm?id=600100', 5_990],
    ['复古工装外套男 秋冬加厚', 'https://item.tao.example.cn/item.htm?id=600101', 18_800],
    ['纯棉白色T恤 短袖', 'https://item.tao.example.cn/item.htm?id=600102', 2_950],
    ['高腰牛仔裤 直筒', 'https://item.tao.example.cn/item.htm?id=600103', 9_900],
    ['羊毛围巾 格子 双面', 'https://item.tao.example.cn/item.htm?id=600104', 12_800],
    ['帆布包 大容量 单肩', 'https://item.tao.example.cn/item.htm?id=600105', 3_580],
  ],
  (i) => `&ns=1&abbucket=${i}`,
);

const bought = far(
  'cards that are links, sums in three pieces, how many paid, shop and town, in Chinese',
  'https://s.tao.example.cn/search?q=衬衫',
  'CNY',
  cloth,
  shopFrame(
    `<div class="PageContent--contentWrap--x1"><div class="Content--contentInner--QVTc">${each(
      cloth,
      ([title, path, minor = 0], i) =>
        `<a class="Card--doubleCardWrapper--L2XFE73" href="${path?.replace('https:', '')}" target="_blank"><div class="Card--doubleCard--wznk5U4"><div class="Card--mainPicAndDesc--wvcDXaK"><div class="MainPic--mainPicWrapper--iv9Yv90"><img src="//g-search.example.cn/img/${i}.jpg_460x460q90.jpg_.webp" alt=""></div><div class="Title--descWrapper--HqxzYq0"><div class="Title--title--jCOPvpf"><span>${title}</span></div></div></div><div class="Price--priceWrapper--Q0Dn7pN"><div><span class="Price--unit--VNGKLAP">¥</span><span class="Price--priceInt--ZlsSi_M">${Math.floor(minor / 100)}</span><span class="Price--priceFloat--h2RR0RK">.${String(minor % 100).padStart(2, '0')}</span></div><span class="Price--realSales--FhTZc7U">${i + 1}000+人付款</span><div class="Price--procity--_7Vt3mX">浙江</div><div>杭州</div></div></div><div class="ShopInfo--shopInfo--ORFs6rK"><span class="ShopInfo--shopName--rg6mGmy">布衣小铺${i}</span></div></a>`,
    )}</div><div class="next-pagination"><span>1</span><button>下一页</button></div></div>`,
    { lang: 'zh-CN', words: ['淘淘', '女装', '男装', '隐私', '我的', '收藏', '首页', '订阅'] },
  ),
);

const thai: Row[] = [
  ['กระติกน้ำร้อนไฟฟ้า 2.5 ลิตร', '/products/kettle-i4001.html', 79_000],
  ['หม้อหุงข้าวดิจิตอล 1.8 ลิตร', '/products/rice-cooker-i4002.html', 129_000],
  ['พัดลมตั้งโต๊ะ 16 นิ้ว', '/products/fan-i4003.html', 59_900],
  ['เครื่องปั่นน้ำผลไม้พกพา', '/products/blender-i4004.html', 34_500],
  ['เตารีดไอน้ำ', '/products/iron-i4005.html', 49_900],
  ['โคมไฟอ่านหนังสือ', '/products/lamp-i4006.html', 19_900],
];

const baht = far(
  'titles without spaces between words, sold counts and stars, in Thai',
  'https://talad.example.co.th/tag/kitchen/',
  'THB',
  thai,
  shopFrame(
    `<div class="_17mcb" data-qa-locator="general-products">${each(
      thai,
      ([title, path, minor = 0], i) =>
        `<div class="Bm3ON" data-qa-locator="product-item" data-item-id="${4001 + i}" data-tracking="product-card"><div class="Ms6aG MefHh"><div class="qmXQo"><div class="ICdUp"><div class="_95X4G"><a href="//talad.example.co.th${path}"><div class="picture-wrapper"><img type="product" alt="${title}" src="https://img.example.co.th/g/p/${i}.jpg_200x200q80.jpg"></div></a></div></div><div class="buTCk"><div class="RfADt"><a href="//talad.example.co.th${path}" title="${title}">${title}</a></div><div class="aBrP0"><span class="ooOxS">฿${decimal(minor, '.', ',')}</span></div><div class="WNoq3"><span class="IcOsH">ส่วนลด ${10 + i}%</span></div><div class="_6uN7R"><span class="_1cEkb"><span>ขายแล้ว ${100 + i} ชิ้น</span></span><div class="mdmmT"><i></i><i></i><i></i></div><span class="qzqFw">(${30 + i})</span></div><span class="oa6ri" title="กรุงเทพ">กรุงเทพ</span></div></div></div></div>`,
    )}</div><div class="b7FXJ"><ul class="ant-pagination"><li title="1" class="ant-pagination-item-active"><a>1</a></li><li title="2"><a>2</a></li></ul></div>`,
    { lang: 'th', words: ['ตลาด', 'ครัว', 'บ้าน', 'ความเป็นส่วนตัว', 'บัญชี', 'รายการโปรด', 'หน้าแรก', 'สมัคร'] },
  ),
  { next: null },
);

const gowns: Row[] = [
  ['عباية كريب سوداء بأكمام واسعة', '/ar/abaya-crepe/p1001', 34_900],
  ['عباية كتان بيج', '/ar/abaya-linen/p1002', 42_000],
  ['طرحة شيفون', '/ar/scarf-chiffon/p1003', 4_500],
  ['حقيبة يد جلدية صغيرة', '/ar/bag-small/p1004', 19_950],
  ['حذاء مسطح مريح', '/ar/flats/p1005', 15_900],
];

const riyal = far(
  'right to left, the old sum first, the sign behind, in Arabic',
  'https://matjar.example.sa/ar/abayas',
  'SAR',
  gowns,
  shopFrame(
    `<salla-products-list source="product.index"><div class="s-products-list-wrapper s-products-list-vertical-cards">${each(
      gowns,
      ([title, path, minor = 0], i) =>
        `<custom-salla-product-card class="s-product-card-entry s-product-card-vertical" id="100${i + 1}"><div class="s-product-card-image"><a href="${path}" aria-label="${title}"><img class="s-product-card-image-cover lazy" src="/images/s-empty.png" data-src="https://cdn.example.sa/${i}.jpg" alt="${title}"></a><button type="button" class="s-product-card-wishlist-btn" aria-label="أضف إلى المفضلة"></button></div><div class="s-product-card-content"><div class="s-product-card-content-main"><h3 class="s-product-card-content-title"><a href="${path}">${title}</a></h3><p class="s-product-card-content-subtitle">مجموعة الشتاء</p></div><div class="s-product-card-content-sub">${i % 2 ? `<div class="s-product-card-sale-price"><span class="old" style="text-decoration:line-through">${decimal(minor + 5_000, '.')} ر.س</span><h4>${decimal(minor, '.')} ر.س</h4></div>` : `<h4 class="s-product-card-price">${decimal(minor, '.')} ر.س</h4>`}</div><div class="s-product-card-content-footer"><salla-add-product-button><button>إضافة للسلة</button></salla-add-product-button></div></div></custom-salla-product-card>`,
    )}</div></salla-products-list>`,
    { lang: 'ar', dir: 'rtl', words: ['متجر', 'عبايات', 'حقائب', 'الخصوصية', 'حسابي', 'المفضلة', 'الرئيسية', 'اشترك'] },
  ),
  { next: null },
);

const shoes = withTail(
  [
    ['Adımlar Erkek Deri Günlük Ayakkabı Siyah', '/adimlar/erkek-deri-ayakkabi-p-5001', 129_990],
    ['Rüzgar Kadın Koşu Ayakkabısı', '/ruzgar/kadin-kosu-p-5002', 89_900],
    ['Adımlar Unisex Terlik', '/adimlar/unisex-terlik-p-5003', 24_999],
    ['Kuzey Bot Su Geçirmez Kahverengi', '/kuzey/bot-p-5004', 215_000],
    ['Rüzgar Çocuk Spor Ayakkabı', '/ruzgar/cocuk-spor-p-5005', 64_950],
    ['Kuzey Çanta Sırt 25 L', '/kuzey/canta-p-5006', 74_990],
  ],
  (i) => `?boutiqueId=61&merchantId=9${i}`,
);

const lira = far(
  'the maker in a span before the name, seen-by counts and struck sums, in Turkish',
  'https://pazar.example.com.tr/ayakkabi',
  'TRY',
  shoes,
  shopFrame(
    `<div class="search-app-container"><div class="srch-rslt-title"><h1>Ayakkabı</h1><span>aramasında 12.431 sonuç listeleniyor</span></div><div class="prdct-cntnr-wrppr">${each(
      shoes,
      ([title, path, minor = 0], i) => {
        const [maker = '', ...rest] = title.split(' ');
        return `<div class="p-card-wrppr with-campaign-view" data-id="${5001 + i}" title="${title}"><div class="p-card-chldrn-cntnr card-border"><a href="${path}" class="p-card-chldrn"><div class="image-container"><div class="image-slider"><img class="p-card-img" src="https://cdn.example.com.tr/${i}/1_org.jpg" alt="${title}"></div></div><div class="prdct-desc-cntnr-wrppr"><h3 class="prdct-desc-cntnr-ttl-w"><span class="prdct-desc-cntnr-ttl" title="${maker}">${maker}</span> <span class="prdct-desc-cntnr-name hasRatings" title="${rest.join(' ')}">${rest.join(' ')}</span></h3><div class="ratings-container"><span class="rating-score">4.${i}</span><span class="ratingCount">(${200 + i})</span></div></div><div class="price-promotion-container">${i === 1 ? `<div class="prc-box-orgnl">${decimal(minor + 20_000, ',', '.')} TL</div>` : ''}<div class="prc-box-dscntd">${decimal(minor, ',', '.')} TL</div></div><div class="social-proof"><span>Son 3 günde 100+ ürün satıldı!</span></div></a></div></div>`;
      },
    )}</div></div>`,
    { lang: 'tr', words: ['Pazar', 'Kadın', 'Erkek', 'Gizlilik', 'Hesabım', 'Favoriler', 'Anasayfa', 'Kaydol'] },
  ),
);

const pantry: Row[] = [
  ['국산 볶은 현미 1kg', '/vp/products/8001?itemId=1', 12_900],
  ['무가당 두유 190ml 24개', '/vp/products/8002?itemId=2', 15_840],
  ['구운 김 도시락용 20봉', '/vp/products/8003?itemId=3', 8_980],
  ['유기농 사과 2kg', '/vp/products/8004?itemId=4', 18_500],
  ['참기름 320ml', '/vp/products/8005?itemId=5', 9_700],
];

const won = far(
  'what ten grams cost behind the sum, rank numbers, badges and points, in Korean',
  'https://www.jangter.example.kr/np/search?q=식품',
  'KRW',
  pantry,
  shopFrame(
    `<ul id="productList" class="search-product-list">${each(
      pantry,
      ([title, path, price = 0], i) =>
        `<li class="search-product" data-product-id="${8001 + i}"><a href="${path}" class="search-product-link"><dl class="search-product-wrap"><dt class="image"><img class="search-product-wrap-img" src="//img.example.kr/blank1x1.gif" data-img-src="//thumb.example.kr/${i}.jpg" alt="${title}"><span class="number no-${i + 1}">${i + 1}</span></dt><dd class="descriptions"><div class="descriptions-inner"><div class="name">${title}</div><div class="price-area"><div class="price-wrap"><div class="price">${i % 2 ? `<span class="price-info"><span class="instant-discount-rate">15%</span><del class="base-price">${grouped(price + 3_000, ',')}</del></span>` : ''}<em class="sale"><strong class="price-value">${grouped(price, ',')}</strong>원</em><span class="unit-price"><em>(10g당 </em><em>${grouped(Math.floor(price / 100), ',')}</em><em>원)</em></span></div><div class="delivery"><span class="arrival-info"><em>내일(월) 도착 보장</em></span></div></div></div><div class="other-info"><span class="star"><em class="rating">4.5</em></span><span class="rating-total-count">(${900 + i})</span></div><div class="reward-cash-badge"><span class="reward-cash-txt">최대 ${grouped(Math.floor(price / 20), ',')}원 적립</span></div></div></dd></dl></a></li>`,
    )}</ul><div class="search-pagination"><span class="btn-page"><a class="selected" href="#">1</a><a href="/np/search?q=식품&amp;page=2">2</a></span><a class="btn-next" href="/np/search?q=식품&amp;page=2">다음</a></div>`,
    { lang: 'ko', words: ['장터', '식품', '생활', '개인정보', '마이', '찜', '홈', '가입'] },
  ),
);

const rupiah = withTail(
  [
    ['Kemeja Flanel Pria Lengan Panjang', 'https://www.toko.example.co.id/bajukita/kemeja-flanel', 12_900_000],
    ['Sepatu Sneakers Kanvas Putih', 'https://www.toko.example.co.id/langkah/sneakers-kanvas', 21_550_000],
    ['Tas Selempang Mini', 'https://www.toko.example.co.id/tasku/selempang-mini', 7_500_000],
    ['Jam Tangan Digital Anti Air', 'https://www.toko.example.co.id/waktu/jam-digital', 18_990_000],
    ['Topi Baseball Polos', 'https://www.toko.example.co.id/bajukita/topi-polos', 3_500_000],
    ['Kaos Kaki Olahraga Isi 3', 'https://www.toko.example.co.id/langkah/kaos-kaki', 4_200_000],
  ],
  (i) => `?extParam=ivf%3Dfalse%26src%3Dsearch${i}`,
);

const tokoCard = ([title, path, minor = 0]: Row, i: number, extra = '') =>
  `<div class="css-5wh65g"><a class="Nq8NlC5Hk9KgVBJzMYBUsg==" href="${path}"><div class="WABnq4pXOYQihv0hUfQwOg=="><div class="+tnoqZhn89+NHUA43BpiJg=="><img alt="product-image" src="https://images.example.co.id/cache/200-square/${i}.jpg"></div><div class="WABnq4pXOYQihv0hUfQwOg== qaI+1"><div class="SzILjt4fxHUFNVT48ZPhHA=="><span class="+tnoqZhn89">${title}</span></div><div class="XvaCkHiisn2EZFq0THwVug==">${i % 2 ? `<div class="urMOIDHH7I0Iy1Dv2oFaNw== HJhoi0tEIlowsgSNDNWVXg==">Rp${grouped(minor / 100, '.')}</div><span class="hC1B8wTAoPszbEZj80w6Qw==">Rp${grouped(minor / 100 + 50_000, '.')}</span><span class="vRrrC5GSv6FRRkbCqM7QcQ==">19%</span>` : `<div class="_67d6E1xDKIzw+i2D2L0tjw==">Rp${grouped(minor / 100, '.')}</div>`}</div><div class="cashback">Cashback 5%</div><div class="rating"><span class="_9jWGz3C-GX7Myq-32zWG9w==">4.9</span><span class="se8WAnkjbVXZNA8mT+Veuw==">1rb+ terjual</span></div><div class="shop"><span class="T0rpy-LEwYNQifsgB-3SQw==">BajuKita</span><span class="pC8DMVkBZGW7-egObcWMFQ==">Jakarta Barat</span></div></div></div></a>${extra}</div>`;

const cashback = far(
  'classes of letters and signs, struck sums by class alone, adverts of the same build that lead elsewhere, in Indonesian',
  'https://www.toko.example.co.id/search?q=baju',
  'IDR',
  rupiah,
  shopFrame(
    `<div data-testid="divSRPContentProducts">${each(rupiah, (row, i) => `${i === 2 ? tokoCard(['Iklan: Pinjaman Cepat', 'https://ads.example.net/promo/v1/clicks/abc', 0], 99).replaceAll('Rp0', 'Ad') : ''}${tokoCard(row, i)}`)}</div><nav aria-label="Navigasi laman"><ul><li><button>1</button></li><li><button>2</button></li></ul></nav>`,
    { lang: 'id', words: ['Toko', 'Baju', 'Sepatu', 'Privasi', 'Akun', 'Suka', 'Beranda', 'Daftar'] },
  ),
);

export const MARKETPLACES: FarList[] = [
  hashed,
  tabled,
  fleaMarket,
  bidden,
  poly,
  delivered,
  spoken,
  bought,
  baht,
  riyal,
  lira,
  won,
  cashback,
];
