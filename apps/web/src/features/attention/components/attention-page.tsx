import { Button } from '@mantine/core';
import { IconBellX, IconCheck, IconCrosshair, IconRefresh } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { PageHead } from '../../../components/page-head.js';
import { ProblemNote } from '../../../components/problem-note.js';
import { SkeletonRows } from '../../../components/skeleton-rows.js';
import { formatClock, formatCount } from '../../../lib/format.js';
import { lookNow, resumeHunt } from '../../../lib/hunt-api.js';
import { useText } from '../../../lib/i18n/index.js';
import { showDone, showError } from '../../../lib/notices.js';
import { useSaid } from '../../../lib/said.js';
import { type Need, useAttention } from '../api/use-attention.js';
import classes from './attention-page.module.css';

/** What stopped working, why, and what to do: one card per hunt or channel. Empty on most days. */
export default function AttentionPage() {
  const { t, locale } = useText();
  const client = useQueryClient();
  const { data, error, isPending } = useAttention();
  const lookAll = useMutation({
    mutationFn: (ids: number[]) => Promise.all(ids.map((id) => lookNow(id))),
    onSuccess: () => showDone(t('attention.lookingAgain')),
    onError: showError,
    onSettled: () => client.invalidateQueries(),
  });
  if (error && !data) return <ProblemNote error={error} />;
  if (isPending) return <SkeletonRows height={140} count={3} label={t('loading')} />;
  const needs = data.items;
  const hunts = needs.filter(({ actions }) => actions.includes('run')).map(({ thingId }) => thingId);
  return (
    <>
      <PageHead isInHeader title={t('place.attention')} count={needs.length > 0 ? needs.length : undefined}>
        <span className="grow" />
        {hunts.length > 1 && (
          <Button
            variant="default"
            leftSection={<IconRefresh size={18} stroke={1.75} />}
            loading={lookAll.isPending}
            onClick={() => lookAll.mutate(hunts)}
          >
            {t('attention.lookAll')}
          </Button>
        )}
      </PageHead>
      {needs.length === 0 ? (
        <div className={classes.well}>
          <span className={classes.tick}>
            <IconCheck size={28} stroke={2} aria-hidden />
          </span>
          <h2 className="section">{t('attention.empty')}</h2>
          <p className="muted">{t('attention.emptyText', { count: data.looks.hunts })}</p>
          <dl className={classes.figures}>
            {data.looks.last24h !== null && (
              <div>
                <dt>{t('attention.looks')}</dt>
                <dd className="num">{formatCount(data.looks.last24h, locale)}</dd>
              </div>
            )}
            <div>
              <dt>{t('attention.gaps')}</dt>
              <dd className="num">
                {data.looks.gaps === 0 ? t('attention.noGap') : formatCount(data.looks.gaps, locale)}
              </dd>
            </div>
            <div>
              <dt>{t('attention.hunts')}</dt>
              <dd className="num">{formatCount(data.looks.hunts, locale)}</dd>
            </div>
          </dl>
        </div>
      ) : (
        <ul className="stack">
          {needs.map((need) => (
            <NeedCard key={`${need.thing}-${need.id}`} need={need} />
          ))}
        </ul>
      )}
    </>
  );
}

function NeedCard({ need }: { need: Need }) {
  const { t, locale } = useText();
  const client = useQueryClient();
  const [isWhole, setWhole] = useState(false);
  const act = useMutation({
    mutationFn: (what: 'run' | 'resume') => (what === 'run' ? lookNow(need.thingId) : resumeHunt(need.thingId)),
    onSuccess: () => showDone(t('attention.lookingAgain')),
    onError: showError,
    onSettled: () => client.invalidateQueries(),
  });
  const since = need.sinceAt ? t('attention.since', { time: formatClock(need.sinceAt, locale) }) : '';
  const worked = need.lastWorkedAt
    ? t('attention.worked', { time: formatClock(need.lastWorkedAt, locale) })
    : t('attention.neverWorked');
  const said = useSaid();
  const seen = need.whatWasSeen && said(need.whatWasSeen);
  return (
    <li className={`card ${classes.card}`}>
      <span className={classes.icon}>
        {need.thing === 'channel' ? (
          <IconBellX size={22} stroke={1.75} aria-hidden />
        ) : (
          <IconCrosshair size={22} stroke={1.75} aria-hidden />
        )}
      </span>
      <div className="grow">
        <h2 className="section">{need.name}</h2>
        <p>{t(`health.${need.reason as 'other'}`, { defaultValue: need.sentence })}</p>
        <p className="muted small">{[since, worked].filter(Boolean).join(' ')}</p>
        {seen && (
          <p className={classes.seen}>
            <span className="muted">{t('attention.seen')} </span>
            {isWhole || seen.length <= 160 ? seen : `${[...seen].slice(0, 160).join('')}…`}{' '}
            {seen.length > 160 && (
              <button type="button" className={classes.more} onClick={() => setWhole(!isWhole)}>
                {t(isWhole ? 'less' : 'more')}
              </button>
            )}
          </p>
        )}
        <p className={classes.todo}>
          <span className="strong">{t('attention.whatToDo')}</span>{' '}
          {t(`attention.todo.${need.reason as 'timeout'}`, { defaultValue: need.whatToDo })}
        </p>
      </div>
      <div className={classes.actions}>
        {need.actions.map((action, index) => {
          const variant = index === 0 ? 'filled' : 'default';
          if (action === 'run' || action === 'resume') {
            return (
              <Button key={action} variant={variant} loading={act.isPending} onClick={() => act.mutate(action)}>
                {t(`attention.act.${action}`)}
              </Button>
            );
          }
          return action === 'openChannel' ? (
            <Button key={action} component={Link} to="/settings/channels" variant={variant}>
              {t('attention.act.openChannel')}
            </Button>
          ) : (
            <Button
              key={action}
              variant={variant}
              renderRoot={(props) => (
                <Link {...props} to="/hunts/$id" params={{ id: String(need.thingId) }} search={{ tab: 'settings' }} />
              )}
            >
              {t('attention.act.openSettings')}
            </Button>
          );
        })}
      </div>
    </li>
  );
}
