/** How feeds mark what somebody pays for, in the languages of many shops. */
const WORDS = [
  'sponsored(?: (?:post|content|message|link|by))?',
  'promoted(?: post)?',
  'ad',
  'advert(?:isement|orial)?',
  'partner (?:content|post)',
  'anzeige',
  'werbung',
  'gesponsert',
  'publicité',
  '(?:contenu )?sponsorisé',
  'publicidad',
  'patrocinado',
  'publicidade',
  'pubblicità',
  'sponsorizzato',
  'advertentie',
  'gesponsord',
  'reklama',
  '(?:artykuł |post )?sponsorowany',
  'annons',
  'annonce',
  'reklame',
  'mainos',
  'reklam',
  'реклама',
  '广告',
  '廣告',
  '推广',
  '広告',
  'pr',
  '광고',
  'iklan',
].join('|');
const LABEL = new RegExp(
  `^\\s*(?:[[({【「（]\\s*(?:${WORDS})\\s*[\\])}】」）]|(?:${WORDS})\\s*(?:[:|：]|\\s[–—-]\\s))`,
  'iu',
);
const WHOLE = new RegExp(`^(?:${WORDS})$`, 'iu');

/** Whether a title begins with a label that says so: `[Sponsored] ..`, `Anzeige: ..`. */
export function hasAdvertLabel(title: string): boolean {
  return LABEL.test(title);
}

/** Whether a category says that an entry is an advert. */
export function isAdvertWord(word: string): boolean {
  return word !== '' && word.length <= 40 && WHOLE.test(word.trim());
}
