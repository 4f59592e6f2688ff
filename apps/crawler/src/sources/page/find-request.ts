import { normalizeWords, wordsOf } from '../../stock/words.js';
import type { PageFacts, ShownText } from './page-facts.js';
import type { ProductBlock } from './product-block.js';

/** Another thing stands in its place. */
const REPLACED = wordsOf(
  'replaced by, (?:has been |was )?superseded by, successor(?: model| product)?, newer (?:model|version)(?: available)?, nachfolger(?:modell|produkt)?, ersetzt durch, remplacé par, produit de remplacement, sustituido por, reemplazado por, sostituito da, substituído por, vervangen door, opvolger, zastąpiony przez, заменен на, заменён на, новая модель, nahrazen, náhrada, 後継(?:機|品|モデル), 替代产品, 후속',
);
/** Instead of a price: whoever wants it has to ask. */
const REQUEST =
  wordsOf(`(?:price|pricing|cost|rates?) (?:is |available )?(?:up)?on (?:request|application|enquiry|inquiry), p\\.?o\\.?a\\.?, (?:call|phone|contact(?: us)?|ask|email|enquire|inquire|login|log in|sign in) (?:us )?(?:for|to see) (?:the |a |our |your )?(?:price|pricing|prices|quote|best price), (?:request|get|ask for|receive) (?:a |your )?(?:free )?(?:quote|quotation|pricing|price), call for (?:price|pricing|quote), see price in (?:cart|basket|checkout), add to (?:cart|basket) (?:to see|for) (?:the )?price, to (?:see|view) (?:our |your |the |wholesale |trade )?(?:price|prices|pricing), (?:price|prices|pricing) (?:are )?(?:only )?(?:visible|available|shown) (?:only )?(?:to|after|for|once|when),
um (?:den |die |ihre |unsere )?preise? (?:zu sehen|sehen zu können|anzuzeigen|einzusehen), preise? (?:nur |erst |sind )?(?:sichtbar )?(?:nach|für) (?:anmeldung|dem login|der anmeldung|registrierte|händler|gewerbe\\p{L}+), pour (?:voir|consulter|afficher) (?:le|les|nos|vos) prix, prix visibles? après, para ver (?:el |los )?precios?, per (?:vedere|visualizzare) (?:il|i) prezz[oi], para ver (?:o |os )?preços?, om (?:de )?prij(?:s|zen) te (?:zien|bekijken), zobaczyć cen[yę], (?:увидеть|узнать|посмотреть) цен[уы], för att se pris(?:er|et)?, for (?:at|å) se pris(?:er|en)?, pro zobrazení cen,
(?:preis|preise) (?:auf|nur auf|bitte) (?:anfrage|anfragen), auf anfrage, preis a\\.? ?a\\.?, preis anfragen, angebot anfordern, prix sur demande, sur demande, prix nous consulter, nous consulter, demander un devis, precio (?:a|bajo|por) (?:consultar|consulta|petición), consultar precio, consulte (?:el )?precio, solicitar (?:presupuesto|precio|cotización), prezzo (?:su|a) richiesta, su richiesta, richiedi (?:un )?(?:preventivo|prezzo), preço (?:sob|a) (?:consulta|consultar), sob consulta, solicitar orçamento, prijs op aanvraag, op aanvraag, offerte aanvragen, cena (?:na|do) (?:zapytanie|uzgodnienia|telefon), zapytaj o cenę, cena na (?:dotaz|vyžádání|vyžiadanie), na dotaz, ár egyeztetés szerint, preț la cerere, цена (?:по|на) (?:запросу|заявке), по запросу, цену уточняйте, уточнить цену, pris (?:på|ved|etter) (?:begäran|förfrågan|forespørsel|henvendelse), hinta pyynnöstä, fiyat (?:sorunuz|için arayınız|al), fiyat sor,
価格(?:は)?(?:お)?問い?合わ?せ, お問い合わせください, 要問い?合わ?せ, 応談, 価格応談, 面議, 面议, 电议, 价格面议, 询价, 來電洽詢, 가격\\s?문의, 문의\\s?바랍니다`);
const MAX_LENGTH = 70;

/**
 * Where, in the product's part and not behind `end`, a short text stands that says that the price is to be asked for, or that another product has
 * taken its place: what costs something below is not what the page is about.
 */
export function findRequest({ texts }: PageFacts, block: ProductBlock, end: number): ShownText | undefined {
  return texts.find(
    ({ element, text }) =>
      element.order >= block.start &&
      element.order <= block.end &&
      element.order <= end &&
      text.length <= MAX_LENGTH &&
      isRequest(normalizeWords(text)),
  );
}

/** "Delivery on request" asks for something else. */
function isRequest(words: string): boolean {
  if (REPLACED.test(words)) return true;
  const found = REQUEST.exec(words)?.[0];
  return found !== undefined && (found.length >= words.length * 0.6 || PRICE.test(words));
}

const PRICE = /pri[cxs]|preis|prezz|prec?io|preç|prij|cen[aęyu]|цен|fiyat|hinta|価格|价|價|가격|quote|devis|offerte/u;
