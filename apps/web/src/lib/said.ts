import { readSentence } from '@goodshunter/contracts/api';
import type { TFunction } from 'i18next';
import { useText } from './i18n/index.js';

/** A sentence that a service left behind, in the language of the page; as it is where it is not one of ours. */
export function saySentence(text: string, t: TFunction, language: string): string {
  if (language === 'en') return text;
  const said = readSentence(text);
  if (!said) return text;
  const { why } = said.params;
  // Why a look failed is a sentence of its own.
  const params = why === undefined ? said.params : { ...said.params, why: saySentence(why, t, language) };
  return t(`sentence.${said.code as 'setup_found'}`, { ...params, defaultValue: text });
}

/** Says sentences of the services in the language of the page. */
export function useSaid(): (text: string) => string {
  const { t, language } = useText();
  return (text) => saySentence(text, t, language);
}
