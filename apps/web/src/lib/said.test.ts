import { AUDIT_ACTIONS, FAULTS, REFUSALS, SENTENCES, saySentence as sayEnglish } from '@goodshunter/contracts/api';
import { describe, expect, it } from '@jest/globals';
import i18next, { type TFunction } from 'i18next';
import { ApiAwayError, ApiProblem, faultsOf, sentenceOf } from './api-problem.js';
import de from './i18n/de.js';
import en from './i18n/en.js';
import ja from './i18n/ja.js';
import zhCN from './i18n/zh-CN.js';
import { saySentence } from './said.js';

const CATALOGUES = { en, 'zh-CN': zhCN, ja, de };

async function speak(language: keyof typeof CATALOGUES): Promise<TFunction> {
  const instance = i18next.createInstance();
  await instance.init({
    lng: language,
    resources: { [language]: { translation: CATALOGUES[language] } },
    interpolation: { escapeValue: false },
    showSupportNotice: false,
  } as Parameters<typeof instance.init>[0]);
  return instance.t;
}

const problem = (more: object) =>
  new ApiProblem({ type: '', title: '', status: 409, code: 'CONFLICT', detail: 'Not now.', ...more });

describe.each(Object.entries(CATALOGUES))('%s', (language, catalogue) => {
  it.each([
    ['refusal', Object.keys(REFUSALS)],
    ['fault', Object.keys(FAULTS)],
    ['sentence', Object.keys(SENTENCES)],
    ['auditAct', [...AUDIT_ACTIONS.map((action) => action.replace('.', '_')), 'refused']],
  ] as const)('has words for every %s that the services can answer', (group, codes) => {
    expect(Object.keys(catalogue[group]).sort()).toEqual([...codes].sort());
  });

  it('says each refusal in its own words, and without gaps', async () => {
    const t = await speak(language as keyof typeof CATALOGUES);
    for (const [reason, english] of Object.entries(REFUSALS)) {
      const params = Object.fromEntries([...english.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => [name, 7]));
      const said = sentenceOf(problem({ reason, params }), t);
      expect([reason, said]).toEqual([reason, expect.not.stringContaining('{{')]);
      if (language !== 'en') expect([reason, said]).not.toEqual([reason, english]);
      expect(said).not.toBe('Not now.');
    }
  });
});

it('says what is wrong with a field at the field, and with its label where it stands alone', async () => {
  const t = await speak('de');
  const errors = [{ field: 'query.url', message: 'query.url is required', code: 'required' }];
  expect(faultsOf(problem({ errors }), t)).toEqual({ 'query.url': 'Fehlt' });
  expect(sentenceOf(problem({ errors }), t)).toBe('Adresse: fehlt');
  expect(faultsOf(new ApiAwayError('no answer'), t)).toEqual({});
});

it('falls back to the sentence of an api that knows more reasons', async () => {
  const t = await speak('ja');
  expect(sentenceOf(problem({ reason: 'of_tomorrow' }), t)).toBe('Not now.');
  expect(sentenceOf(new ApiAwayError('no answer'), t)).toBe(ja.away.short);
});

it('translates what crawlers left behind, and leaves the words of others as they are', async () => {
  const t = await speak('zh-CN');
  const kept = sayEnglish('list_priced', { cards: 24, priced: 20 });
  expect(saySentence(kept, t, 'zh-CN')).toBe('列出 24 件物品的页面，其中 20 件有价格：每件都盯着。');
  expect(saySentence('quota exceeded', t, 'zh-CN')).toBe('quota exceeded');
});
