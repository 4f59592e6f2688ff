import type { ReactNode } from 'react';
import { useEffect } from 'react';
import classes from './page-head.module.css';

interface PageHeadProps {
  title: string;
  count?: ReactNode;
  children?: ReactNode;
  /** On the phone the header says the title already. */
  isInHeader?: boolean;
}

/** The title of a page with what stands beside it. It names the window too. */
export function PageHead({ title, count, children, isInHeader = false }: PageHeadProps) {
  useDocumentTitle(title);
  return (
    <div className={classes.head}>
      <h1 className={`${classes.title} ${isInHeader ? classes.inHeader : ''}`}>
        {title}
        {count !== undefined && <span className={`${classes.count} num`}>{count}</span>}
      </h1>
      {children}
    </div>
  );
}

export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'GoodsHunter' : `${title} · GoodsHunter`;
  }, [title]);
}
