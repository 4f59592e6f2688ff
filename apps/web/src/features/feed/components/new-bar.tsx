import { IconArrowUp } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { formatCount } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import classes from './new-bar.module.css';

/** It says nothing aloud more often than this, in ms. */
const ALOUD_MS = 30_000;

interface NewBarProps {
  count: number;
  /** There are more than were counted. */
  isMore: boolean;
  onShow: () => void;
}

/** "3 new": what waits above the list. A button; `.` presses it. */
export function NewBar({ count, isMore, onShow }: NewBarProps) {
  const { t, locale } = useText();
  const [aloud, setAloud] = useState('');
  const saidAt = useRef(0);
  const text = t('feed.new', { count, n: `${formatCount(count, locale)}${isMore ? '+' : ''}` });
  useEffect(() => {
    const wait = Math.max(0, saidAt.current + ALOUD_MS - Date.now());
    const timer = setTimeout(() => {
      saidAt.current = Date.now();
      setAloud(text);
    }, wait);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <>
      <button type="button" className={classes.bar} onClick={onShow} aria-keyshortcuts=".">
        <IconArrowUp size={18} stroke={1.75} aria-hidden />
        <span className="num">{text}</span>
      </button>
      <span className="visually-hidden" role="status">
        {aloud}
      </span>
    </>
  );
}
