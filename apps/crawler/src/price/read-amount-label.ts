import { FREE_SHIPPING, IN_PARTS } from './phrases-before-amounts.js';
import type { PriceKind } from './scan-prices.js';

const NOT_A_LETTER = '(?<![\\p{L}\\d])';
const END = '(?![\\p{L}\\d])';
const words = (list: string) => new RegExp(`${NOT_A_LETTER}(?:${list})${END}`, 'u');

const UNITS =
  '(?:1|10|100|500|1000)? ?(?:kg|g|gr|kilo(?:gram(?:m|me)?)?|lbs?|oz|ml|cl|dl|l|ltr|lit(?:er|re|ro)s?|m²|㎡|m2|qm|kvm|sqm|sq\\.? ?(?:m|ft)|square (?:met(?:er|re)|foot)|quadratmeter|m(?:è|e)tre carré|metro (?:cuadrado|quad(?:ro|rato))|m³|m3|m(?:et|èt)(?:er|re|ro)|кг|л|м²|м2|м)';
const UNIT_LABEL = new RegExp(
  `(?:(?:^|[^\\p{L}])(?:per|pro|je|par|por|al|alla|au|el|za|na|prix au|preis pro|price per|за)|/|^) ?${UNITS}${END}$|^(?:m²|m2|㎡|kg)[ -](?:preis|fiyatı|price|prijs|pris|hinta|ár)$|^平米単価$|あたり$|${words('(?:cost |price |kosten |preis |prix |coût |precio |coste )?(?:per|pro|par|por) (?:serving|portion|cup|wash|use|dose|capsule|load|porción|ración|tasse|waschgang|waschladung|anwendung|lavage|lavado)|quadratmeterpreis|kilopreis|literpreis|metrekare fiyatı|grundpreis|unit price|price per unit|preis pro einheit|prix (?:unitaire|au kilo)|precio por (?:unidad|kilo)|prezzo (?:unitario|al kg)|stukprijs|cena jednostkowa|jednotková cena|jmf?-?pris|цена за единицу').source}`,
  'u',
);
const LABELS: ReadonlyArray<readonly [PriceKind, RegExp]> = [
  [
    'old',
    words(
      "was|were|previously|formerly|rrp|r\\.r\\.p|msrp|m\\.s\\.r\\.p|srp|mrp|list|list price|retail(?: price| value)?|regular(?: price)?|reg|orig|original(?: price)?|old price|compare at|instead of|before|normally|usually|usual price|uvp|statt|vorher|früher|ehemals|bisher|alter preis|unverbindliche preisempfehlung|listenpreis|normalpreis|streichpreis|avant|au lieu de|prix (?:barré|conseillé|public|d'origine|initial|habituel)|ancien prix|antes|precio (?:anterior|original|habitual|normal|recomendado)|pvp|pvpr|prezzo (?:di listino|precedente|originale|consigliato|pieno)|anziché|invece di|preço (?:anterior|original|normal)|era|van|adviesprijs|oude prijs|normale prijs|winkelprijs|cena (?:regularna|przed|katalogowa|poprzednia)|najniższa cena|poprzednia cena|było|стар(?:ая|а) цена|раньше|было|цена без скидки|tidigare|ord(?:inarie)?\\.?(?: pris)?|rek\\.? ?pris|tidligere|før|førpris|veil\\.? pris|norm(?:al)?\\.? ?(?:pris|hinta)|ovh|původn[ěí] cena|běžná cena|dříve|pôvodná cena|bežná cena|eredeti ár|nieuwprijs|neupreis|prix (?:du )?neuf|prix d'achat|precio (?:de )?nuevo|prezzo (?:da|del) nuovo|nypris|cena now(?:ego|ej)|purchased for|bought (?:new )?for|cost new|preț vechi|prp|eski fiyat|normal fiyat|liste fiyatı|αρχική(?: τιμή)?|προηγούμενη τιμή|παλιά τιμή|πριν|π\\.λ\\.τ|ราคาปกติ|ราคาเดิม|ราคาเต็ม|стара ціна|звичайна ціна|було|стара цена|редовна цена|беше|обычная цена|giá (?:gốc|cũ|niêm yết|thị trường)|harga (?:asli|awal|normal|coret)|sebelumnya|מחיר (?:קודם|רגיל|מקורי|מחירון)|במקום|السعر (?:قبل(?: الخصم)?|السابق|الأصلي|القديم)|قبل الخصم|كان|بدلا من|stara (?:cijena|cena)|redov?na (?:cijena|cena)|mpc|sena kaina|įprasta kaina|vecā cena|parastā cena|tavahind|vana hind|قیمت (?:قبل|اصلی)|मूल कीमत|원가|소비자가",
    ),
  ],
  [
    'discount',
    words(
      'save|you save|saving|savings|your savings|discount|off|sie sparen|du sparst|ersparnis|rabatt|nachlass|économie|vous économisez|remise|réduction|ahorro|ahorras|ahorra|descuento|risparmi|risparmio|sconto|economize|desconto|poupança|je bespaart|u bespaart|bespaar|korting|oszczędzasz|rabat|zniżka|скидка|экономия|вы экономите|du sparar|du sparer|spar|ušetříte|sleva|zľava|割引|优惠|節省',
    ),
  ],
  [
    'instalment',
    words(
      'monthly|per month|a month|/ ?mo(?:nth)?|pm|p\\.m\\.|instal?lments?|instal?lments? of|payments? of|weekly|per week|finance from|financing|leasing(?: rate)?|klarna|afterpay|affirm|monatlich|pro monat|im monat|mtl|monatsrate|monatliche rate|rate|raten|finanzierung|leasingrate|par mois|mensualités?|/ ?mois|al mes|mensual(?:es)?|cuotas?|al mese|mensile|rate da|rata|por mês|mensais|parcelas?|per maand|maandelijks|maandbedrag|miesięcznie|rata od|raty|в месяц|ежемесячно|рассрочка|платеж|/ ?мес|per månad|i månaden|/ ?mån|om måneden|pr\\.? måned|md|kuukaudessa|/ ?kk|měsíčně|mesačne|havonta|lunar|ayda|taksit|月々|分期',
    ),
  ],
  [
    'shipping',
    words(
      'verzenden|ophalen|versenden|expédier|spedire|enviar|wysłać|versandpauschale|versandkostenpauschale|liefergebühr|shipping|delivery|postage|p&p|handling|freight|shipping costs?|delivery (?:costs?|fee|from)|versand|versandkosten|lieferung|zzgl\\.? versand|liefer(?:kosten|gebühr)|livraison|frais de (?:port|livraison)|expédition|env[ií]o|gastos de envío|spedizione|spese di spedizione|consegna|frete|entrega|envio|portes|verzending|verzendkosten|bezorgkosten|dostawa|wysyłka|koszt dostawy|доставка|стоимость доставки|frakt|fraktkostnad|levering|toimitus|toimituskulut|doprava|doručení|szállítás|livrare|kargo|送料|運費|运费|배송비',
    ),
  ],
  [
    'other',
    words(
      "taxes(?: (?:and|&) fees)?|taxes|(?:resort|cleaning|service|booking|processing|handling|listing|membership) fees?|fees?|steuern(?: und gebühren)?|(?:auktions|service|bearbeitungs|verwaltungs|vermittlungs|system|vorverkaufs)?gebühr(?:en)?|endreinigung|frais de (?:service|dossier|ménage)|taxes de séjour|tasas|gastos de gestión|tasse|spese di gestione|taxas?|deposit|down ?payment|pfand|zzgl\\.? pfand|kaution|anzahlung|caution|acompte|consigne|fianza|señal|anticipo|cauzione|acconto|caparra|sinal|depósito|caução|waarborg|statiegeld|aanbetaling|borg|kaucja|zaliczka|залог|предоплата|аванс|depositum|pant|est\\.? ?(?:value|retail|price)?|estimate[ds]?(?: value| price)?|estimated value|valued at|(?<!best )value|worth|schätzwert|schätzpreis|wert|valeur|valeur estimée|estimation|valor|valor estimado|valore|stima|waarde|wartość|оценка|trade-in(?: value)?|trade in|inzahlungnahme|ankauf|ankaufspreis|wir zahlen|reprise|sell for|cash price we pay|orders? (?:over|above|of)|on orders|spend|minimum order|min\\.? order|free (?:shipping|delivery) (?:over|on|from|for)|mindestbestellwert|ab einem bestellwert von|bestellwert|minimum de commande|pedido mínimo|a partir de un pedido|ordine minimo|pedido mínimo|minimum bestelling|zamówienia? (?:od|powyżej)|заказ(?:е|ы)? от|(?<!non[- ]?)member(?:s|ship)?(?: price| pay)?|members? only|club(?: price)?|clubpreis|mitgliederpreis|mit karte|with card|vip price|prix (?:club|membre|adhérent)s?|(?:carte|tarif) (?:club|membre|adhérent|fidélité)s?|precio (?:de )?(?:soci[oa]s?|club|miembros?)|prezzo (?:per )?(?:i )?(?:soci[oa]?|club|iscritti|tessera)|loyalty price|(?:\\w{2,12} )?card price|preço (?:sócio|clube)|clubprijs|ledenprijs|cena klubowa|цена по карте|medlemspris|klubbpris|points?|punkte|reward|cashback|bonus|gift card|gutschein|warranty|garantie|protection plan|insurance|versicherung|assembly|installation|montage|aufbau|gift wrap(?:ping)?|geschenkverpackung|subscribe(?: &| and)? save(?: \\d{1,2} ?%)?|subscription|im abo|abo|sparabo|auto-?ship|autoship|open[ -]?box|used from|used|(?:certified )?refurbished|renewed|pre-?owned|second[ -]?hand|like new|wie neu|b-ware|generalüberholt|seconde main|reconditionnée?|segunda mano|reacondicionado|seconda mano|ricondizionato|segunda mão|recondicionado|tweede kans|odnowiony|подержанн\\p{L}+|восстановленн\\p{L}+|中古品?|二手|중고|gebraucht|gebraucht ab|d'occasion|occasion|usado|usato|usados desde|tweedehands|używane|б/у|wholesale(?: price)?|trade price|dealer price|händlerpreis|großhandelspreis|prix de gros|precio (?:mayorista|al por mayor)|prezzo (?:all'ingrosso|rivenditori)|cena hurtowa|оптовая цена|опт|average(?: price)?|price trend|preis-trend|trend|durchschnitt|tages-durchschnitt|prix moyen|precio medio|prezzo medio|średnia cena|средняя цена|all[- ]time (?:low|high)|lowest price ever|starting bid|opening bid|startpreis|startgebot|reserve price|buyer's premium|per person|in the cart|cart total|basket total|subtotal|zwischensumme|sous-total|subtotale|subtotaal",
    ),
  ],
];

/**
 * What the words before an amount make of it ("Miete je m²", "Was:"); null where they say nothing, or that it is the price.
 */
export function readAmountLabel(text: string): PriceKind | null {
  if (text.length < 1 || text.length > 60) return null;
  const label = text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/^[\s:.,;()*+|–—-]{1,20}|[\s:.,;()*+|–—-]{1,20}$/g, '')
    .replace(FROM_END, '');
  if (POINTS.test(label)) return 'other';
  if (IN_PARTS.test(label)) return 'instalment';
  if (FREE_SHIPPING.test(label)) return 'shipping';
  if (label === '' || /\d{3}/.test(label)) return null;
  // "Precio por kilo": the word of "por 80 €" is in it.
  if (UNIT_LABEL.test(label)) return 'unit';
  if (NOW.test(label)) return null;
  for (const [kind, expression] of LABELS) {
    const found = expression.exec(label);
    if (!found || (kind === 'shipping' && FREE.test(label))) continue;
    // They end with what it is; "Free delivery" before a price is another matter.
    if (label.length - found.index - found[0].length <= 6) return kind;
  }
  return null;
}

/** "Earn 480 points (": what they are worth. */
const POINTS =
  /\d ?(?:(?:bonus|reward|loyalty|treue)[ -]?)?(?:points?|pts|punkte|puntos|punti|pontos|punten|punkt(?:y|ów)|poäng|point|bod[yů]|бонус\p{L}*|балл\p{L}*|ポイント|积分|積分|포인트)$/u;
/** "Occasion à partir de": what begins there is what the words before say. */
const FROM_END = / (?:(?:starting )?from|ab|à partir de|dès|desde|a partire da|a partir de|da|vanaf|od|от|fra|från)$/u;
const FREE = words(
  'free|gratis|kostenlos(?:e[rns]?)?|gratuite?|gratuit[oa]|grátis|frete grátis|darmowa|bezpłatn[ae]|бесплатн(?:ая|о)|ilmainen|zdarma|ücretsiz',
);
/** It says that this is what is to be paid. */
const NOW = words(
  'now|our price|your price|sale|sale price|special price|price now|today|jetzt|nur|ihr preis|unser preis|angebotspreis|sonderpreis|maintenant|notre prix|prix promo|ahora|precio (?:actual|final|oferta)|ora|adesso|prezzo (?:finale|scontato)|agora|por|nu|voor|teraz|cena (?:promocyjna|aktualna)|сейчас|цена со скидкой|nyt|nyní|akční cena|naše cena|most|akciós ár|preț nou|preț redus|τώρα|τιμή προσφοράς|νέα τιμή|ราคาพิเศษ|ราคาขาย|нова ціна|зараз|нова цена|giá khuyến mãi|giá bán|harga (?:promo|diskon|jual)|מחיר (?:מבצע|חדש)|السعر (?:الآن|بعد الخصم|الحالي)|الآن|indirimli fiyat|yeni fiyat|판매가|할인가|current bid|aktuelles gebot',
);

const PRICE_LABEL =
  /^(?:(?:our|asking|sale|selling|fixed|cash|unit|full|online|web|internet)[ -])?(?:price|preis|prix|precio|prezzo|preço|prijs|pris|cena|цена|ціна|ár|hinta|hind|kaina|preț|fiyat|fiyatı|τιμή|giá|giá bán|harga|ราคา|מחיר|السعر|価格|販売価格|价格|售价|價格|售價|가격|판매가)(?: online)?$|^(?:kaufpreis|barpreis|festpreis|verkaufspreis|kursgebühr|(?:kalt|warm|gesamt)?miete|gesamtpreis|loyer|rent|vraagprijs|prix de vente|precio de venta|prezzo di vendita|asking price|buy it now|sofort-kaufen|即決|(?:current|highest|winning) bid|(?:aktuelles|höchstes) gebot|höchstgebot|enchère (?:actuelle|en cours)|puja actual|offerta attuale|lance atual|huidig bod|aktualna oferta|текущая ставка|現在(?:価格)?)$/u;

const FROM_LABEL = /^(?:from|ab|dès|à partir de|desde|a partir de|a partire da|vanaf|od|от|fra|från)$/u;

/** Whether the words before an amount say that prices begin there. */
export function isFromLabel(text: string): boolean {
  return text.length <= 20 && FROM_LABEL.test(text.toLowerCase().replace(/^[\s:：.]{1,10}|[\s:：.]{1,10}$/g, ''));
}

/** Whether the words beside an amount call it the price, and no more. @param isTerm they are a term in a list, where "from" stands for the price */
export function isPriceLabel(text: string, isTerm = false): boolean {
  if (text.length > 30) return false;
  const label = text.toLowerCase().replace(/^[\s:：.|*-]{1,10}|[\s:：.|*-]{1,10}$/g, '');
  return PRICE_LABEL.test(label) || (isTerm && FROM_LABEL.test(label));
}

/** "£3.00 with Clubcard", "17 € für Mitglieder": not what everybody pays. */
const FOR_SOME =
  /^ ?(?:(?:\w{2,12}card|member(?:s|ship)?'?s?|club|nectar|loyalty|insider|vip) (?:price|pricing|pays?|only)|(?:club|mitglieder|karten|vorteils)preis|prix (?:club|membres?|adhérents?)|precio (?:socios?|club)|prezzo (?:soci|club)|cena klubowa|medlemspris|ledenprijs)(?!\p{L})|^ ?(?:с|по) (?:\p{L}{1,12} )?карт\p{L}*|^ ?(?:with|mit|avec|con|met|com|z|med|s|for|für|pour(?: les)?|para|per(?: i)?|voor|dla|для) (?:the |a |an |der |la |il |our |your |\w{1,12} )?(?:\w{0,14}card|members?(?:hip)?|karte|kundenkarte|clubkarte|mitglieder|carte|membres?|adhérents?|tarjeta|socios?|soci|tessera|klantenkaart|leden|kartą|klubowiczów|medlem\p{L}*|клиент\p{L}* клуба|членов)(?!\p{L})/u;

/** Whether the words behind an amount say that it is for those who belong to something. */
export function isForMembers(after: string): boolean {
  return FOR_SOME.test(after.slice(0, 40).toLowerCase());
}
