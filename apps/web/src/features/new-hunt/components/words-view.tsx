import type { Page } from '@goodshunter/contracts/api';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { EmptyState } from '../../../components/empty-state.js';
import { HuntField } from '../../../components/hunt-field.js';
import { ProblemNote } from '../../../components/problem-note.js';
import { SkeletonRows } from '../../../components/skeleton-rows.js';
import { Tag } from '../../../components/tag.js';
import { get } from '../../../lib/api-client.js';
import type { Hunt } from '../../../lib/api-types.js';
import { useText } from '../../../lib/i18n/index.js';
import { sourceOf } from '../../../lib/source-words.js';
import type { Wish } from '../api/parse-words.js';

interface Source {
  name: string;
  title: string;
  available: boolean;
  reason?: string;
}

/** Sources that are asked by words, and the field of their query that takes them. */
const BY_WORDS: Readonly<Record<string, string>> = { ebay: 'q', 'yahoo-shopping-jp': 'query' };

interface WordsViewProps {
  wish: Wish;
  error: unknown;
  isBusy: boolean;
  onChoose: (source: string, query: Record<string, unknown>) => void;
}

/** Words instead of a link: what was understood, as chips, and where one could look for it. */
export function WordsView({ wish, error, isBusy, onChoose }: WordsViewProps) {
  const { t } = useText();
  const sources = useQuery({
    queryKey: ['sources'],
    queryFn: ({ signal }) => get<{ data: Source[] }>('/api/sources', signal),
    staleTime: 600_000,
  });
  const hunts = useQuery({
    queryKey: ['hunts', 'names'],
    queryFn: ({ signal }) => get<Page<Hunt>>('/api/tasks?limit=200', signal),
    staleTime: 60_000,
  });
  if (sources.isPending || hunts.isPending) return <SkeletonRows height={60} count={4} label={t('loading')} />;

  const keyed = (sources.data?.data ?? []).filter(({ name }) => name in BY_WORDS);
  const shops = new Map<string, Hunt>();
  for (const hunt of hunts.data?.data ?? []) {
    if (['shopify', 'woocommerce', 'feed', 'list'].includes(hunt.source))
      shops.set(`${hunt.source} ${JSON.stringify(hunt.query)}`, hunt);
  }
  const chips = [
    ...wish.keyword.split(' ').filter(Boolean),
    ...(wish.from ? [t('filter.min', { price: `${wish.from} ${wish.currency ?? ''}`.trim() })] : []),
    ...(wish.to ? [t('filter.max', { price: `${wish.to} ${wish.currency ?? ''}`.trim() })] : []),
    ...wish.without.map((word) => t('newHunt.not', { word })),
  ];
  const hasAny = shops.size > 0 || keyed.some(({ available }) => available);
  return (
    <div className="stack">
      <div className="row wrap">
        <span className="muted">{t('newHunt.understood')}</span>
        {chips.map((chip) => (
          <Tag key={chip}>{chip}</Tag>
        ))}
      </div>
      {error != null && <ProblemNote error={error} />}
      {hasAny ? (
        <>
          <h2 className="section">{t('newHunt.where')}</h2>
          <ul className="stack">
            {keyed.map((source) => (
              <li key={source.name} className="card row between">
                <span>
                  <span className="strong">{source.title}</span>
                  {!source.available && <span className="muted small"> {source.reason}</span>}
                </span>
                <Button
                  variant="default"
                  disabled={!source.available}
                  loading={isBusy}
                  onClick={() => onChoose(source.name, { [BY_WORDS[source.name] ?? 'q']: wish.keyword })}
                >
                  {t('newHunt.lookThere')}
                </Button>
              </li>
            ))}
            {[...shops.values()].slice(0, 20).map((hunt) => (
              <li key={hunt.id} className="card row between">
                <span>
                  <span className="strong">{sourceOf(hunt)}</span>{' '}
                  <span className="muted small">{t('newHunt.knownFrom', { name: hunt.name })}</span>
                </span>
                <Button variant="default" loading={isBusy} onClick={() => onChoose(hunt.source, hunt.query)}>
                  {t('newHunt.lookThere')}
                </Button>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <EmptyState title={t('newHunt.nowhere')} action={<HuntField isHome />}>
          {t('newHunt.nowhereText')}
        </EmptyState>
      )}
    </div>
  );
}
