import { useAwaySince } from '../../lib/connection.js';
import { useText } from '../../lib/i18n/index.js';
import { AwayLine } from './away-line.js';
import classes from './shell.module.css';

/** What is there before the api has said who asks: the frame, so that nothing jumps when it answers. */
export function StartPage() {
  const { t } = useText();
  const isAway = useAwaySince() !== null;
  return (
    <div className={classes.start} aria-busy={!isAway}>
      <AwayLine />
      <span className="visually-hidden">{t('loading')}</span>
    </div>
  );
}
