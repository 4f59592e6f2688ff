/** The languages of the page, each by its own name. */
export const LANGUAGES = { en: 'English', 'zh-CN': '简体中文', ja: '日本語', de: 'Deutsch' } as const;
export type Language = keyof typeof LANGUAGES;

/** The first of the wanted languages that we speak; English where there is none. */
export function pickLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const known = Object.keys(LANGUAGES) as Language[];
    const exact = known.find((language) => language.toLowerCase() === tag.toLowerCase());
    const near = known.find((language) => language.split('-')[0] === tag.toLowerCase().split('-')[0]);
    const found = exact ?? near;
    if (found) return found;
  }
  return 'en';
}
