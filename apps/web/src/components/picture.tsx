import { IconPhotoOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useCan } from '../lib/operations.js';
import classes from './picture.module.css';

/** When a picture that did not come is asked for again: crawlers that have no hand free now have one later. */
const AGAIN_MS = [4000, 20_000];

interface PictureProps {
  itemId: number;
  /** False: nobody asks for it. */
  hasPicture: boolean | undefined;
  size: 96 | 320 | 640;
  isDimmed?: boolean;
  className?: string | undefined;
}

/** An item's picture from our own address, 4:3. What is missing or broken is a drawn place of the same size. */
export function Picture({ itemId, hasPicture, size, isDimmed = false, className }: PictureProps) {
  const [isBroken, setBroken] = useState(false);
  const [failures, setFailures] = useState(0);
  const can = useCan();
  useEffect(() => {
    const wait = AGAIN_MS[failures - 1];
    if (!isBroken || wait === undefined) return;
    const timer = setTimeout(() => setBroken(false), wait);
    return () => clearTimeout(timer);
  }, [isBroken, failures]);
  const isShown = hasPicture === true && !isBroken && can('GET /api/items/{id}/picture');
  return (
    <span className={`${classes.frame} ${isDimmed ? classes.dimmed : ''} ${className ?? ''}`}>
      {isShown ? (
        <img
          src={`/api/items/${itemId}/picture?size=${size}`}
          alt=""
          loading="lazy"
          decoding="async"
          onError={() => {
            setFailures(failures + 1);
            setBroken(true);
          }}
        />
      ) : (
        <IconPhotoOff size={20} stroke={1.5} aria-hidden />
      )}
    </span>
  );
}
