import { type MarkupElement, textOf } from '../../markup/element.js';

import { readStockText } from '../../stock/read-stock-text.js';
import { anyOf, normalizeWords, wordsOf } from '../../stock/words.js';
import type { Cards } from './find-cards.js';
import { findRequest } from './find-request.js';
import { findWaitingRoom } from './find-waiting-room.js';
import { isAboutNoThing, isComparison, isListWithButtons } from './judge-subject.js';
import type { MarkedProduct, PageFacts } from './page-facts.js';
import type { ProductBlock } from './product-block.js';
import type { VisiblePrice } from './visible-price.js';

/**
 * What a page is about. `product`: one thing for sale, or sold out. `gone`: it says that what was asked for is not there any more.
 * `blocked`: a check for robots. `login` and `consent`: a wall before the page. `error`: the shop failed and answered 200 all the same.
 * `category`: a list of several. `empty`: nothing to read, as where scripts draw everything. `other`: nothing is for sale.
 */
export type PageKind = 'product' | 'gone' | 'blocked' | 'login' | 'consent' | 'error' | 'category' | 'empty' | 'other';

export interface PageVerdict {
  kind: PageKind;
  /** The reason in a sentence, for the task's owner. */
  why: string;
  /** It is known to sell no thing: amounts on it are of something else. */
  sellsNothing?: true;
}

/** What the verdict is made from: all of it read before prices are chosen. */
export interface PageEvidence {
  facts: PageFacts;
  heading: MarkupElement | undefined;
  products: readonly MarkedProduct[];
  /** How many different products with a price the markup names. */
  pricedProducts: number;
  places: readonly VisiblePrice[];
  cards: Cards;
  block: ProductBlock;
  /** Where a heading such as "You may also like" begins other products; infinite without one. */
  othersFrom: number;
}

const BLOCKED =
  wordsOf(`captcha, recaptcha, are you (?:a )?(?:human|robot), not a (?:robot|bot), verify (?:that )?you(?:'re| are)(?: a)? human, verifying you are human, human verification, checking your browser, just a moment, attention required, access (?:to this page has been )?denied, access is denied, unusual (?:traffic|activity), pardon our interruption, security check, bot (?:protection|detection), ddos protection, please enable (?:js|javascript|cookies), you have been blocked, request blocked, suspected bot, automated (?:access|requests), press and hold, making sure you're not a bot,
kein roboter, sie ein mensch sind, ein roboter, sicherheitsüberprüfung, zugriff verweigert, ungewöhnlicher datenverkehr, einen moment bitte, êtes pas un robot, vous êtes humain, accès refusé, vérification de sécurité, no eres un robot, eres humano, acceso denegado, verificación de seguridad, non sei un robot, sei umano, accesso negato, não é um robô, acesso negado, geen robot, toegang geweigerd, nie jesteś robotem, odmowa dostępu, вы не робот, доступ (?:запрещен|ограничен|заблокирован), проверка браузера, подтвердите что вы,
ロボットではありません, アクセスが拒否, 安全验证, 安全驗證, 人机验证, 访问被拒绝, 验证码, 滑动验证, 로봇이 아닙니다, 접근이 거부`);
const ERROR =
  wordsOf(`internal server error, server error, service (?:temporarily )?unavailable, bad gateway, gateway time ?-?out, something went wrong, unable to complete your request, an error (?:has )?occurred, technical (?:difficulties|problems?|error), under maintenance, scheduled maintenance, maintenance mode, down for maintenance, be right back, temporarily down, error 5\\d\\d, try again later, site is (?:offline|unavailable), application error,
interner fehler, serverfehler, wartungsarbeiten, technische (?:störung|probleme|schwierigkeiten), ein fehler ist aufgetreten, etwas ist schiefgelaufen, vorübergehend nicht erreichbar, erreur (?:interne|serveur|technique), en maintenance, une erreur (?:est survenue|s'est produite), error (?:interno|del servidor), en mantenimiento, algo salió mal, ha ocurrido un error, errore (?:interno|del server), in manutenzione, qualcosa è andato storto, si è verificato un errore, erro (?:interno|no servidor), em manutenção, algo deu errado, ocorreu um erro, er is iets misgegaan, onderhoud, er is een fout opgetreden, przerwa techniczna, wystąpił błąd, coś poszło nie tak, ошибка сервера, технические работы, произошла ошибка, что-то пошло не так, メンテナンス中, エラーが発生, 系统维护, 系統維護, 服务器错误, 점검 중, 오류가 발생`);
const GONE =
  wordsOf(`(?:page|product|item|article|listing|offer|ad) (?:was |is |could |can ?)?not (?:be )?found, page you (?:are|were) looking for, 404, error 404, not found, couldn't find, could not find, can't find, cannot be found, no longer (?:exists?|available|active|for sale|online|listed|sold|offered), does not exist, doesn't exist, has been (?:removed|deleted|discontinued|sold), was (?:removed|deleted|discontinued), (?:listing|auction|sale|offer|ad|item|product) (?:has )?(?:ended|expired), is (?:gone|discontinued), we've retired, been retired, have moved on, dead link,
(?:seite|produkt|artikel|angebot|anzeige) (?:wurde )?(?:leider )?nicht (?:mehr )?(?:gefunden|verfügbar|vorhanden|online), nicht gefunden, existiert nicht(?: mehr)?, nicht mehr (?:verfügbar|im sortiment|im angebot|erhältlich|vorhanden|angeboten), wurde (?:entfernt|gelöscht|beendet|verkauft|eingestellt), (?:page|produit|article|annonce) (?:est )?(?:introuvable|non trouvée?|supprimée?), introuvable, n'existe (?:pas|plus), plus (?:disponible|en vente|commercialisée?), a été (?:supprimée?|retirée?|vendue?), (?:página|producto|artículo|anuncio) no (?:se )?(?:encontrad[oa]|encuentra|disponible|existe|ha sido encontrad[oa]), no encontrad[oa], no existe, ya no (?:está|existe|se vende), ha sido (?:eliminad[oa]|retirad[oa]|vendid[oa]), fue eliminad[oa],
(?:pagina|prodotto|articolo|annuncio) non (?:è )?(?:più )?(?:trovat[oa]|disponibile|esistente), non trovat[oa], non esiste(?: più)?, non (?:è )?più (?:disponibile|in vendita|a catalogo), è stat[oa] (?:rimoss[oa]|eliminat[oa]|vendut[oa]), (?:página|produto|anúncio) não (?:foi )?(?:encontrad[oa]|disponível|existe), não encontrad[oa], não existe, já não (?:está|existe), foi (?:removid[oa]|vendid[oa]), (?:pagina|product|artikel) (?:is )?niet (?:meer )?(?:gevonden|beschikbaar|leverbaar), niet gevonden, bestaat niet(?: meer)?, niet meer (?:beschikbaar|leverbaar|verkrijgbaar|in ons assortiment), is verwijderd,
nie (?:została |został |zostało )?(?:znaleziono|znaleziona|znaleziony), nie istnieje, już (?:niedostępny|nie jest dostępny|nie istnieje), został(?:a|o)? (?:usunięt[yae]|zakończon[yae]), oferta (?:zakończona|wygasła), страница не (?:найдена|существует), (?:товар|объявление) не найден[оа]?, не найден[ао]?, не существует, больше не (?:продается|продаётся|доступен|существует), (?:удален|удалён|удалена|снят|снято) с? ?(?:публикации|продажи)?, sidan (?:kunde inte|hittades inte), hittades inte, finns inte(?: längre)?, siden (?:blev ikke|findes ikke|finnes ikke), ikke fundet, ikke funnet, sivua ei löyt, stránka nenalezena, nenalezen[ao]?, stránka neexistuje, sayfa bulunamadı, (?:ürün|sayfa|ilan) bulunamadı, bulunamadı, (?:ürün|ilan) (?:satıştan|yayından) kaldırıl\\p{L}+, nem található, pagina nu (?:a fost|există),
見つかりません, 存在しません, 販売を終了, 販売終了, お探しの(?:商品|ページ), 削除され, 未找到, 找不到, 不存在, 已下架, 已被?删除, 已結束, 찾을 수 없, 존재하지 않, 판매가? ?종료`);
const LOGIN = wordsOf(
  `log ?in, sign ?in, login, log in to, sign in to, anmelden, einloggen, anmeldung, connexion, se connecter, identifiez-vous, iniciar sesión, inicia sesión, acceder, accedi, login, iniciar sessão, entrar, inloggen, aanmelden, zaloguj(?: się)?, logowanie, войти, вход, авторизация, logga in, log ind, logg inn, kirjaudu, přihlášení, přihlásit, ログイン, 登录, 登入, 로그인`,
);
/** A heading that begins with it is no product's name. */
const FIRST_LOGIN = new RegExp(
  `^(?:please |bitte |veuillez |(?:you (?:must|need to) )|first,? )?(?:${LOGIN.source})(?: |$|[.!:,])`,
  'u',
);
const CONSENT = wordsOf(
  `before you continue, cookie (?:consent|settings|wall|preferences), we (?:use|value your) (?:cookies|privacy), your privacy, accept cookies, cookies? (?:akzeptieren|einstellungen), bevor sie fortfahren, wir verwenden cookies, ihre privatsphäre, avant de continuer, vos cookies, gestion des cookies, nous utilisons des cookies, antes de continuar, usamos cookies, utilizamos cookies, prima di continuare, utilizziamo i cookie, voordat u verdergaat, wij gebruiken cookies, zanim przejdziesz, używamy plików cookie, мы используем (?:файлы )?cookie, age verification, are you (?:over|at least) \\d\\d, (?:verify|confirm) your age, altersprüfung, bist du (?:schon )?\\d\\d`,
);
/** Whatever stands before a page. */
const WALL = anyOf(BLOCKED, ERROR, CONSENT);
const LIST =
  wordsOf(`sort(?:ed)? by, sort, showing \\d+, \\d+ (?:results?|items|products|articles?), \\d+[-–]\\d+ of \\d+, items? \\d+[-–]\\d+, per page, view as, filter(?:s|ed)?(?: by)?, refine(?: by| your)?, shop by, load more, show more products, results? for, search results, display, page \\d+ of \\d+, featured, best selling, price low to high,
sortier(?:en|t|ung)(?: nach)?, \\d+ (?:artikel|produkte|ergebnisse|treffer), (?:artikel|produkte) pro seite, filtern?, ergebnisse, suchergebnisse?, seite \\d+ von \\d+, anzeigen, trier par, tri(?: par)?, \\d+ (?:articles?|produits?|résultats?), filtrer(?: par)?, résultats, par page, ordenar(?: por)?, \\d+ (?:productos?|artículos?|resultados?), filtrar(?: por)?, mostrando \\d+, resultados, por página, ordina(?: per)?, \\d+ (?:prodotti|articoli|risultati), filtra(?: per)?, risultati, per pagina, ordenar, \\d+ (?:produtos?|resultados?), sorteer(?: op)?, sorteren, \\d+ (?:producten|resultaten), filteren, per pagina, sortuj(?: według)?, sortowanie, \\d+ (?:produktów|produkty|wyników), filtruj, na stronie,
сортировать(?: по)?, сортировка, показать по, найдено \\d+, \\d+ (?:товаров|товара|результатов), фильтр(?:ы)?, показано \\d+, sortera(?: efter)?, \\d+ (?:produkter|varor|artiklar), sortér, sorter(?: efter| etter)?, järjestä, seřadit, řadit podle, řazení, zoradiť, \\d+ (?:položek|produktov), sıralama, rendezés, 並び替え, 並べ替え, \\d+件, 絞り込み, 検索結果, 排序, 筛选, 篩選, 综合, \\d+ ?(?:件商品|条结果), 정렬, 상품 \\d+개`);

/** Says what a page is about; parsePage makes it from the same reading that gives the product. Pure. */
export function judgePage(evidence: PageEvidence): PageVerdict {
  const { facts, heading, products } = evidence;
  const headingText = heading ? textOf(heading, 300) : '';
  const named = normalizeWords(headingText);
  const title = normalizeWords(facts.title);
  const isOwn = products.some(
    ({ isOwn: isNamed, rule, offers }) =>
      isNamed === true && (rule !== 'meta' || offers.some(({ price }) => price !== undefined)),
  );
  const canBuy = facts.buttons.some(
    (button) => button.isShown && isInBlock(button.element.order, evidence) && isBuying(button.kind),
  );
  // A product in the page's own words is more than a word in its texts.
  const isProduct = isOwn || canBuy;
  const opening = isProduct ? [] : openingOf(facts, heading).filter((text) => WALL.test(text));
  const says = (words: RegExp) =>
    [named, title].find((text) => text.length < 120 && words.test(text)) ?? opening.find((text) => words.test(text));
  if (!isOwn) {
    const wall = says(BLOCKED);
    if (wall !== undefined) return verdict('blocked', `The page asks for a check of its reader: "${quote(wall)}"`);
  }
  const line = isProduct || hasOwnPrice(evidence) ? undefined : findWaitingRoom(facts, headingText);
  if (line !== undefined) return verdict('blocked', `The shop lets its visitors wait in a line: "${quote(line)}"`);
  const failure = isOwn ? undefined : findFailure(title, named, evidence);
  if (failure !== undefined) return verdict('error', `The shop answers with an error: "${quote(failure)}"`);
  const goneHeading = products.some(isForSale)
    ? undefined
    : [named, title].find((text) => text.length < 160 && isGone(text));
  if (goneHeading !== undefined) return gone(goneHeading);
  const above = isOwn ? undefined : findNoticeAbove(evidence);
  if (above !== undefined) return gone(above);
  if (!isProduct) {
    const error = says(ERROR);
    if (error !== undefined) return verdict('error', `The shop answers with an error: "${quote(error)}"`);
    const consent = facts.texts.length < 200 ? says(CONSENT) : undefined;
    if (consent !== undefined) return verdict('consent', `The page asks for consent first: "${quote(consent)}"`);
    if (facts.hasPassword && [named, title].some((text) => text.length < 80 && LOGIN.test(text)))
      return verdict('login', 'The page asks for a login.');
  }
  // "Sign in to continue", and a membership to buy beside it.
  if (!isOwn && facts.hasPassword && [named, title].some((text) => text.length < 60 && FIRST_LOGIN.test(text)))
    return verdict('login', 'The page asks for a login.');
  const notice = !isProduct && !hasOwnPrice(evidence) ? findNotice(evidence) : undefined;
  if (notice !== undefined) return gone(notice);
  if (!isOwn && isComparison(named, facts)) return verdict('category', 'The page compares several products.');
  if (!isOwn && isListWithButtons(facts, evidence.places))
    return verdict('category', 'The page lists several things, each with a button of its own.');
  if (!isProduct && isAboutNoThing(named, facts))
    return { ...verdict('other', 'The page is not about a thing for sale.'), sellsNothing: true };
  const list = judgeList(evidence, isOwn);
  if (list) return list;
  if (facts.texts.length < 3 && products.length === 0 && facts.headings.length === 0)
    return verdict('empty', 'There is nothing to read on the page; scripts may draw it (render: "browser").');
  if (isAboutProduct(evidence)) return verdict('product', 'The page is about a product.');
  return verdict('other', 'Nothing on the page says that something is for sale.');
}

/** Words that open a page of an error, where a product's name would stand. */
const OOPS =
  /^(?:oops|ooops|whoops|uh[- ]?oh|oh no|sorry|we(?:'|’)?re sorry|we are sorry|error|an error|hoppla|ups|oje|fehler|entschuldigung|desolé|désolé|oups|erreur|lo sentimos|vaya|ops|ooops|siamo spiacenti|errore|desculpe|erro|sorry|helaas|fout|przepraszamy|błąd|ой|упс|ошибка|извините|hata|üzgünüz|申し訳|エラー|抱歉|错误|죄송|오류)(?![\p{L}\d])/u;

/** A page that fails in its heading, whatever block of buying it still shows: a title or heading that says so, alone or with a sentence below it. */
function findFailure(title: string, named: string, evidence: PageEvidence): string | undefined {
  const short = [named, title].filter((text) => text !== '' && text.length < 90);
  const plain = short.find((text) => ERROR.test(text) && !GONE.test(text));
  if (plain !== undefined) return plain;
  if (!short.some((text) => OOPS.test(text))) return undefined;
  return openingOf(evidence.facts, evidence.heading).find((text) => ERROR.test(text));
}

function verdict(kind: PageKind, why: string): PageVerdict {
  return { kind, why };
}

function gone(text: string): PageVerdict {
  return verdict('gone', `The page says that it is gone: "${quote(text)}"`);
}

function quote(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}...` : text;
}

function isBuying(kind: string): boolean {
  return kind === 'cart' || kind === 'preorder' || kind === 'backorder';
}

function isForSale({ offers, isOwn }: MarkedProduct): boolean {
  return (
    isOwn === true &&
    offers.some(({ availability = '', price }) => price !== undefined && /instock|preorder/i.test(availability))
  );
}

function isInBlock(order: number, { block }: PageEvidence): boolean {
  return order >= block.start && order <= block.end;
}

function isGone(words: string): boolean {
  return GONE.test(words) || (words.length < 60 && readStockText(words) === 'out_of_stock');
}

/** The first texts that people read, a page's message among them. */
function openingOf({ texts }: PageFacts, heading: MarkupElement | undefined): string[] {
  const from = heading ? texts.findIndex(({ element }) => element.order >= heading.order) : 0;
  const first = texts.length < 40 ? texts : texts.slice(Math.max(0, from), Math.max(0, from) + 25);
  return first.filter(({ text }) => text.length > 5 && text.length < 160).map(({ text }) => normalizeWords(text));
}

/** Words in the product's place that it is gone for good: of a sale that ended, of a page that is kept for its address. */
function findNotice({ facts, block }: PageEvidence): string | undefined {
  for (const { element, text } of facts.texts) {
    if (element.order < block.start || element.order > block.end || text.length < 4 || text.length > 140) continue;
    const words = normalizeWords(text);
    const found = GONE.exec(words)?.[0];
    if (found === undefined || NOTICE_ASIDE.test(words)) continue;
    // Where no spaces are written, a sentence that only mentions it is short too.
    if (!/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(found) || words.length < found.length * 3) return words;
  }
  return undefined;
}

/** A sentence above all headings that what was looked for is not there: what is shown below it is another thing. */
function findNoticeAbove({ facts, heading }: PageEvidence): string | undefined {
  const first = Math.min(
    heading?.order ?? Number.POSITIVE_INFINITY,
    ...[...facts.headings, ...facts.subheadings].map(({ order }) => order),
  );
  if (first === Number.POSITIVE_INFINITY) return undefined;
  return facts.texts
    .filter(({ element, text }) => element.order < first && text.length > 20 && text.length < 140)
    .slice(0, 20)
    .map(({ text }) => normalizeWords(text))
    .find((words) => GONE.test(words) && LOOKED_FOR.test(words) && !NOTICE_ASIDE.test(words));
}

const LOOKED_FOR = wordsOf(
  "you (?:are|were) (?:looking for|trying to), you (?:requested|asked for), requested, this (?:product|item|listing|page), the (?:product|item|listing|page), (?:dieses|das) (?:produkt|angebot), (?:dieser|der) artikel, (?:diese|die) seite, sie suchen, gesuchte, ce produit, cet article, le produit, l'article, cette page, la page, recherchez, este producto, el producto, el artículo, la página, que buscas?, questo prodotto, il prodotto, l'articolo, la pagina, este produto, o produto, a página, dit product, het product, deze pagina, ten produkt, produkt, strona, товар, страница, bu ürün, aradığınız, produkten, varan, sidan, お探し, この商品, 该商品, 您查看的",
);

const NOTICE_ASIDE = wordsOf(
  'if, when, wenn, falls, si, cuando, se, quando, als, jeśli, если, når, review, reviews, image, photo, store, stores, javascript, in (?:green|red|blue|black|white|size)',
);

function hasOwnPrice({ places, block }: PageEvidence): boolean {
  return places.some(
    ({ score, order, row, isStruck, isMarked }) =>
      score > 3 && !row && !isStruck && isMarked && order >= block.start && order <= block.end,
  );
}

const MANY = 4;
/** A list begins close below its heading, in elements. */
const BELOW = 60;

/** A list of products: none of them answers for the page. Menus above the heading and products named as others do not make one. */
function judgeList(evidence: PageEvidence, isOwn: boolean): PageVerdict | null {
  const { facts, pricedProducts, cards, places, heading, othersFrom, block } = evidence;
  if (isOwn) return null;
  if (pricedProducts >= 2)
    return verdict('category', `The page names ${pricedProducts} products and none of them as its own.`);
  const from = heading?.order ?? 0;
  const rows = cards.rows.filter(({ order }) => order > from && order < othersFrom);
  if (rows.length === 0) return null;
  const first = Math.min(...rows.map(({ order }) => order));
  const isAbove = (order: number) => order < first && order > from - 100;
  const hasLonePrice = places.some(
    ({ score, row, order, isStruck }) => score > 2 && !row && !isStruck && isAbove(order),
  );
  if (findRequest(facts, block, first) !== undefined) return null;
  const hasLoneButton = facts.buttons.some(
    ({ element, kind, isShown }) => isShown && isBuying(kind) && element.name !== 'form' && isAbove(element.order),
  );
  if (hasLonePrice || hasLoneButton) return null;
  const size = rows.reduce((sum, { cards: members }) => sum + members.length, 0);
  if (size >= MANY && isSortable(facts))
    return verdict('category', `The page is a list of products: ${size} of them, to be sorted or filtered.`);
  const isLone = places.some(({ score, row, isStruck }) => score > 3 && !row && !isStruck);
  if (!isLone && first - from < BELOW && !saysOut(facts, from, first))
    return verdict('category', `The page shows ${size} products and no price of its own.`);
  return null;
}

/** "Currently unavailable" between the heading and the first of others: the page is about what is named above. */
function saysOut({ texts }: PageFacts, from: number, to: number): boolean {
  return texts.some(
    ({ element, text }) => element.order > from && element.order < to && readStockText(text) === 'out_of_stock',
  );
}

function isSortable({ listControls, texts }: PageFacts): boolean {
  if (listControls.length > 0) return true;
  return texts.some(({ text }) => text.length < 60 && LIST.test(normalizeWords(text)));
}

function isAboutProduct({ facts, products, places }: PageEvidence): boolean {
  return (
    products.some((product) => product.name !== undefined || product.offers.length > 0) ||
    /product|og:product/i.test(facts.metas.get('og:type') ?? '') ||
    facts.buttons.some(({ kind, element }) => isBuying(kind) || (kind !== 'notify' && element.name === 'button')) ||
    places.length > 0
  );
}
