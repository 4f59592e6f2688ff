import { Button, Checkbox, Group, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { PageHead } from '../../../components/page-head.js';
import { ProblemNote } from '../../../components/problem-note.js';
import { SkeletonRows } from '../../../components/skeleton-rows.js';
import { useDurationText } from '../../../components/time-ago.js';
import { request } from '../../../lib/api-client.js';
import { formatClock } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { showError } from '../../../lib/notices.js';
import { useCan } from '../../../lib/operations.js';
import { useMe } from '../../../lib/session.js';
import { useNow } from '../../../lib/use-now.js';
import { useList } from '../api/use-list.js';
import { CopyLine } from './copy-line.js';
import { FeedLinks, useFeedLinks } from './feed-links.js';
import classes from './settings-frame.module.css';

type Scope = 'read' | 'hunt' | 'admin';
interface Token {
  id: number;
  name: string;
  scopes: string[] | null;
  expiresAt?: string | null;
  lastUsedAt?: string | null;
}

/** Tokens for scripts: named, with scopes, shown once. */
export default function TokensPage() {
  const { t, locale } = useText();
  const { ago } = useDurationText();
  const now = useNow();
  const can = useCan();
  const me = useMe();
  const client = useQueryClient();
  const { data, error, isPending } = useList<Token>(['tokens'], '/api/tokens');
  const hasFeeds = can('GET /api/feed-links');
  const feeds = useFeedLinks(hasFeeds);
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState(['read']);
  const [days, setDays] = useState('90');
  const settled = { onSettled: () => client.invalidateQueries({ queryKey: ['tokens'] }) };
  const make = useMutation({
    mutationFn: () => {
      const expiresAt =
        days === '0' ? {} : { expiresAt: new Date(Date.now() + Number(days) * 86_400_000).toISOString() };
      return request<{ token: string }>('POST', '/api/tokens', { name: name.trim(), scopes, ...expiresAt });
    },
    onSuccess: () => setName(''),
    ...settled,
  });
  const end = useMutation({
    mutationFn: (id: number) => request('DELETE', `/api/tokens/${id}`),
    onError: showError,
    ...settled,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    make.mutate();
  }
  // Drawn at once, the form would move away under the finger as the tokens above it come.
  if (isPending || feeds.isLoading)
    return (
      <>
        <PageHead title={t('settings.tokens')} />
        <SkeletonRows height={60} count={4} label={t('loading')} />
      </>
    );
  return (
    <>
      <PageHead title={t('settings.tokens')} />
      {error && <ProblemNote error={error} />}
      <section className={`card ${classes.section}`}>
        <h2 className="section">{t('tokens.title')}</h2>
        <p className="muted">{t('tokens.text')}</p>
        {(data ?? []).map((token) => (
          <div key={token.id} className={classes.line}>
            <span className="grow">
              <span className="strong">{token.name}</span>{' '}
              <span className="muted small">
                {(token.scopes ?? ['admin']).map((scope) => t(`tokens.scope.${scope as Scope}`)).join(t('join'))}
              </span>
              <br />
              <span className="muted small">
                {token.lastUsedAt
                  ? t('tokens.used', { ago: ago(now - Date.parse(token.lastUsedAt)) })
                  : t('tokens.neverUsed')}
                {token.expiresAt && `${t('join')}${t('tokens.until', { time: formatClock(token.expiresAt, locale) })}`}
              </span>
            </span>
            <Button variant="subtle" color="gray" onClick={() => end.mutate(token.id)}>
              {t('tokens.revoke')}
            </Button>
          </div>
        ))}
      </section>
      <section className={`card ${classes.section}`}>
        <h2 className="section">{t('tokens.make')}</h2>
        <form className="stack" onSubmit={submit}>
          {make.error && <ProblemNote error={make.error} />}
          <TextInput
            className={classes.narrow}
            label={t('tokens.name')}
            value={name}
            maxLength={100}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Checkbox.Group label={t('tokens.scopes')} value={scopes} onChange={setScopes}>
            {['read', 'hunt', ...(me.role === 'admin' ? ['admin'] : [])].map((scope) => (
              <Checkbox key={scope} value={scope} mt={8} label={t(`tokens.scope.${scope as Scope}`)} />
            ))}
          </Checkbox.Group>
          <Select
            className={classes.narrow}
            label={t('tokens.expires')}
            value={days}
            allowDeselect={false}
            data={[
              { value: '30', label: t('span.d', { n: 30 }) },
              { value: '90', label: t('span.d', { n: 90 }) },
              { value: '365', label: t('span.d', { n: 365 }) },
              { value: '0', label: t('tokens.never') },
            ]}
            onChange={(value) => value && setDays(value)}
          />
          <Group>
            <Button type="submit" disabled={name.trim() === '' || scopes.length === 0} loading={make.isPending}>
              {name.trim() === '' ? t('tokens.nameFirst') : t('tokens.make')}
            </Button>
          </Group>
        </form>
        {make.data && (
          <div className="stack" role="status">
            <p className="strong">{t('tokens.once')}</p>
            <CopyLine label={t('tokens.token')} value={make.data.token} />
          </div>
        )}
      </section>
      {hasFeeds && <FeedLinks />}
    </>
  );
}
