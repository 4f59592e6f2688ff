import type { HostList, HostState, SystemState } from '@goodshunter/contracts/api';
import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useHealthWord } from '../../../components/hunt-health.js';
import table from '../../../components/table.module.css';
import { get, withQuery } from '../../../lib/api-client.js';
import { formatClock, formatCount, NBSP } from '../../../lib/format.js';
import { numberFormat } from '../../../lib/formatters.js';
import { useText } from '../../../lib/i18n/index.js';
import { useCan } from '../../../lib/operations.js';
import classes from './system-page.module.css';

/** More are found by their names. */
const SHOWN = 25;

/** Of an api of before, which knows only hosts in trouble, and not what slowed them. */
const toState = (host: SystemState['hosts'][number]): HostState => ({
  ...host,
  secondsPerRequest: null,
  restsUntil: null,
  slowedBy: [],
});

/** Hosts that hunts look at, troubled and slowed ones first: how often each may be asked, and what slowed it. */
export function HostsTable({ troubled }: { troubled: SystemState['hosts'] }) {
  const { t, locale } = useText();
  const hasList = useCan()('GET /api/system/hosts');
  const [words, setWords] = useState('');
  const [q] = useDebouncedValue(words.trim(), 250);
  const { data } = useQuery({
    queryKey: ['system', 'hosts', q],
    queryFn: ({ signal }) => get<HostList>(withQuery('/api/system/hosts', { q, limit: SHOWN }), signal),
    enabled: hasList,
    refetchInterval: 5000,
    placeholderData: keepPreviousData,
  });
  const { data: hosts, total } = data ?? { data: troubled.map(toState), total: troubled.length };
  return (
    <section className={`card ${classes.section}`}>
      <div className={classes.hostsHead}>
        <h2 className="section">{t('system.hosts')}</h2>
        {hasList && (
          <TextInput
            type="search"
            size="xs"
            aria-label={t('system.findHost')}
            placeholder={t('system.findHost')}
            value={words}
            maxLength={100}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
        )}
      </div>
      {hosts.length === 0 ? (
        <p className="muted">{t(q === '' ? 'system.none' : 'system.noHost')}</p>
      ) : (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('system.host')}</th>
              <th scope="col">{t('system.huntsOf')}</th>
              <th scope="col" className="desk">
                {t('system.budget')}
              </th>
              <th scope="col" className="desk">
                {t('system.pace')}
              </th>
              <th scope="col">{t('system.slowedBy')}</th>
            </tr>
          </thead>
          <tbody>
            {hosts.map((host) => (
              <HostRow key={host.host} state={host} />
            ))}
          </tbody>
        </table>
      )}
      {total > hosts.length && (
        <p className="muted small">{t('system.moreHosts', { n: formatCount(total - hosts.length, locale) })}</p>
      )}
    </section>
  );
}

function HostRow({ state }: { state: HostState }) {
  const { t, locale } = useText();
  const word = useHealthWord();
  const { host, hunts, failing, reason, pace, secondsPerRequest, restsUntil, slowedBy } = state;
  const slowed = [
    ...slowedBy.map((what) => t(`system.slowed.${what}`)),
    ...(restsUntil ? [t('system.restsUntil', { time: formatClock(restsUntil, locale) })] : []),
    ...(reason ? [word(reason)] : []),
  ];
  return (
    <tr>
      <td className={`strong ${classes.host}`}>{host}</td>
      <td className="num">
        {formatCount(hunts, locale)}
        {failing > 0 && (
          <span className={classes.failing}>
            {t('join')}
            {formatCount(failing, locale)} {t('system.failing')}
          </span>
        )}
      </td>
      <td className="num desk">
        {secondsPerRequest === null
          ? '–'
          : t('system.every', { n: numberFormat(locale, { maximumFractionDigits: 1 }).format(secondsPerRequest) })}
      </td>
      <td className="num desk">
        {pace === null || pace >= 1 ? t('system.fullPace') : `${Math.round(pace * 100)}${NBSP}%`}
      </td>
      <td>{slowed.length > 0 ? slowed.join(', ') : t('system.nothing')}</td>
    </tr>
  );
}
