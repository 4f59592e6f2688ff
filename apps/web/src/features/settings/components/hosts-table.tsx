import type { SystemState } from '@goodshunter/contracts/api';
import { useHealthWord } from '../../../components/hunt-health.js';
import table from '../../../components/table.module.css';
import { formatCount, NBSP } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import classes from './system-page.module.css';

/** Hosts that are slowed or whose hunts do not look well: how often each is asked, and what slowed it. */
export function HostsTable({ hosts }: { hosts: SystemState['hosts'] }) {
  const { t, locale } = useText();
  const word = useHealthWord();
  return (
    <section className={`card ${classes.section}`}>
      <h2 className="section">{t('system.hosts')}</h2>
      {hosts.length === 0 ? (
        <p className="muted">{t('system.none')}</p>
      ) : (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('system.host')}</th>
              <th scope="col">{t('system.huntsOf')}</th>
              <th scope="col" className="desk">
                {t('system.pace')}
              </th>
              <th scope="col">{t('system.slowedBy')}</th>
            </tr>
          </thead>
          <tbody>
            {hosts.map(({ host, hunts, failing, pace, reason }) => (
              <tr key={host}>
                <td className="strong">{host}</td>
                <td className="num">
                  {formatCount(hunts, locale)}
                  {failing > 0 && (
                    <span className={classes.failing}>
                      {' '}
                      {formatCount(failing, locale)} {t('system.failing')}
                    </span>
                  )}
                </td>
                <td className="num desk">
                  {pace === null || pace >= 1 ? t('system.fullPace') : `${Math.round(pace * 100)}${NBSP}%`}
                </td>
                <td>{reason ? word(reason) : t('system.nothing')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
