import { useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import type { Session } from '../../lib/api-types.js';
import { rememberLanguage, setLanguage } from '../../lib/i18n/index.js';
import { LANGUAGES, type Language } from '../../lib/i18n/languages.js';

/** What a person chose, on whatever browser they sign in. */
export function usePreferences(user: Session['user']): void {
  const { setColorScheme } = useMantineColorScheme();
  const { language, theme } = user ?? {};
  useEffect(() => {
    if (!language || !(language in LANGUAGES)) return;
    rememberLanguage(language as Language);
    void setLanguage(language as Language);
  }, [language]);
  useEffect(() => {
    if (theme === 'light' || theme === 'dark') setColorScheme(theme);
    else if (theme === 'system') setColorScheme('auto');
  }, [theme, setColorScheme]);
}
