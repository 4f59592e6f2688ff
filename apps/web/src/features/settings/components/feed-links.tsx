import { Button, CopyButton } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/api-client.js';
import { useText } from '../../../lib/i18n/index.js';
import { showError } from '../../../lib/notices.js';
import { useList } from '../api/use-list.js';
import classes from './settings-frame.module.css';

interface FeedLink {
  id: number;
  what: 'all' | 'tag' | 'task';
  value?: string | number | null;
  token?: string;
  url?: string;
}

export function useFeedLinks(isThere: boolean) {
  return useList<FeedLink>(['feed-links'], '/api/feed-links', isThere);
}

/** Feeds out: addresses that a feed reader opens without a password, each revocable. */
export function FeedLinks() {
  const { t } = useText();
  const client = useQueryClient();
  const { data } = useFeedLinks(true);
  const settled = { onError: showError, onSettled: () => client.invalidateQueries({ queryKey: ['feed-links'] }) };
  const make = useMutation({
    mutationFn: () => request<FeedLink>('POST', '/api/feed-links', { what: 'all' }),
    ...settled,
  });
  const end = useMutation({ mutationFn: (id: number) => request('DELETE', `/api/feed-links/${id}`), ...settled });
  const fresh = make.data;
  const address = (link: FeedLink, form: string) => {
    const token = link.token ?? fresh?.token;
    return link.url ? link.url.replace(/\.(rss|atom|json)$/, `.${form}`) : `${location.origin}/feeds/${token}.${form}`;
  };
  return (
    <section id="feeds" className={`card ${classes.section}`}>
      <h2 className="section">{t('feeds.title')}</h2>
      <p className="muted">{t('feeds.text')}</p>
      {(data ?? []).map((link) => {
        const isKnown = link.url !== undefined || link.token !== undefined || link.id === fresh?.id;
        return (
          <div key={link.id} className={classes.line}>
            <span className="grow">
              {link.what === 'all' ? t('feeds.all') : t(`feeds.${link.what}`, { value: link.value ?? '' })}
            </span>
            {isKnown &&
              (['rss', 'atom', 'json'] as const).map((form) => (
                <CopyButton key={form} value={address(link, form)}>
                  {({ copied, copy }) => (
                    <Button variant="default" size="compact-md" onClick={copy}>
                      {copied ? t('copied') : form.toUpperCase()}
                    </Button>
                  )}
                </CopyButton>
              ))}
            <Button variant="subtle" color="gray" onClick={() => end.mutate(link.id)}>
              {t('tokens.revoke')}
            </Button>
          </div>
        );
      })}
      <Button variant="default" mt="sm" loading={make.isPending} onClick={() => make.mutate()}>
        {t('feeds.make')}
      </Button>
    </section>
  );
}
