import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

/** An empty place teaches in one sentence and offers one action. */
export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={classes.place}>
      <h2 className="section">{title}</h2>
      {children !== undefined && <p className="muted">{children}</p>}
      {action}
    </div>
  );
}
