import { readSentence } from '@goodshunter/contracts/api';
import type { TFunction } from 'i18next';
import { useText } from './i18n/index.js';

/** A sentence that a service left behind, in the language of the page; as it is where it is not one of ours. */
export function saySentence(text: string, t: TFunction, language: string): string {
  if (language === 'en') return text;
  const said = readSentence(text);
  return said ? t(`sentence.${said.code as 'setup_found'}`, { ...said.params, defaultValue: text }) : text;
}

/** Says sentences of the services in the language of the page. */
export function useSaid(): (text: string) => string {
  const { t, language } = useText();
  return (text) => saySentence(text, t, language);
}
