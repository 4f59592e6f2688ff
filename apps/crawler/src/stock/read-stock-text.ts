import type { Availability } from '@goodshunter/contracts/crawl';
import { anyOf, normalizeWords, wordsOf } from './words.js';

/** Short texts say it; long ones talk about it. */
const MAX_LENGTH = 80;

const OUT =
  wordsOf(`out of stock, sold ?out, not in stock, currently out, temporarily out, no stock, no longer (?:available|in stock|sold|for sale|offered|stocked), not (?:currently |yet |now )?(?:available|in stock)( online)?, currently not available, isn't available,
is unavailable, unavailable, currently unavailable, temporarily unavailable, discontinued, out of print, none left, zero in stock, 0 in stock, 0 available, 0 left, stock 0, fully booked, no (?:places|spaces|spots|seats|tickets) (?:left|available|remaining), not (?:sold|available to order) online, (?:only available |available only |sold only )in stores?(?: only)?, in stores? only, (?:only )?available (?:only )?(?:at|through|from) (?:select|selected|participating|authori[sz]ed|local) (?:retailers|stores|dealers), (?:unavailable|not available) for (?:delivery|shipping), none in stock, we're (?:all |completely |currently )?out, all gone, sold through, gone for now, more on the way, (?:will be )?back soon, coming back soon,
bald wieder (?:da|verfügbar|lieferbar|erhältlich|auf lager), bientôt (?:de retour|à nouveau disponible|de nouveau disponible), de retour bientôt, pronto (?:volverá|volverán|estará|estarán) (?:de nuevo )?(?:en stock|disponibles?), (?:torna|tornerà) (?:presto|a breve)(?: disponibile)?, presto di nuovo disponibile, (?:volta|voltará|disponível novamente) em breve, binnenkort weer (?:leverbaar|beschikbaar|verkrijgbaar|op voorraad), wkrótce (?:znów|znowu|ponownie) (?:dostępny|dostępna|dostępne|w sprzedaży), скоро (?:снова )?(?:вернется|вернётся|появится)(?: в наличии)?, snart (?:tillbaka|tilbage|tilbake) (?:i|på) lager, (?:sale|listing|offer|auction|bidding) (?:has )?ended, this item (?:has been|was|is) sold, already sold,
can't be ordered, cannot be ordered, back in stock soon, awaiting stock, awaiting restock, has been sold, (?:is|has) sold out,
ausverkauft, vergriffen, ausgebucht, keine (?:freien )?plätze(?: mehr)?(?: frei)?, (?:derzeit |aktuell |leider )?nicht online (?:bestellbar|verfügbar|erhältlich|lieferbar), online nicht (?:bestellbar|verfügbar|erhältlich|lieferbar), nur (?:in der filiale|im markt|vor ort|in unseren filialen)(?: erhältlich| verfügbar)?, nicht (?:mehr )?(?:auf lager|lieferbar|verfügbar|vorrätig|erhältlich|bestellbar|lagernd), nicht (?:mehr )?im (?:sortiment|angebot), zur ?zeit nicht lieferbar, derzeit nicht (?:lieferbar|verfügbar|auf lager), momentan nicht (?:lieferbar|verfügbar|auf lager), aktuell nicht (?:lieferbar|verfügbar), leider nicht (?:mehr )?(?:lieferbar|verfügbar), (?:derzeit |zur ?zeit |momentan |aktuell |leider )?nicht zur verfügung, kein bestand, nicht vorhanden, keine (?:mehr )?(?:auf lager|vorrätig), 0 auf lager, restlos ausverkauft, artikel verkauft, angebot beendet,
indisponible, indisponibles, (?:indisponible|non disponible|pas disponible) en ligne, (?:uniquement|seulement|exclusivement) en magasins?, plus de places?(?: disponibles?)?, épuisé, épuisée, épuisés, (?:en )?rupture(?: de stock)?, plus disponible, n'est plus disponible, pas disponible, plus en stock, pas en stock, hors stock, stock épuisé, non disponible, n'est pas disponible, arrêté, victime de (?:son|leur) succès, plus commercialisé, 0 en stock,
agotado, agotada, no disponible (?:online|en línea), (?:solo|sólo|únicamente) en tiendas?(?: físicas?)?, plazas agotadas, sin plazas, agotados, sin (?:stock|existencias), no (?:está )?disponible, ya no (?:está )?disponible, no hay (?:stock|existencias|unidades), fuera de stock, descatalogado, no quedan, producto agotado, 0 disponibles,
esaurito, esaurita, non (?:disponibile|acquistabile) online, (?:solo|soltanto) in negozio, posti esauriti, esauriti, non (?:è )?(?:più )?(?:attualmente )?disponibile, non (?:è )?(?:più )?in (?:magazzino|stock), fuori (?:produzione|catalogo), terminato, temporaneamente non disponibile, 0 disponibili,
esgotado, esgotada, indisponível online, (?:só|somente|apenas) (?:em|nas) lojas?(?: físicas?)?, vagas esgotadas, sem (?:stock|estoque), indisponível, não (?:está )?disponível, fora de (?:stock|estoque), produto esgotado, não há (?:stock|estoque),
uitverkocht, volgeboekt, niet online (?:leverbaar|beschikbaar|verkrijgbaar|te koop), (?:alleen|enkel) (?:in de winkel|in onze winkels), niet (?:meer )?(?:op voorraad|leverbaar|beschikbaar|verkrijgbaar), (?:tijdelijk|momenteel) niet (?:op voorraad|leverbaar|beschikbaar), geen voorraad, geen voorraad meer, uit (?:het )?assortiment, 0 op voorraad,
niedostępn[yae] online, (?:tylko|wyłącznie) w (?:sklepie|salonie)(?: stacjonarnym)?, brak (?:wolnych )?miejsc, brak (?:w magazynie|na stanie|towaru|produktu|towarów), wyprzedane, wyprzedany, wyprzedano, niedostępny, niedostępna, niedostępne, produkt (?:chwilowo )?niedostępny, chwilowo niedostępny, nakład wyczerpany, wycofany ze sprzedaży,
мест нет, нет мест, (?:только|исключительно) в (?:магазине|магазинах), нет (?:в наличии|на складе|в продаже), не (?:в наличии|доступен|доступно|продается), распродан, распродано, распродана, раскупили, закончился, закончилась, закончились, товар (?:закончился|отсутствует|недоступен), временно отсутствует, снят с (?:производства|продажи), недоступен, недоступно, немає в наявності, изчерпан, изчерпано,
slutsåld, fullbokad, fullbokat, (?:endast|bara) i butik, fuldt booket, kun i butik(?:ken|kerne)?, fullbooket, fullt, täynnä, vain myymälästä, obsazeno, pouze na prodejně, slut i lager, slut på lager, ej i lager, inte i lager, tillfälligt slut, utgått, udsolgt, ikke på lager, midlertidigt udsolgt, utsolgt, ikke tilgjengelig, loppu, loppunut, loppuunmyyty, ei varastossa, tilapäisesti loppu, ei saatavilla,
vyprodáno, není skladem, momentálně (?:nedostupné|vyprodáno), nedostupné, vypredané, nie je skladom, elfogyott, nincs (?:készleten|raktáron), jelenleg nem (?:elérhető|rendelhető), stoc epuizat, indisponibil, nu este (?:disponibil|în stoc), fără stoc, tükendi, tükenmiş, tükenmiştir, stokta yok, stokta (?:kalmadı|kalmamıştır|bulunmuyor|bulunmamaktadır|mevcut değil), stoklarımızda (?:yok|yoktur|bulunmamaktadır), εξαντλήθηκε, εξαντλημένο, μη διαθέσιμο,
laos otsas, läbi müüdud, nav pieejams, nav noliktavā, izpārdots, išparduota, neturime, rasprodano, nije dostupno, nema na (?:stanju|zalihi), ni na zalogi, razprodano, אזל, אזל מהמלאי, לא במלאי, نفدت الكمية, غير متوفر, نفذ, hết hàng, stok habis,
売り切れ, 売切れ, 完売, 在庫切れ, 在庫なし, 在庫はありません, 在庫がありません, 品切れ, 品切, 欠品, 入荷待ち, 販売終了, 販売を終了, 取扱終了, 取り扱いを終了, 生産終了, 現在お取り扱いできません, 已售完, 售完, 售罄, 已售罄, 缺貨, 缺货, 无货, 無貨, 無庫存, 无库存, 没有库存, 補貨中, 补货中, 已下架, 下架, 暂时无货, 품절, 일시품절, 재고 없음, 재고없음, 판매종료, 판매 종료, 판매중지, สินค้าหมด, หมดสต็อก`);

const IN =
  wordsOf(`in stock, in stock now, stock available, available now, available online, available to ship, available for (?:immediate )?(?:delivery|shipping|dispatch), available, ready to ship, ships (?:today|tomorrow|now|immediately|same day), ships (?:with)?in (?:\\d+|1-2|2-3|24) ?(?:hours?|hrs|days?|business days?), usually (?:ships|dispatched) (?:with)?in, only \\d+ (?:left|remaining|available)(?: in stock)?, \\d+ left(?: in stock)?, \\d+ (?:in stock|available|remaining|pieces available), low (?:in )?stock, limited (?:stock|availability), few left, last (?:one|few|items?) in stock, hurry, selling fast, same day dispatch, in stock online, almost gone, low inventory,
auf lager, sofort lieferbar, sofort (?:verfügbar|versandfertig|versandbereit), lieferbar, lagernd, vorrätig, am lager, ab lager(?: lieferbar)?, verfügbar, auf vorrat, noch \\d+ (?:stück )?(?:auf lager|verfügbar|vorrätig), nur noch \\d+, (?:wenige|geringer bestand), artikel (?:am|auf) lager, versandfertig(?: in)?, sofort ab lager, kurzfristig lieferbar, lieferzeit(?: ca\\.?)? 1-\\d (?:werk)?tage,
en stock, disponible, disponible immédiatement, disponible en ligne, en stock en ligne, expédié (?:sous|en) \\d+, expédition (?:immédiate|sous \\d+), plus que \\d+, dernières pièces, stock limité, produit disponible, livraison immédiate,
con stock, hay stock, en existencia, disponible online, entrega inmediata, envío inmediato, quedan \\d+, últimas unidades, disponibilidad inmediata, en existencias, producto disponible,
disponibile, disponibilità immediata, disponibili, in magazzino, pronta consegna, spedizione immediata, solo \\d+ (?:rimasti|disponibili), ultimi (?:pezzi|articoli), disponibile subito,
em (?:stock|estoque), disponível, pronta entrega, restam \\d+, últimas unidades, disponível em stock, em estoque,
op voorraad, direct leverbaar, uit voorraad leverbaar, leverbaar, beschikbaar, voorradig, nog \\d+ (?:op voorraad|beschikbaar|stuks), morgen in huis, vandaag besteld,
dostępny, dostępna, dostępne, w magazynie, na magazynie, na stanie, w sprzedaży, wysyłka w (?:24|48) ?h, wysyłka w ciągu \\d+, produkt dostępny, duża ilość, ostatnie sztuki, od ręki,
в наличии, есть в наличии, есть на складе, на складе, доступен, доступно, доступно для заказа, осталось \\d+, є в наявності, в наявності, в наличност, наличен,
i lager, finns i lager, på lager, i butik och online, på lager online, leveres fra lager, varastossa, heti saatavilla, saatavilla, skladem, skladom, na sklade, ihned k odeslání, dostupné, raktáron, készleten, azonnal (?:rendelhető|elérhető), în stoc, in stoc, disponibil, stokta, stokta var, διαθέσιμο, άμεσα διαθέσιμο, σε απόθεμα,
laos, laos olemas, ir noliktavā, pieejams, yra sandėlyje, na zalogi, na stanju, dostupno, במלאי, قيد المخزون, متوفر, còn hàng, tersedia,
在庫あり, 在庫有り, 在庫わずか, 残りわずか, 残り\\d+, 即納, 即日発送, 当日発送, 翌日発送, 有現貨, 有现货, 有貨, 有货, 現貨, 现货, 庫存充足, 库存充足, 尚有庫存, 剩余\\d+, 可購買, 재고있음, 재고 있음, 구매가능, มีสินค้า, พร้อมส่ง`);

const PREORDER =
  wordsOf(`pre ?order, pre ?orders, pre ?order now, available for pre ?order, pre ?sale, coming soon, available (?:from|on|starting) (?:\\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\\S*, releases? (?:on|date), expected (?:on|release), to be released, not yet released, not yet published, released on, ships on,
vorbestellbar, vorbestellen, vorbestellung, jetzt vorbestellen, noch nicht (?:erschienen|erhältlich|lieferbar), erscheint am, erscheint demnächst, lieferbar ab (?:\\d|jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez)\\S*, verfügbar ab (?:\\d|jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez)\\S*, vorverkauf,
précommande, en précommande, pré ?commande, à paraître, disponible (?:à partir du|le) \\d+, bientôt disponible, prochainement, preventa, pre ?venta, en reserva, disponible (?:a partir )?del? \\d+, próximamente, próximo lanzamiento,
pre ?ordine, in prevendita, prevendita, in arrivo, prossimamente, disponibile dal \\d+, pré ?venda, em pré ?venda, brevemente, em breve, disponível a partir de \\d+,
pre ?order, reserveer nu, verschijnt (?:op|binnenkort), binnenkort (?:leverbaar|beschikbaar|verwacht), leverbaar vanaf \\d+, verwacht op, przedsprzedaż, w przedsprzedaży, zapowiedź, premiera, wkrótce (?:w sprzedaży|dostępny), dostępny od \\d+,
предзаказ, по предзаказу, скоро в продаже, скоро поступит, ожидается, дата выхода, forudbestil, forhåndsbestilling, förbeställ, kommer snart, ennakkotilattavissa, předprodej, předobjednávka, předobjednávky, predpredaj, ön sipariş, 予約受付中, 予約商品, 予約販売, ご予約, 発売予定, 近日発売, 预售, 预订, 预购, 預購, 預售, 即将上市, 即將上市, 예약판매, 예약구매, 출시예정`);

const BACKORDER =
  wordsOf(`back ?order, back ?ordered, on back ?order, available on back ?order, special order, special order item, made to order, available to order, on order, ships in (?:[2-9]|1\\d|\\d-\\d+) (?:weeks|months), (?:usually )?ships (?:with)?in \\d+ ?(?:-|–|to) ?\\d+ weeks, allow \\d+ weeks, custom made,
auf bestellung, (?:wird|werden) (?:extra |eigens )?(?:für (?:sie|dich) )?(?:gefertigt|angefertigt|produziert|hergestellt), nach maß gefertigt, nachbestellt, im zulauf, auf anfrage lieferbar, wird nachgeliefert, wird für sie bestellt, bestellware, auf nachbestellung, lieferzeit(?: ca\\.?)? \\d+(?: ?- ?\\d+)? wochen, sur commande, en réapprovisionnement, réassort en cours, disponible sur commande, fabriqué à la demande, bajo pedido, por encargo, en reposición, su ordinazione, (?<!prezzo )su richiesta, in riassortimento, disponibile su ordinazione, sob encomenda, por encomenda,
op bestelling, nabestelling, in backorder, in bestelling, na zamówienie, под заказ, на заказ, beställningsvara, bestillingsvare, skaffevare, tilaustuote, na objednávku, na objednanie, rendelésre, la comandă, sipariş üzerine, お取り寄せ, 取り寄せ, 受注生産, 订货, 訂購中, 주문제작`);

/** It speaks of a case that need not be, of a part, of a shop on a street, or asks. */
const ASIDE =
  wordsOf(`if, when, whenever, once, unless, should, until, notify, alert, e ?mail me, let me know, wenn, falls, sobald, sollte, ob, si, lorsque, quand, dès que, cuando, cuándo, quando, se, als, wanneer, zodra, jeśli, gdy, kiedy, если, когда, när, når, kun, pokud, když,
in (?:all |our )?(?:stores?|shops?), in unsere[mnr] (?:laden|geschäft|filiale), dans notre boutique, en nuestra tienda, nel nostro negozio, na nossa loja, in onze winkel, w naszym sklepie, в нашем магазине, at store, (?:nearest|local|selected|participating|your) stores?, nearby, near you, pick ?up, pick up, collect, collection, select retailers, in der filiale, in filialen, im markt, im laden, vor ort, filialbestand, marktabholung, abholung, abholbar, en magasin, en boutique, retrait, en tienda, en tiendas, recogida, in negozio, nei negozi, ritiro, na loja, nas lojas, em loja, in de winkel, in winkels, afhalen, w sklepie, w sklepach, odbiór, в магазинах, в магазине, самовывоз, i butik, i butikken, i butikk, myymälässä, na prodejně, na predajni, mağazada,
店頭, 店舗在庫, 门店, 門市,
available in(?! (?:stock|online)), available since, disponible en(?! (?:stock|ligne|línea|este momento|estos momentos|ce moment)), disponibles en, disponibile in(?! (?:magazzino|stock)), (?:verfügbar|erhältlich|lieferbar) in, (?:beschikbaar|leverbaar) in, dostępn[yae] w, disponível em(?! (?:stock|estoque)),
for international, in your (?:area|country), payment, methods, installments?, financing, sizes, colou?rs available, other sizes, gift wrap, download, support, customer service, filter, exclude, only show, hide, show only, include, chat, agents?, coupon, offers, languages?, appointments?, for hire, in \\p{L}+ and \\p{L}+, for this item, delivery options`);

/** A number of pieces behind words that may also stand before a day. */
const NONE_LEFT = /^(?:available|quantity|qty|items left|pieces left|left) ?[:：]? ?0(?![\d.,]*\d)/u;
/** What counts is whether it can be had online. */
const STREET_ONLY =
  wordsOf(`in ?stores? only, only (?:available |sold )?in ?stores?, (?:available|sold) (?:only )?in ?stores? only, not (?:available|sold|offered) online, not available for (?:delivery|shipping|home delivery), online (?:sold ?out|out of stock|unavailable|not available),
nur (?:noch )?(?:im markt|in (?:der|einer|unseren?) filialen?|vor ort|im laden)(?: erhältlich| verfügbar)?, online (?:nicht (?:mehr )?(?:verfügbar|lieferbar|erhältlich|bestellbar|vorrätig|auf lager)|ausverkauft), (?:uniquement|seulement|exclusivement) en (?:magasin|boutique), (?:non|pas) (?:disponible|vendu) en ligne, (?:solo|sólo|únicamente) en tiendas?(?: físicas?)?, no disponible (?:online|en línea), (?:solo|soltanto) in negozio, non disponibile online, (?:só|apenas|somente) (?:na|em) lojas?(?: físicas?)?, (?:alleen|enkel) in de winkel, online (?:uitverkocht|niet (?:leverbaar|beschikbaar|op voorraad)), tylko w sklepie(?: stacjonarnym)?, niedostępny online, только в (?:магазинах|магазине|розничных магазинах), endast i butik, kun i butik, (?:店舗|実店舗)(?:のみ|限定), 仅限门店, 매장 ?전용`);

const NO =
  /^(?:no|nein|non|nee|nie|нет|não|nej|ei|ne|brak|yok|nincs|nema|нема|немає|いいえ|なし|无|無|없음|0)(?![\p{L}\d])/u;
const YES = /^(?:yes|ja|oui|sí|si|sì|sim|tak|да|kyllä|ano|はい|あり|有|있음|[1-9]\d*\+?)(?![\p{L}\d])/u;
const LABEL =
  wordsOf(`availability, quantity available, available quantity, available stock, stock, in stock, stock status, inventory, verfügbarkeit, lagerbestand, auf lager, lieferbar, lieferstatus, bestand, disponibilité, en stock, disponibilidad, existencias, disponibilità, giacenza, disponibilidade, stock, estoque,
beschikbaarheid, voorraad, op voorraad, dostępność, stan magazynowy, в наличии, наличие, наличие на складе, lagerstatus, saatavuus, dostupnost, dostupnosť, skladem, készlet, disponibilitate, stok, stok durumu, 在庫, 庫存, 库存, 재고`);

const ANY = anyOf(OUT, IN, PREORDER, BACKORDER);

/** What a short text of a page says of the stock; null when it says nothing, or only of some case, place or part. */
export function readStockText(text: string): Exclude<Availability, 'unknown'> | null {
  if (text.length < 2 || text.length > MAX_LENGTH + 100) return null;
  const words = normalizeWords(text);
  if (words.length < 2 || !LETTER.test(words)) return null;
  if (SOLD_ALONE.test(words)) return 'out_of_stock';
  const whole = words.length > MAX_LENGTH ? null : readSentence(words);
  return whole ?? readFirstSentence(words);
}

/** "Currently unavailable. We don't know when or if ...": the first sentence says it, and only that it is out is said so. */
function readFirstSentence(words: string): 'out_of_stock' | null {
  const end = words.search(/[.!。！](?= |$)/u);
  if (end < 2 || end > MAX_LENGTH || end >= words.length - 2) return null;
  return readSentence(words.slice(0, end)) === 'out_of_stock' ? 'out_of_stock' : null;
}

/** A badge of a shop of single things. */
const SOLD_ALONE =
  /^(?:sold|verkauft|vendue?|vendid[oa]|vendut[oa]|verkocht|sprzedane|продано|såld|solgt|prodáno|eladva|satıldı|vândut|reserved|reserviert|réservée?|reservad[oa]|riservat[oa]|gereserveerd|zarezerwowan[ey]|забронирован[ао]?|reserverad|reserveret|reservert|varattu|rezervováno|予約済み?|已预订|已預訂|예약중)[.!]?$/u;

function readSentence(text: string): Exclude<Availability, 'unknown'> | null {
  // Its point ends no part of a sentence.
  const words = text.replaceAll(' ca. ', ' ca ');
  const labelled = /^([^:：?]{2,40})[:：?] ?(.{1,60})$/u.exec(words);
  if (labelled && LABEL.test(labelled[1] ?? '')) {
    if (NO.test(labelled[2] ?? '')) return 'out_of_stock';
    if (YES.test(labelled[2] ?? '')) return 'in_stock';
  }
  if ((words.length < 60 && STREET_ONLY.test(words)) || NONE_LEFT.test(words)) return 'out_of_stock';
  if (!ANY.test(words)) return null;
  const state = readPhrases(words);
  return state === null || ASIDE.test(words) ? null : state;
}

function readPhrases(words: string): Exclude<Availability, 'unknown'> | null {
  const out = OUT.exec(words);
  if (out) return covers(out[0], words) ? 'out_of_stock' : null;
  const preorder = PREORDER.exec(words);
  if (preorder && covers(preorder[0], words)) return 'preorder';
  const backorder = BACKORDER.exec(words);
  if (backorder && covers(backorder[0], words)) return 'backorder';
  const found = IN.exec(words);
  return found && covers(found[0], words) && !isNone(words) ? 'in_stock' : null;
}

/** A phrase within a sentence about something else says nothing: it must be much of its text. */
function covers(phrase: string, words: string): boolean {
  // Where no spaces are written, a sentence takes a third of the characters.
  if (UNSPACED.test(phrase)) return words.length <= 14 || phrase.length >= words.length * 0.4;
  return words
    .split(/[.!?,;:–—|()•·]+/)
    .some(
      (part) =>
        part.includes(phrase) &&
        (part.length <= 36 || phrase.length >= part.length * 0.35 || (part.length <= 70 && THIS_ONE.test(part))),
    );
}

/** A sentence that speaks of the thing on the page: "We are sorry, this product has sold out and will be back soon". */
const THIS_ONE = wordsOf(
  "this (?:product|item|article) (?:is|has), (?:dieser artikel|dieses produkt) (?:ist|steht), (?:ce produit|cet article) (?:est|n'est), este (?:producto|artículo|produto|artigo) (?:está|ya|no|não), (?:questo prodotto|questo articolo) (?:è|non), dit (?:product|artikel) is, ten produkt jest, (?:этот|данный) товар, bu ürün, den här (?:produkten|varan) är",
);

const LETTER = /\p{L}/u;
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u;
const NEGATION = wordsOf(
  'not, no, never, nicht, kein, keine, keinen, pas, plus, aucun, sin, no, non, não, niet, geen, nie, brak, не, нет, ikke, ej, inte, ei, není, nie je, nem, nincs, nu este, değil, yok, zero',
);
const COUNT = /(?<![\d.,])(\d[\d.,]*)(?![\d.,]* ?(?:%|€|\$|£|h\b|hours|days|tage|jours|días|giorni|dagen|dni))/u;

/** "0 in stock", "not available today". */
function isNone(words: string): boolean {
  const count = COUNT.exec(words)?.[1];
  if (count !== undefined && /^0+$/.test(count.replace(/[.,]/g, ''))) return true;
  return NEGATION.test(words) && !/no longer wait|plus que|no ?-?wait|nicht nur/u.test(words);
}
