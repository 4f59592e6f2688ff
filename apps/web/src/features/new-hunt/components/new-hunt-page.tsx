import { IconCheck } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { HuntField } from '../../../components/hunt-field.js';
import { NothingShared } from '../../../components/nothing-shared.js';
import { PageHead } from '../../../components/page-head.js';
import { ProblemNote } from '../../../components/problem-note.js';
import { SkeletonRows } from '../../../components/skeleton-rows.js';
import { ApiAwayError } from '../../../lib/api-problem.js';
import { useAwaySince } from '../../../lib/connection.js';
import { useText } from '../../../lib/i18n/index.js';
import { DRAFTS, useCan, useIsKnown } from '../../../lib/operations.js';
import { parseWords, readLink } from '../api/parse-words.js';
import { useBeginDraft, useDraft } from '../api/use-draft.js';
import { DraftView, isRefused } from './draft-view.js';
import { ExpertForm } from './expert-form.js';
import classes from './new-hunt-page.module.css';
import { PlainForm } from './plain-form.js';
import { WordsView } from './words-view.js';

const route = getRouteApi('/hunts/new');

/** From a link, or from words, to a hunt: what it is, what would match, and one button. */
export default function NewHuntPage() {
  const isKnown = useIsKnown();
  const can = useCan();
  const search = route.useSearch();
  if (!isKnown) return null;
  if (!can('POST /api/tasks')) return <NothingShared />;
  if (can(DRAFTS)) return <DraftPage />;
  const text = search.url ?? search.text ?? search.title ?? '';
  const link = readLink(text);
  return (
    <>
      <NewHuntHead />
      <PlainForm key={text} link={link ?? ''} wish={link ? undefined : parseWords(text)} />
    </>
  );
}

function NewHuntHead() {
  const { t } = useText();
  return <PageHead isInHeader title={t('newHunt.title')} />;
}

function DraftPage() {
  const { t } = useText();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  // The phone's share menu puts the link where it likes.
  const text = search.url ?? search.text ?? search.title ?? '';
  const link = readLink(text);
  const draftId = search.draft ? Number(search.draft) : undefined;
  const begin = useBeginDraft((id) => void navigate({ search: { url: text, draft: String(id) }, replace: true }));
  const draft = useDraft(draftId);
  const begun = useRef('');

  useEffect(() => {
    if (!link || draftId !== undefined || begun.current === link) return;
    begun.current = link;
    begin.mutate({ url: link });
  }, [link, draftId, begin]);
  useEffect(() => {
    if (draftId !== undefined) begun.current = '';
  }, [draftId]);
  const isUnasked = begin.error instanceof ApiAwayError;
  const isAway = useAwaySince() !== null;
  // The line above the page says that it goes on by itself.
  useEffect(() => {
    if (isUnasked && !isAway && link && draftId === undefined) begin.mutate({ url: link });
  }, [isUnasked, isAway, link, draftId, begin]);

  const wish = link ? undefined : parseWords(text);
  const expert = (query: Record<string, unknown>) => (
    <ExpertForm
      source="list"
      query={query}
      error={begin.error}
      isBusy={begin.isPending}
      onReading={(source, asked) => begin.mutate({ source, query: asked })}
    />
  );
  return (
    <>
      <PageHead isInHeader title={t('newHunt.title')}>
        <span className="grow" />
        {draft.data?.state === 'draft' && !isRefused(draft.data) && (
          <span className={`${classes.kept} muted small`}>
            <IconCheck size={16} stroke={1.75} aria-hidden />
            {t('newHunt.draftKept')}
          </span>
        )}
      </PageHead>
      {text === '' && draftId === undefined && (
        <div className={classes.start}>
          <p className="muted">{t('newHunt.teach')}</p>
          <HuntField isHome />
          {expert({})}
        </div>
      )}
      {wish && text !== '' && draftId === undefined && (
        <WordsView
          wish={wish}
          error={begin.error}
          isBusy={begin.isPending}
          onChoose={(source, query) => begin.mutate({ source, query })}
        />
      )}
      {link && begin.error && draftId === undefined && (
        <div className="stack">
          <ProblemNote error={begin.error} />
          {!isUnasked && <p className="muted">{t('newHunt.refusedText')}</p>}
          <HuntField isHome startsWith={isUnasked ? link : ''} />
          {expert({ url: link })}
        </div>
      )}
      {(draftId === undefined ? begin.isPending : draft.isPending) && (
        <>
          <p className="section" role="status">
            {t('newHunt.looking')}
          </p>
          <SkeletonRows height={120} count={4} label={t('newHunt.looking')} />
        </>
      )}
      {draft.error && !draft.data && (
        <div className="stack">
          <ProblemNote error={draft.error} />
          <p className="muted">{t('newHunt.draftGone')}</p>
          <HuntField isHome />
        </div>
      )}
      {draft.data && (
        <DraftView
          key={draft.data.id}
          draft={draft.data}
          wish={wish}
          address={link ?? ''}
          onReading={(source, query, filters) => begin.mutate({ ...filters, source, query })}
          isSwitching={begin.isPending}
          error={begin.error}
        />
      )}
    </>
  );
}
