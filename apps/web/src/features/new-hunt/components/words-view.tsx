import type { Page } from '@goodshunter/contracts/api';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { EmptyState } from '../../../components/empty-state.js';
import { HuntField } from '../../../components/hunt-field.js';
import { ProblemNote } from '../../../components/problem-note.js';
import { SkeletonRows } from '../../../components/skeleton-rows.js';
import { Tag } from '../../../components/tag.js';
import { useQueryWords } from '../../../components/use-query-words.js';
import { get } from '../../../lib/api-client.js';
import type { Hunt } from '../../../lib/api-types.js';
import { safeUrl } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { useSaid } from '../../../lib/said.js';
import { sourceOf } from '../../../lib/source-words.js';
import { useSources } from '../../../lib/sources.js';
import type { Wish } from '../api/parse-words.js';

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
  const said = useSaid();
  const words = useQueryWords();
  const sources = useSources();
  const hunts = useQuery({
    queryKey: ['hunts', 'names'],
    queryFn: ({ signal }) => get<Page<Hunt>>('/api/tasks?limit=200', signal),
    staleTime: 60_000,
  });
  if (sources.isPending || hunts.isPending) return <SkeletonRows height={60} count={4} label={t('loading')} />;

  const keyed = (sources.data ?? []).filter(({ name }) => name in BY_WORDS);
  const ready = keyed.filter(({ available }) => available);
  const missing = keyed.filter(({ available }) => !available);
  const shops = new Map<string, Hunt>();
  for (const hunt of hunts.data?.data ?? []) {
    // Where a look never worked there is nothing to be found.
    const hasWorked = hunt.lastSuccessAt !== null || hunt.health === 'pending';
    if (hasWorked && ['shopify', 'woocommerce', 'feed', 'list'].includes(hunt.source))
      shops.set(`${hunt.source} ${JSON.stringify(hunt.query)}`, hunt);
  }
  const chips = [
    ...wish.keyword.split(' ').filter(Boolean),
    ...(wish.from ? [t('filter.min', { price: `${wish.from} ${wish.currency ?? ''}`.trim() })] : []),
    ...(wish.to ? [t('filter.max', { price: `${wish.to} ${wish.currency ?? ''}`.trim() })] : []),
    ...wish.without.map((word) => t('newHunt.not', { word })),
  ];
  const hasAny = shops.size > 0 || ready.length > 0;
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
            {ready.map((source) => (
              <Place
                key={source.name}
                title={words.source(source.name, source.title)}
                isBusy={isBusy}
                onLook={() => onChoose(source.name, { [BY_WORDS[source.name] ?? 'q']: wish.keyword })}
              />
            ))}
            {[...shops.values()].slice(0, 20).map((hunt) => (
              <Place
                key={hunt.id}
                title={placeOf(hunt)}
                hint={t('newHunt.knownFrom', { name: hunt.name })}
                isBusy={isBusy}
                onLook={() => onChoose(hunt.source, hunt.query)}
              />
            ))}
            {missing.map((source) => (
              <Place
                key={source.name}
                title={words.source(source.name, source.title)}
                hint={source.reason && said(source.reason)}
              />
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

interface PlaceProps {
  title: string;
  hint?: string | undefined;
  isBusy?: boolean;
  /** Undefined: it cannot look there now, and the hint says why. */
  onLook?: () => void;
}

/** One place where the words can be looked for. */
function Place({ title, hint, isBusy = false, onLook }: PlaceProps) {
  const { t } = useText();
  return (
    <li className="card row between">
      <span className="grow">
        <span className={onLook ? 'strong' : 'strong muted'}>{title}</span>
        {hint !== undefined && <span className="muted small two-lines">{hint}</span>}
      </span>
      {onLook && (
        <Button variant="default" style={{ flex: 'none' }} loading={isBusy} onClick={onLook}>
          {t('newHunt.lookThere')}
        </Button>
      )}
    </li>
  );
}

/** Of one host there may be several lists: the path tells them apart. */
function placeOf(hunt: Hunt): string {
  const url = typeof hunt.query.url === 'string' ? safeUrl(hunt.query.url) : undefined;
  const path = url ? new URL(url).pathname.replace(/\/$/, '') : '';
  return `${sourceOf(hunt)}${path}`;
}
