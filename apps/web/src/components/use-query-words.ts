import { useText } from '../lib/i18n/index.js';
import type { JsonSchema } from '../lib/json-schema.js';

/** Names, hints and choices in words; what the api knows and this page does not, by its own name. */
export function useQueryWords() {
  const { t, language } = useText();
  return {
    label: (name: string) => t(`query.field.${name as 'url'}`, { defaultValue: name }),
    /** The api's own description is English. */
    hint: (name: string, { description = '' }: JsonSchema) =>
      t(`query.hint.${name as 'variant'}`, { defaultValue: language === 'en' ? description : '' }) || undefined,
    choice: (name: string) => t(`query.choice.${name as 'used'}`, { defaultValue: name }),
    source: (name: string, title: string) => t(`query.source.${name as 'page'}`, { defaultValue: title }),
  };
}
