import type { Hunt } from '../../../lib/api-types.js';

/** Sources whose readings can be replaced by selectors of a person's own. */
export type SelectableSource = 'page' | 'list';

/** What can be named, the most needed first. */
export const SELECTOR_NAMES = {
  page: ['price', 'title', 'stock'],
  list: ['item', 'title', 'price', 'link', 'picture'],
} as const satisfies Record<SelectableSource, readonly string[]>;

export type SelectorName = (typeof SELECTOR_NAMES)[SelectableSource][number];
export type Selectors = Partial<Record<SelectorName, string>>;

/** As which sources a draft may be read by selectors; none where an API gives the listings. */
export function selectableAs({ source }: Pick<Hunt, 'source'>): SelectableSource[] {
  if (source === 'page' || source === 'list') return [source];
  return source === 'link' ? ['page', 'list'] : [];
}

/** The selectors of a draft's query. */
export function selectorsOf({ query }: Pick<Hunt, 'query'>): Selectors {
  const { selectors } = query;
  return typeof selectors === 'object' && selectors !== null ? { ...(selectors as Selectors) } : {};
}

/** The query of the same address, read by selectors; empty ones are left out, and all of them where none is left. */
export function withSelectors(
  query: Readonly<Record<string, unknown>>,
  source: SelectableSource,
  selectors: Selectors,
): Record<string, unknown> {
  const { url, render, variant, ignoreRobots } = query;
  const named = Object.fromEntries(
    SELECTOR_NAMES[source].flatMap((name) => {
      const text = selectors[name]?.trim() ?? '';
      return text === '' ? [] : [[name, text]];
    }),
  );
  return {
    url,
    ...(render === undefined ? {} : { render }),
    ...(source === 'page' && variant !== undefined ? { variant } : {}),
    ...(ignoreRobots === undefined ? {} : { ignoreRobots }),
    ...(Object.keys(named).length === 0 ? {} : { selectors: named }),
  };
}
