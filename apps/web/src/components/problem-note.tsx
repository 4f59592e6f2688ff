import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { sentenceOf } from '../lib/api-problem.js';
import { useText } from '../lib/i18n/index.js';
import classes from './problem-note.module.css';

/** What went wrong, in a sentence, where it happened. */
export function ProblemNote({ error, action }: { error: unknown; action?: ReactNode }) {
  const { t } = useText();
  return (
    <div className={classes.note} role="alert">
      <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
      <span className="grow">{sentenceOf(error, t)}</span>
      {action}
    </div>
  );
}
