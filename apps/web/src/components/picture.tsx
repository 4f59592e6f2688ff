import { IconPhotoOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useCan } from '../lib/operations.js';
import classes from './picture.module.css';

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
  const can = useCan();
  const isShown = hasPicture === true && !isBroken && can('GET /api/items/{id}/picture');
  return (
    <span className={`${classes.frame} ${isDimmed ? classes.dimmed : ''} ${className ?? ''}`}>
      {isShown ? (
        <img
          src={`/api/items/${itemId}/picture?size=${size}`}
          alt=""
          loading="lazy"
          decoding="async"
          onError={() => setBroken(true)}
        />
      ) : (
        <IconPhotoOff size={20} stroke={1.5} aria-hidden />
      )}
    </span>
  );
}
