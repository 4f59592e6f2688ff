import { anyOf, normalizeWords, wordsOf } from './words.js';

/**
 * What pressing a button does: `cart` buys, `preorder` and `backorder` order what is not there yet, `notify` promises a
 * message, `out` is a button in name only.
 */
export type ButtonKind = 'cart' | 'preorder' | 'backorder' | 'notify' | 'out';

const CART =
  wordsOf(`add (?:item |items |this |it |product )?to (?:my |your |shopping )?(?:cart|basket|bag|trolley|order), add to card, buy (?:it |me )?now, buy, buy this, buy online,
purchase, purchase now, order now, order online, order, place in cart, put in (?:cart|basket), get it now, place bid, bid now, gebot abgeben, jetzt bieten, bieten, enchérir, pujar, fai un'offerta, plaats bod, licytuj, buy tickets?, get tickets,
in den (?:waren|einkaufs)?korb, in den einkaufswagen, in (?:meinen )?warenkorb, zum warenkorb hinzufügen, warenkorb legen, kaufen, jetzt kaufen, sofort kaufen, bestellen, jetzt bestellen, tickets kaufen,
ajouter (?:au|à mon|dans le|à votre) panier, ajouter à mon sac, mettre (?:au|dans le) panier, acheter, achat immédiat, commander, j'achète,
añadir (?:al carrito|a la cesta|a la bolsa|al carro|a mi cesta), agregar (?:al carrito|al carro|a la bolsa), comprar, comprar ahora, comprar ya, anadir al carrito, lo quiero,
aggiungi (?:al|nel) carrello, aggiungi alla borsa, metti nel carrello, acquista, acquista ora, compra, compra ora, compralo subito, ordina, ordina ora,
adicionar (?:ao|no) (?:carrinho|cesto|cesta), adicionar à (?:sacola|cesta), comprar agora, colocar no carrinho, encomendar,
in (?:mijn |de )?winkel(?:wagen|mand|mandje), toevoegen aan (?:winkelwagen|winkelmand|winkelmandje), in mandje, bestel, bestel nu, nu bestellen, kopen, koop nu, nu kopen,
do koszyka, dodaj do koszyka, wrzuć do koszyka, włóż do koszyka, kup, kup teraz, zamów, zamawiam, kupuję,
в корзину, добавить в корзину, положить в корзину, купить, купить сейчас, купить в 1 клик, заказать, оформить заказ, в кошик, додати в кошик, купити,
köp, köp nu, lägg i (?:varukorg|varukorgen|kundvagn|kundvagnen), handla, læg i (?:kurv|kurven|indkøbskurv), tilføj til kurv, køb, køb nu, legg i (?:handlekurv|handlekurven|handlevogn), kjøp, kjøp nå,
lisää ostoskoriin, lisää koriin, osta, osta nyt, do košíku, přidat do košíku, vložit do košíku, koupit, do košíka, pridať do košíka, vložiť do košíka, kúpiť, kosárba, kosárba teszem, megveszem,
adaugă în coș, adauga in cos, în coș, cumpără, cumpara, sepete ekle, sepete at, satın al, hemen al, προσθήκη στο καλάθι, στο καλάθι, αγορά, добави в количката, купи, поръчай,
dodaj u košaricu, u košaricu, dodaj v košarico, v košarico, dodaj u korpu, kupi, ielikt grozā, pievienot grozam, grozā, pirkt, lisa ostukorvi, lisa korvi, į krepšelį, pirkti,
הוסף לסל, הוספה לסל, קנה עכשיו, أضف إلى (?:السلة|عربة التسوق|سلة التسوق), اشتر الآن, thêm vào giỏ, mua ngay, tambah ke keranjang, beli sekarang,
カートに入れ, カートへ入れ, カートに追加, カゴに入れ, かごに入れ, 買い物かご, 購入する, 入札する, 今すぐ落札, 今すぐ購入, 今すぐ買う, 注文する, ご購入, 加入购物车, 加入購物車, 放入购物车, 放入購物車, 加到購物車, 立即购买, 立即購買, 马上购买, 直接購買, 我要購買, 我要买,
장바구니, 구매하기, 바로구매, 바로 구매, 주문하기, หยิบใส่ตะกร้า, เพิ่มลงตะกร้า, เพิ่มลงในรถเข็น, ซื้อเลย, ซื้อสินค้า`);
/** As whole labels only: in longer ones they mean something else ("Dodaj komentarz"). */
const CART_ALONE = wordsOf(
  'add, dodaj, add now, hinzufügen, ajouter, añadir, aggiungi, adicionar, toevoegen, добавить, lisa',
);
const PREORDER =
  wordsOf(`pre ?order, pre ?orders, reserve now, vorbestellen, jetzt vorbestellen, vormerken, précommander, précommande, pré ?commander, pré ?commande, reservar, preordenar, preventa, preordina,
prenota, preordine, pré ?venda, pré ?encomendar, reservar agora, reserveer, pre ?orderen, nu reserveren, zamów w przedsprzedaży, przedsprzedaż, предзаказ, оформить предзаказ, förboka, förhandsboka, forudbestil, forhåndsbestill,
ennakkotilaa, předobjednat, předobjednávka, predobjednať, előrendelés, ön sipariş, 予約する, ご予約, 予約注文, 予約購入, 预订, 预购, 預購, 預訂, 예약구매, 예약주문`);
const BACKORDER = wordsOf('back ?order, back ?order now, nachbestellen, special order, made to order, под заказ');
const OUT =
  wordsOf(`sold ?out, out of stock, unavailable, currently unavailable, temporarily unavailable, not available, no longer available, not in stock, no stock, discontinued, sale ended, ended,
ausverkauft, vergriffen, nicht verfügbar, nicht lieferbar, nicht auf lager, nicht mehr verfügbar, derzeit nicht verfügbar, momentan nicht verfügbar, épuisé, épuisée, en rupture, rupture de stock, indisponible, victime de son succès,
agotado, agotada, sin stock, no disponible, sin existencias, esaurito, esaurita, non disponibile, terminato, esgotado, esgotada, sem stock, sem estoque, indisponível, uitverkocht, niet beschikbaar, niet op voorraad, niet leverbaar,
wyprzedane, wyprzedany, brak w magazynie, niedostępny, produkt niedostępny, niedostępne, нет в наличии, распродано, нет на складе, недоступно, снят с производства, закончился, slutsåld, slut i lager, udsolgt, utsolgt, loppuunmyyty, loppu,
vyprodáno, není skladem, vypredané, nie je skladom, elfogyott, nincs készleten, stoc epuizat, indisponibil, tükendi, stokta yok, εξαντλήθηκε, изчерпан, немає в наявності, rasprodano, izpārdots, išparduota, läbi müüdud, אזל, نفدت الكمية,
売り切れ, 売切れ, 完売, 在庫切れ, 在庫なし, 品切れ, 入荷待ち, 販売終了, 已售完, 售完, 售罄, 已售罄, 缺貨, 缺货, 无货, 無庫存, 补货中, 補貨中, 품절, 일시품절, 재고없음, สินค้าหมด`);
const NOTIFY =
  wordsOf(`notify me, email me when, e ?mail when available, alert me, get notified, join (?:the |our )?wait(?:ing)? ?list, wait(?:ing)? ?list, warteliste, liste d'attente, lista de espera, lista d'attesa, wachtlijst, lista rezerwowa, лист ожидания, väntelista, venteliste, キャンセル待ち, back in stock alert, gelince haber ver, stoğa gelince haber ver, ειδοποίησέ με, ειδοποίηση διαθεσιμότητας, értesítést kérek, értesítsen, anunță-mă, повідомити про наявність, beri tahu saya, nhận thông báo, let me know when, remind me, tell me when,
benachrichtigen, benachrichtige mich, bei verfügbarkeit, wenn verfügbar, prévenez-moi, m'alerter, me prévenir, alertez-moi, être alerté, être averti, avísame, avisarme, notificarme, notifícame, avvisami, avvertimi, notificami, avise-me, avisem-me,
me avise, notificar-me, houd me op de hoogte, mail mij, laat het me weten, powiadom mnie, powiadom o dostępności, powiadom, сообщить о поступлении, уведомить о поступлении, уведомить, сообщить, bevaka, meddela mig, giv mig besked, gi meg beskjed, hlídat dostupnost, hlídat, strážiť dostupnosť, upozornit, értesítést kérek,
入荷お知らせ, 入荷通知, 再入荷, 到货通知, 到貨通知, 貨到通知, 到货提醒, 재입고 알림, 입고알림`);
/** Ways to something else than this thing. */
const ELSEWHERE =
  wordsOf(`how to, where to buy, buy back, buyback, gift card, gift cards, guide, insurance, continue, sell, my order, order status, order history, track, orders, buyers, order by, sort, sample, request a sample, catalogue, catalog,
wo kaufen, où acheter, dónde comprar, dove acquistare, weiter, fortsetzen, fortsätt, fortsæt, fortsett, jatka, continuer, poursuivre, continuar, continua, seguir, verder, kontynuuj, продолжить, devam, sälj, sælg, selg, bestellstatus, bestellung ansehen, newsletter, login, log in, sign in, view, view cart, view basket, go to (?:cart|basket|bag), all, review, comment, list, wish ?list, wunschliste, merkzettel, compare, favou?rites, mailing list, subscribe, ritira, pick ?up, click (?:and|&) collect, in store, abholen, retrait, recoger, afhalen, odbiór, самовывоз`);

const ANY = anyOf(CART, CART_ALONE, PREORDER, BACKORDER, OUT, NOTIFY);

const MAX_LABEL = 60;

/** What a button says it does; null when it is none of a shop's. Words count as words. */
export function readButtonLabel(label: string): ButtonKind | null {
  const words = normalizeWords(label);
  if (words.length < 2 || words.length > MAX_LABEL || !ANY.test(words)) return null;
  if (NOTIFY.test(words)) return 'notify';
  if (OUT.test(words)) return 'out';
  const isElsewhere = ELSEWHERE.test(words);
  if (PREORDER.test(words) && !isElsewhere) return 'preorder';
  if (BACKORDER.test(words) && !isElsewhere) return 'backorder';
  if (CART.test(words)) return isElsewhere ? null : 'cart';
  return CART_ALONE.exec(words)?.[0].length === words.length ? 'cart' : null;
}

/** Whether a label leads to another thing than buying this one, whatever the button's names. */
export function leadsElsewhere(label: string): boolean {
  return label.length <= MAX_LABEL && ELSEWHERE.test(normalizeWords(label));
}

/** Names that authors give to what puts a thing into the cart, whatever its label's language. */
const CART_NAME =
  /(?:^|[\s_-])(?:(?:js|btn|button|single|ajax)[-_]+)*add(?:[-_]?(?:product|item))?[-_]?(?:to|2|into)[-_]?(?:my[-_]?|shopping[-_]?)?(?:cart|basket|bag|trolley)|addtocart|addtobasket|addtobag|add2cart|buy[-_]?(?:now|it|button|btn)|(?:btn|button)[-_]{1,2}(?:cart|buy|basket|purchase)(?![a-z])|(?:cart|basket|buy)[-_]{1,2}(?:btn|button|submit)(?![a-z])|btn(?:buy|cart)(?![a-z])|warenkorb[-_]?(?:button|btn)/i;

/** Whether an element's class, id or name says that it fills the cart. */
export function isCartName(names: string): boolean {
  return CART_NAME.test(names);
}
