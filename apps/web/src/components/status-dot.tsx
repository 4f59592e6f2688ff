import classes from './status-dot.module.css';

export type Tone = 'well' | 'slowed' | 'trouble' | 'off';

/** Helps the sentence beside it; says nothing alone. */
export function StatusDot({ tone }: { tone: Tone }) {
  return <span className={`${classes.dot} ${classes[tone]}`} aria-hidden />;
}
