import { Checkbox, Switch } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { memo, useRef } from 'react';
import { HuntHealth } from '../../../components/hunt-health.js';
import { Sparkline } from '../../../components/sparkline.js';
import { Tag } from '../../../components/tag.js';
import type { Hunt } from '../../../lib/api-types.js';
import { formatCount } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { isOwn, useMayChange } from '../../../lib/operations.js';
import { sourceOf } from '../../../lib/source-words.js';
import { useNoticesSwitch } from '../api/use-hunts.js';
import classes from './hunt-list.module.css';
import { HuntMenu } from './hunt-menu.js';

/** How long a finger rests on a row to select it, in ms. */
const LONG_PRESS_MS = 450;

interface HuntRowProps {
  hunt: Hunt;
  isPhone: boolean;
  isSelected: boolean;
  isSelecting: boolean;
  onToggle: ((id: number) => void) | undefined;
}

export const HuntRow = memo(function HuntRow({ hunt, isPhone, isSelected, isSelecting, onToggle }: HuntRowProps) {
  const { t, locale } = useText();
  const notices = useNoticesSwitch();
  const press = useRef<ReturnType<typeof setTimeout>>(undefined);
  const wasLong = useRef(false);
  const isOn = hunt.noticesOn ?? !(Array.isArray(hunt.notify) && hunt.notify.length === 0);
  const mayChange = useMayChange(hunt);
  const title = (
    <span className={classes.title}>
      <Link to="/hunts/$id" params={{ id: String(hunt.id) }} className="clip">
        {hunt.name}
      </Link>
      {hunt.tags?.slice(0, 2).map((tag) => (
        <Tag key={tag}>{tag}</Tag>
      ))}
    </span>
  );
  const noticesSwitch = (
    <Switch
      className={classes.above}
      aria-label={t('hunts.noticesOf', { name: hunt.name })}
      checked={notices.isPending ? notices.variables.isOn : isOn}
      // Of a shared hunt this says whether one is told oneself, which is chosen on its page.
      disabled={!mayChange || !isOwn(hunt)}
      size={isPhone ? 'md' : 'sm'}
      onChange={(event) => notices.mutate({ id: hunt.id, isOn: event.currentTarget.checked })}
    />
  );
  const matches = hunt.matches === undefined ? '' : t('hunts.matches', { count: hunt.matches });

  if (isPhone) {
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: keys have the checkbox and the link within
      <div
        className={classes.phoneRow}
        onPointerDown={(event) => {
          wasLong.current = false;
          // A checkbox or switch that is held says it once, by itself.
          if (!onToggle || (event.target as Element).closest('label, input')) return;
          press.current = setTimeout(() => {
            wasLong.current = true;
            onToggle(hunt.id);
          }, LONG_PRESS_MS);
        }}
        onContextMenu={(event) => onToggle && event.preventDefault()}
        onPointerUp={() => clearTimeout(press.current)}
        onPointerCancel={() => clearTimeout(press.current)}
        onPointerMove={(event) => Math.abs(event.movementY) > 2 && clearTimeout(press.current)}
        onClickCapture={(event) => {
          if (!isSelecting || !onToggle || (event.target as Element).closest('label, input')) return;
          event.preventDefault();
          event.stopPropagation();
          // The finger that selected by resting here is lifted.
          if (!wasLong.current) onToggle(hunt.id);
          wasLong.current = false;
        }}
      >
        {title}
        {isSelecting ? (
          <Checkbox
            className={classes.above}
            aria-label={t('hunts.select', { name: hunt.name })}
            checked={isSelected}
            onChange={() => onToggle?.(hunt.id)}
          />
        ) : (
          noticesSwitch
        )}
        <span style={{ gridColumn: '1 / -1' }}>
          <HuntHealth hunt={hunt} />
        </span>
        <span className={classes.phoneFoot}>
          <span className="muted small">{matches}</span>
          {hunt.activity && <Sparkline values={hunt.activity} isOff={hunt.state !== 'active'} />}
        </span>
      </div>
    );
  }
  return (
    <div className={`${classes.row} ${onToggle ? '' : classes.noSelect}`}>
      {onToggle && (
        <Checkbox
          className={classes.above}
          aria-label={t('hunts.select', { name: hunt.name })}
          checked={isSelected}
          onChange={() => onToggle(hunt.id)}
        />
      )}
      <span className={classes.name}>
        {title}
        <span className="muted small clip">{sourceOf(hunt)}</span>
      </span>
      <HuntHealth hunt={hunt} />
      <span className={classes.figures}>
        <span className="strong num">{hunt.matches === undefined ? '' : formatCount(hunt.matches, locale)}</span>
      </span>
      <span>{hunt.activity && <Sparkline values={hunt.activity} isOff={hunt.state !== 'active'} />}</span>
      {noticesSwitch}
      <span className={classes.above}>{mayChange && <HuntMenu hunt={hunt} />}</span>
    </div>
  );
});
