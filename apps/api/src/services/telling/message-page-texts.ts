/** The words of the pages behind the links of messages, in one language. */
export interface MessagePageTexts {
  muteTitle(hunt: string): string;
  muteText: string;
  forDay: string;
  forWeek: string;
  mutedForDay(hunt: string): string;
  mutedForWeek(hunt: string): string;
  speaks(hunt: string): string;
  stopTitle(channel: string): string;
  stopText: string;
  stop: string;
  stopped(channel: string): string;
  stoppedText: string;
  digestTitle: string;
  /** `hunt` is null: all of them. */
  digestText(hunt: string | null, at: string, timeZone: string): string;
  daily(at: string): string;
  hourly: string;
  digestMade: Record<'daily' | 'hourly' | 'now' | 'usual', string>;
  mayClose: string;
  undo: string;
  goneTitle: string;
  goneText: string;
}

const en: MessagePageTexts = {
  muteTitle: (hunt) => `Mute “${hunt}”?`,
  muteText: 'It goes on looking, and keeps what it finds. Nothing is sent for that time.',
  forDay: 'Mute for a day',
  forWeek: 'Mute for a week',
  mutedForDay: (hunt) => `“${hunt}” is muted for a day.`,
  mutedForWeek: (hunt) => `“${hunt}” is muted for a week.`,
  speaks: (hunt) => `“${hunt}” tells you again.`,
  stopTitle: (channel) => `Stop telling you by “${channel}”?`,
  stopText: 'The channel is switched off. You can switch it on again in the settings.',
  stop: 'Stop',
  stopped: (channel) => `“${channel}” is switched off.`,
  stoppedText: 'You can switch it on again in the settings.',
  digestTitle: 'One message a day instead?',
  digestText: (hunt, at, timeZone) =>
    `What ${hunt === null ? 'your hunts find' : `“${hunt}” finds`} is kept and comes as one message at ${at} (${timeZone}). What was sold meanwhile says so.`,
  daily: (at) => `Daily at ${at}`,
  hourly: 'Hourly',
  digestMade: {
    daily: 'You get one message a day.',
    hourly: 'You get at most one message an hour.',
    now: 'You are told at once.',
    usual: 'This hunt tells you like the others.',
  },
  mayClose: 'You may close this page.',
  undo: 'Undo',
  goneTitle: 'This link does nothing',
  goneText: 'It was cut short, or what it is about was deleted. The settings have the same switches.',
};

const de: MessagePageTexts = {
  muteTitle: (hunt) => `„${hunt}“ stumm schalten?`,
  muteText: 'Die Suche läuft weiter und behält, was sie findet. In dieser Zeit wird nichts gesendet.',
  forDay: 'Einen Tag stumm',
  forWeek: 'Eine Woche stumm',
  mutedForDay: (hunt) => `„${hunt}“ ist einen Tag stumm.`,
  mutedForWeek: (hunt) => `„${hunt}“ ist eine Woche stumm.`,
  speaks: (hunt) => `„${hunt}“ meldet sich wieder.`,
  stopTitle: (channel) => `Nichts mehr über „${channel}“ senden?`,
  stopText: 'Der Kanal wird ausgeschaltet. In den Einstellungen lässt er sich wieder einschalten.',
  stop: 'Ausschalten',
  stopped: (channel) => `„${channel}“ ist ausgeschaltet.`,
  stoppedText: 'In den Einstellungen lässt er sich wieder einschalten.',
  digestTitle: 'Lieber eine Nachricht am Tag?',
  digestText: (hunt, at, timeZone) =>
    `Was ${hunt === null ? 'deine Suchen finden' : `„${hunt}“ findet`}, wird behalten und kommt als eine Nachricht um ${at} (${timeZone}). Was inzwischen verkauft ist, steht dabei.`,
  daily: (at) => `Täglich um ${at}`,
  hourly: 'Stündlich',
  digestMade: {
    daily: 'Du bekommst eine Nachricht am Tag.',
    hourly: 'Du bekommst höchstens eine Nachricht je Stunde.',
    now: 'Du erfährst alles sofort.',
    usual: 'Diese Suche meldet sich wie die anderen.',
  },
  mayClose: 'Du kannst diese Seite schließen.',
  undo: 'Rückgängig',
  goneTitle: 'Dieser Link bewirkt nichts',
  goneText:
    'Er ist abgeschnitten, oder was er meint, gibt es nicht mehr. In den Einstellungen stehen dieselben Schalter.',
};

const zh: MessagePageTexts = {
  muteTitle: (hunt) => `将“${hunt}”静音？`,
  muteText: '它会继续查看并保留发现的内容，期间不发送任何消息。',
  forDay: '静音一天',
  forWeek: '静音一周',
  mutedForDay: (hunt) => `“${hunt}”已静音一天。`,
  mutedForWeek: (hunt) => `“${hunt}”已静音一周。`,
  speaks: (hunt) => `“${hunt}”已恢复通知。`,
  stopTitle: (channel) => `不再通过“${channel}”通知你？`,
  stopText: '该渠道将被关闭，可随时在设置中重新打开。',
  stop: '关闭',
  stopped: (channel) => `“${channel}”已关闭。`,
  stoppedText: '可在设置中重新打开。',
  digestTitle: '改为每天一条消息？',
  digestText: (hunt, at, timeZone) =>
    `${hunt === null ? '所有追踪' : `“${hunt}”`}的发现会保留下来，在 ${at}（${timeZone}）合为一条消息发送；期间已售出的会注明。`,
  daily: (at) => `每天 ${at}`,
  hourly: '每小时',
  digestMade: {
    daily: '你每天会收到一条消息。',
    hourly: '你每小时最多收到一条消息。',
    now: '有消息会立即通知你。',
    usual: '此追踪的通知方式与其他追踪相同。',
  },
  mayClose: '可以关闭此页面。',
  undo: '撤销',
  goneTitle: '此链接无效',
  goneText: '链接不完整，或对应的内容已被删除。设置中有相同的开关。',
};

const ja: MessagePageTexts = {
  muteTitle: (hunt) => `「${hunt}」をミュートしますか？`,
  muteText: '確認は続き、見つけたものは残ります。その間は何も送られません。',
  forDay: '1日ミュート',
  forWeek: '1週間ミュート',
  mutedForDay: (hunt) => `「${hunt}」を1日ミュートしました。`,
  mutedForWeek: (hunt) => `「${hunt}」を1週間ミュートしました。`,
  speaks: (hunt) => `「${hunt}」の通知を再開しました。`,
  stopTitle: (channel) => `「${channel}」への通知を止めますか？`,
  stopText: 'この通知先をオフにします。設定でいつでもオンに戻せます。',
  stop: '止める',
  stopped: (channel) => `「${channel}」をオフにしました。`,
  stoppedText: '設定でオンに戻せます。',
  digestTitle: '1日1通にまとめますか？',
  digestText: (hunt, at, timeZone) =>
    `${hunt === null ? 'すべての探しもの' : `「${hunt}」`}の発見を残しておき、${at}（${timeZone}）に1通で届けます。その間に売り切れたものにはその旨が付きます。`,
  daily: (at) => `毎日 ${at}`,
  hourly: '1時間ごと',
  digestMade: {
    daily: '1日1通でお届けします。',
    hourly: '最大で1時間に1通お届けします。',
    now: 'すぐにお知らせします。',
    usual: 'この探しものはほかと同じように通知します。',
  },
  mayClose: 'このページは閉じてかまいません。',
  undo: '元に戻す',
  goneTitle: 'このリンクは使えません',
  goneText: 'リンクが途中で切れているか、対象が削除されています。設定に同じ項目があります。',
};

const LANGUAGES: Record<string, MessagePageTexts> = { en, de, zh, ja };

/** The first of these languages that is known, by the first part of its name; English where none is. */
export function pageTextsOf(languages: readonly string[]): { language: string; texts: MessagePageTexts } {
  for (const name of languages) {
    const language = name.trim().toLowerCase().split('-')[0] ?? '';
    const texts = LANGUAGES[language];
    if (texts) return { language: language === 'zh' ? 'zh-CN' : language, texts };
  }
  return { language: 'en', texts: en };
}
