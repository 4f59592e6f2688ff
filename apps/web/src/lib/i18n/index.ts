import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Catalogue } from './catalogue.js';
import { type Language, pickLanguage } from './languages.js';

const CATALOGUES: Record<Language, () => Promise<{ default: Catalogue }>> = {
  en: () => import('./en.js'),
  'zh-CN': () => import('./zh-CN.js'),
  ja: () => import('./ja.js'),
  de: () => import('./de.js'),
};

/** Only what a choice on this browser needs before anybody has signed in; no secret. */
const STORED = 'goodshunter.language';

/** Starts with the language chosen on this browser, else with the browser's own. */
export async function startLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'none',
    resources: {},
    interpolation: { escapeValue: false },
    returnNull: false,
    showSupportNotice: false,
  } as Parameters<typeof i18next.init>[0]);
  await setLanguage(pickLanguage([localStorage.getItem(STORED) ?? '', ...navigator.languages]));
}

/** Loads the catalogue and speaks it from now on. */
export async function setLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    const { default: catalogue } = await CATALOGUES[language]();
    i18next.addResourceBundle(language, 'translation', catalogue);
  }
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}

/** Keeps the choice on this browser too, so that the sign-in page speaks it. */
export function rememberLanguage(language: Language): void {
  localStorage.setItem(STORED, language);
}

/** The browser's own region of a language, where it has one: `en-GB` writes dates as its readers do. */
function localeOf(language: string): string {
  return navigator.languages.find((tag) => tag.startsWith(`${language}-`)) ?? language;
}

/** The texts, their language, and the locale for numbers, money and dates. */
export function useText() {
  const { t, i18n } = useTranslation();
  return { t, language: i18n.language, locale: localeOf(i18n.language) };
}
