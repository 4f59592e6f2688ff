import i18next, { type TFunction } from 'i18next';
import { createContext, createElement, type ReactNode, useContext, useMemo } from 'react';
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

interface Text {
  t: TFunction;
  language: string;
  /** For numbers, money and dates. */
  locale: string;
}
const TextContext = createContext<Text | undefined>(undefined);

/** Gives the texts to all below. Once for the whole page: asking i18next in each of a thousand places of a list is slow. */
export function TextProvider({ children }: { children: ReactNode }) {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const text = useMemo(() => ({ t, language, locale: localeOf(language) }), [t, language]);
  return createElement(TextContext, { value: text }, children);
}

/** The texts, their language, and the locale for numbers, money and dates. */
export function useText(): Text {
  const text = useContext(TextContext);
  if (!text) throw new Error('there is no TextProvider above');
  return text;
}
