import type { ReactNode } from 'react';
import { useDocumentTitle } from '../../../components/page-head.js';
import classes from './session-card.module.css';

/** One card in the middle of the page: set-up, sign-in, an invite. */
export function SessionCard({
  title,
  hint,
  children,
  foot,
}: {
  title: string;
  hint?: ReactNode;
  children: ReactNode;
  foot?: ReactNode;
}) {
  useDocumentTitle(title);
  return (
    <main className={classes.page}>
      <img src="/mark.svg" alt="" width={48} height={48} />
      <h1 className={classes.title}>{title}</h1>
      {hint !== undefined && <p className="muted">{hint}</p>}
      <div className={classes.card}>{children}</div>
      {foot}
    </main>
  );
}
