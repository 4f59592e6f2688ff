/** How generators of feeds (bridges, scrapers, readers of other sites) report their own failure: as an entry. */
const ERROR_TITLES: readonly RegExp[] = [
  /\w*bridge\b.{0,20}\b(?:was unable|has failed|failed)\b/i,
  /\b(?:bridge|feed|rss|scraper|generator|parser)\b.{0,40}\b(?:returned|reported|encountered|raised|threw|failed with)\b.{0,20}\b(?:error|exception|\d{3})\b/i,
  /^\W{0,3}(?:an? |the following )?(?:\w+ )?(?:error|exception)\b.{0,60}\b(?:fetch|load|pars|generat|updat|retriev|creat|process|download|connect)\w*/i,
  /^\W{0,3}(?:could not|couldn[’']t|unable to|failed to|cannot|can[’']t)\b.{0,20}\b(?:fetch|load|pars|generat|retriev|updat|read|find|creat|connect|access|reach|download)\w*\b.{0,60}\b(?:feed|page|source|site|website|url|content|items?|server|data)\b/i,
  /^\W{0,3}(?:this |your |the )?(?:rss )?(?:feed|subscription|free trial|trial|plan)\b.{0,30}\b(?:(?:has |is )?expired|has been (?:disabled|suspended|deactivated|paused|removed)|is (?:no longer|not|temporarily un) ?(?:available|active|updated|supported)|is (?:disabled|suspended|inactive|broken)|limit (?:reached|exceeded))/i,
  /^\W{0,3}error\b.{0,30}\bfailed with status code \d{3}\b/i,
  /^\W{0,3}(?:(?:es ist )?(?:ein )?fehler|fout|fel|fejl|feil|virhe)\b.{0,40}\b(?:abrufen|laden|lesen|erzeugen|verarbeiten|abruf|ophalen|inlezen|hämta|läsa|hente|hentning|lukeminen|haku)/iu,
  /^\W{0,3}(?:erreur|errore|error|erro|błąd|chyba|eroare|hiba)\b.{0,20}\b(?:lors d\w*|durant|nel|durante|al|ao|na|de|podczas|przy|při|la)\b.{0,40}(?:récup|charg|génér|lectur|recuper|carica|legg|genera|obten|carg|leer|acced|conect|obter|carreg|pobier|wczyt|ładow|załad|načít|stahov|încăr|citir)/iu,
  /^\W{0,3}(?:ошибка|помилка)(?:\s|:).{0,40}(?:загруз|получ|чтен|завантаж|отриман)/iu,
  /^\W{0,3}(?:エラー(?:が発生しました|です)?[:：].{0,40}(?:フィード|取得|読み込)|(?:フィード|データ|コンテンツ)を?の?(?:取得|読み込み?)(?:に失敗|できません)|(?:获取|加载|抓取|獲取|載入).{0,12}(?:失败|失敗|错误|錯誤))/u,
  /^\W{0,3}(?:feed|rss|bridge|generator|scrap(?:er|ing)|fetch) (?:error|failure|failed)\b/i,
  /^\W{0,3}(?:http(?:\/\d\.\d)?(?: status| error)?(?: code)?:? ?)[45]\d\d\b/i,
  /^\W{0,3}[45]\d\d:? (?:internal server error|bad gateway|service unavailable|not found|forbidden|gateway time-?out|too many requests|unauthorized)\W*$/i,
  /^\W{0,3}(?:curl|guzzle|requests?|urllib)(?: error| exception)? \d+|\bcURL error \d+/i,
];

/** Whether an entry is no listing, but a generator's report that it has failed. */
export function isErrorEntry(title: string): boolean {
  return title.length <= 300 && ERROR_TITLES.some((pattern) => pattern.test(title));
}
