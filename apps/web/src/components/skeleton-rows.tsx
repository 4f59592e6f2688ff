import { useEffect, useState } from 'react';
import classes from './skeleton-rows.module.css';

/** Rows of the final size, shown only when loading takes longer than 200 ms, so that nothing flickers or jumps. */
export function SkeletonRows({ height, count = 8, label }: { height: number; count?: number; label: string }) {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 200);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={classes.rows} style={{ minHeight: height * count }} role="status" aria-label={label}>
      {isShown &&
        Array.from({ length: count }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
          <div key={index} className={classes.row} style={{ height }}>
            <span className={classes.picture} />
            <span className={classes.lines}>
              <span />
              <span />
            </span>
          </div>
        ))}
    </div>
  );
}
