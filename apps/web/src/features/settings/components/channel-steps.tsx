import { IconCheck } from '@tabler/icons-react';
import { useText } from '../../../lib/i18n/index.js';
import classes from './channels-page.module.css';

interface ChannelStepsProps {
  /** @default true */
  isChosen?: boolean;
  isConnected: boolean;
  isTested: boolean;
}

/** How far it is: choose, connect, test. */
export function ChannelSteps({ isChosen = true, isConnected, isTested }: ChannelStepsProps) {
  const { t } = useText();
  const done = [isChosen, isChosen && isConnected, isTested];
  const current = done.indexOf(false);
  const words = [t('channels.step.choose'), t('channels.step.connect'), t('channels.step.test')];
  return (
    <ol className={classes.steps}>
      {words.map((word, index) => (
        <li key={word} aria-current={index === current ? 'step' : undefined} data-done={done[index] || undefined}>
          <span className={classes.stepMark} aria-hidden>
            {done[index] ? <IconCheck size={14} stroke={2.5} /> : index + 1}
          </span>
          {word}
        </li>
      ))}
    </ol>
  );
}
