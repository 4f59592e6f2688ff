import type { EventKind } from '@goodshunter/contracts/api';

/** The words of messages in one language. */
export interface Texts {
  kinds: Record<EventKind, string>;
  soldMeanwhile: string;
  backMeanwhile: string;
  now(price: string): string;
  was(price: string): string;
  at(shop: string): string;
  underTypical(percent: number, price: string, points: number): string;
  lowest(price: string, day: string): string;
  typical: string;
  /** Beside the typical price: what it rests on. */
  restsOn(days: number, points: number): string;
  lowestLabel: string;
  today: string;
  /** Of today's price. */
  under(percent: number): string;
  shop: string;
  hunts(names: string, count: number): string;
  open: string;
  history: string;
  mute: string;
  feed: string;
  stop: string;
  digestInstead: string;
  because(hunts: string): string;
  also: string;
  more(count: number): string;
  finds(count: number, hunts: number): string;
  whileQuiet(finds: string): string;
  digest(finds: string): string;
  test: string;
  cannotBeRead(hunt: string): string;
  worksAgain(hunt: string): string;
  channelEnded(name: string): string;
  whatToDo: string;
  openHunt: string;
  nothingAnd(looks: string): string;
  /** Nothing is known, as no look came to anything. */
  notSeen: string;
  looked(looks: string, hunts: number, since: string): string;
  failedLooks(looks: string): string;
  muteLong: string;
}

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

const en: Texts = {
  kinds: {
    new: 'New',
    price_drop: 'Drop',
    price_rise: 'Rise',
    sold: 'Sold',
    back: 'Back',
    unhealthy: 'Trouble',
    recovered: 'Well again',
  },
  soldMeanwhile: 'Sold meanwhile',
  backMeanwhile: 'Back meanwhile',
  now: (price) => `Now ${price}`,
  was: (price) => `was ${price}`,
  at: (shop) => `at ${shop}`,
  underTypical: (percent, price, points) =>
    `${percent}\u00a0% under typical (${price}, ${plural(points, 'price', 'prices')})`,
  lowest: (price, day) => `Lowest was ${price} on ${day}`,
  typical: 'Typical',
  restsOn: (days, points) => `${plural(days, 'day', 'days')}, ${plural(points, 'price', 'prices')}`,
  lowestLabel: 'Lowest',
  today: 'Today',
  under: (percent) => `${percent}\u00a0% under typical`,
  shop: 'Shop',
  hunts: (names, count) => `Your ${count === 1 ? 'hunt' : 'hunts'}: ${names}`,
  open: 'Open at the shop',
  history: 'See its history',
  mute: 'Mute this hunt',
  feed: 'Open feed',
  stop: 'Stop all e-mail',
  digestInstead: 'Send me a daily digest instead',
  because: (hunts) => `You get this because of ${hunts}.`,
  also: 'Also',
  more: (count) => `and ${count} more`,
  finds: (count, hunts) => `${plural(count, 'find', 'finds')} in ${plural(hunts, 'hunt', 'hunts')}`,
  whileQuiet: (finds) => `While it was quiet: ${finds}`,
  digest: (finds) => `Digest: ${finds}`,
  test: 'Test',
  cannotBeRead: (hunt) => `${hunt} cannot be read`,
  worksAgain: (hunt) => `${hunt} works again`,
  channelEnded: (name) => `The channel ${name} takes nothing any more`,
  whatToDo: 'What to do',
  openHunt: 'Open the hunt',
  nothingAnd: (looks) => `Nothing, and I looked ${looks === '1' ? 'once' : `${looks} times`}`,
  notSeen: 'I could not look',
  looked: (looks, hunts, since) =>
    `${looks === '1' ? '1 look' : `${looks} looks`} in ${plural(hunts, 'hunt', 'hunts')}, since ${since}`,
  failedLooks: (looks) => `${looks} of them failed`,
  muteLong: 'Mute for a day',
};

const de: Texts = {
  kinds: {
    new: 'Neu',
    price_drop: 'Günstiger',
    price_rise: 'Teurer',
    sold: 'Verkauft',
    back: 'Wieder da',
    unhealthy: 'Störung',
    recovered: 'Läuft wieder',
  },
  soldMeanwhile: 'Inzwischen verkauft',
  backMeanwhile: 'Inzwischen wieder da',
  now: (price) => `Jetzt ${price}`,
  was: (price) => `vorher ${price}`,
  at: (shop) => `bei ${shop}`,
  underTypical: (percent, price, points) =>
    `${percent}\u00a0% unter dem üblichen Preis (${price}, ${plural(points, 'Preis', 'Preise')})`,
  lowest: (price, day) => `Tiefster Preis war ${price} am ${day}`,
  typical: 'Üblich',
  restsOn: (days, points) => `${plural(days, 'Tag', 'Tage')}, ${plural(points, 'Preis', 'Preise')}`,
  lowestLabel: 'Tiefster Preis',
  today: 'Heute',
  under: (percent) => `${percent}\u00a0% unter dem üblichen`,
  shop: 'Shop',
  hunts: (names, count) => `Deine ${count === 1 ? 'Suche' : 'Suchen'}: ${names}`,
  open: 'Im Shop öffnen',
  history: 'Verlauf ansehen',
  mute: 'Suche stumm schalten',
  feed: 'Übersicht öffnen',
  stop: 'Keine E-Mail mehr',
  digestInstead: 'Lieber einmal am Tag',
  because: (hunts) => `Du bekommst das wegen ${hunts}.`,
  also: 'Außerdem',
  more: (count) => `und ${count} weitere`,
  finds: (count, hunts) => `${plural(count, 'Fund', 'Funde')} in ${plural(hunts, 'Suche', 'Suchen')}`,
  whileQuiet: (finds) => `Während der Ruhezeit: ${finds}`,
  digest: (finds) => `Sammelmeldung: ${finds}`,
  test: 'Test',
  cannotBeRead: (hunt) => `${hunt} kann nicht gelesen werden`,
  worksAgain: (hunt) => `${hunt} läuft wieder`,
  channelEnded: (name) => `Der Kanal ${name} nimmt nichts mehr an`,
  whatToDo: 'Was tun',
  openHunt: 'Suche öffnen',
  nothingAnd: (looks) => `Nichts, und ich habe ${looks === '1' ? 'einmal' : `${looks}-mal`} nachgesehen`,
  notSeen: 'Ich konnte nicht nachsehen',
  looked: (looks, hunts, since) =>
    `${looks === '1' ? '1 Blick' : `${looks} Blicke`} in ${plural(hunts, 'Suche', 'Suchen')}, seit ${since}`,
  failedLooks: (looks) => `davon ${looks} ohne Erfolg`,
  muteLong: 'Einen Tag stumm',
};

const zh: Texts = {
  kinds: {
    new: '上新',
    price_drop: '降价',
    price_rise: '涨价',
    sold: '已售出',
    back: '重新上架',
    unhealthy: '故障',
    recovered: '已恢复',
  },
  soldMeanwhile: '期间已售出',
  backMeanwhile: '期间重新上架',
  now: (price) => `现价 ${price}`,
  was: (price) => `原价 ${price}`,
  at: (shop) => shop,
  underTypical: (percent, price, points) => `比常见价低 ${percent}\u00a0%（${price}，${points} 个价格）`,
  lowest: (price, day) => `最低价 ${price}（${day}）`,
  typical: '常见价',
  restsOn: (days, points) => `${days} 天，${points} 个价格`,
  lowestLabel: '最低价',
  today: '今天',
  under: (percent) => `比常见价低 ${percent}\u00a0%`,
  shop: '店铺',
  hunts: (names) => `你的搜寻：${names}`,
  open: '去店铺查看',
  history: '查看历史',
  mute: '静音此搜寻',
  feed: '打开动态',
  stop: '不再接收邮件',
  digestInstead: '改为每天一封汇总',
  because: (hunts) => `你收到此消息是因为：${hunts}。`,
  also: '另外',
  more: (count) => `还有 ${count} 条`,
  finds: (count, hunts) => `${hunts} 个搜寻中有 ${count} 条新动态`,
  whileQuiet: (finds) => `免打扰期间：${finds}`,
  digest: (finds) => `汇总：${finds}`,
  test: '测试',
  cannotBeRead: (hunt) => `${hunt} 未能查看`,
  worksAgain: (hunt) => `${hunt} 已恢复`,
  channelEnded: (name) => `渠道 ${name} 已不再接收消息`,
  whatToDo: '怎么办',
  openHunt: '打开搜寻',
  nothingAnd: (looks) => `没有新动态，已查看 ${looks} 次`,
  notSeen: '未能查看',
  looked: (looks, hunts, since) => `自 ${since} 起，在 ${hunts} 个搜寻中查看 ${looks} 次`,
  failedLooks: (looks) => `其中 ${looks} 次失败`,
  muteLong: '静音一天',
};

const ja: Texts = {
  kinds: {
    new: '新着',
    price_drop: '値下げ',
    price_rise: '値上げ',
    sold: '売り切れ',
    back: '再入荷',
    unhealthy: '問題',
    recovered: '復旧',
  },
  soldMeanwhile: 'その間に売り切れ',
  backMeanwhile: 'その間に再入荷',
  now: (price) => `現在 ${price}`,
  was: (price) => `以前は ${price}`,
  at: (shop) => shop,
  underTypical: (percent, price, points) => `ふだんの価格より ${percent}\u00a0% 安い（${price}、${points}件）`,
  lowest: (price, day) => `最安値は ${price}（${day}）`,
  typical: 'ふだんの価格',
  restsOn: (days, points) => `${days}日間、${points}件`,
  lowestLabel: '最安値',
  today: '今日',
  under: (percent) => `ふだんより ${percent}\u00a0% 安い`,
  shop: 'ショップ',
  hunts: (names) => `見張り: ${names}`,
  open: 'ショップで開く',
  history: '履歴を見る',
  mute: 'この見張りをミュート',
  feed: 'フィードを開く',
  stop: 'メールを止める',
  digestInstead: '1日1通のまとめにする',
  because: (hunts) => `このお知らせは ${hunts} によるものです。`,
  also: 'ほかに',
  more: (count) => `ほか${count}件`,
  finds: (count, hunts) => `${hunts}件の見張りで${count}件`,
  whileQuiet: (finds) => `おやすみ時間の間に: ${finds}`,
  digest: (finds) => `まとめ: ${finds}`,
  test: 'テスト',
  cannotBeRead: (hunt) => `${hunt} を確認できません`,
  worksAgain: (hunt) => `${hunt} は復旧しました`,
  channelEnded: (name) => `通知先 ${name} は受け付けなくなりました`,
  whatToDo: '対処方法',
  openHunt: '見張りを開く',
  nothingAnd: (looks) => `新着なし、${looks}回確認しました`,
  notSeen: '確認できませんでした',
  looked: (looks, hunts, since) => `${since}から、${hunts}件の見張りを${looks}回確認`,
  failedLooks: (looks) => `うち${looks}回は失敗`,
  muteLong: '一日ミュート',
};

const LANGUAGES: Record<string, Texts> = { en, de, zh, ja };

/** By the first part of a language's name; English for what is not known. */
export function textsOf(language: string): Texts {
  return LANGUAGES[language.toLowerCase().split('-')[0] ?? ''] ?? en;
}
