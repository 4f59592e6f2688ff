import type { SystemState } from '@goodshunter/contracts/api';
import { useDurationText } from '../../../components/time-ago.js';
import { formatCount } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import classes from './system-page.module.css';

/** The queue in five figures. What nobody knows while Redis is away is a dash. */
export function QueueFigures({ queue, letters }: { queue: SystemState['queue']; letters: number | null }) {
  const { t, locale } = useText();
  const { plain } = useDurationText();
  const count = (figure: number | null) => (figure === null ? '–' : formatCount(figure, locale));
  const figures = [
    {
      name: t('system.waiting'),
      value: count(queue.waiting),
      more: queue.length === null ? '' : t('system.waitingMore', { n: count(queue.length) }),
    },
    {
      name: t('system.inHand'),
      value: count(queue.pending),
      more: queue.oldestPendingMs === null ? '' : t('system.oldest', { span: plain(queue.oldestPendingMs) }),
    },
    { name: t('system.due'), value: count(queue.due), more: '' },
    { name: t('system.consumers'), value: count(queue.consumers), more: queue.group },
    { name: t('system.deadLetters'), value: count(letters), more: '' },
  ];
  return (
    <dl className={classes.figures}>
      {figures.map(({ name, value, more }) => (
        <div key={name}>
          <dt className="muted small clip">{name}</dt>
          <dd className={`${classes.figure} num`}>{value}</dd>
          <dd className="muted small clip" title={more}>
            {more}
          </dd>
        </div>
      ))}
    </dl>
  );
}
