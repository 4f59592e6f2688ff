import { Link } from '@tanstack/react-router';
import { memo, useRef } from 'react';
import { HuntHealth } from '../../../components/hunt-health.js';
import { RowCheckbox, RowSwitch } from '../../../components/row-controls.js';
import { Sparkline } from '../../../components/sparkline.js';
import { Tag } from '../../../components/tag.js';
import type { Hunt } from '../../../lib/api-types.js';
import { formatCount } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { isOwn } from '../../../lib/operations.js';
import { sourceOf } from '../../../lib/source-words.js';
import classes from './hunt-list.module.css';
import { HuntMenu } from './hunt-menu.js';

/** How long a finger rests on a row to select it, in ms. */
const LONG_PRESS_MS = 450;

interface HuntRowProps {
  hunt: Hunt;
  isPhone: boolean;
  isSelected: boolean;
  isSelecting: boolean;
  /** Of somebody of one's role, if the hunt is not shared to be looked at only. */
  mayChangeHunts: boolean;
  onToggle: ((id: number) => void) | undefined;
  onSwitch: (id: number, isOn: boolean) => void;
}

/**
 * One hunt. Scrolling draws some twenty at a time: what all rows share is asked once, by the list, and what few are asked for (a menu)
 * is not there before.
 */
export const HuntRow = memo(function HuntRow({
  hunt,
  isPhone,
  isSelected,
  isSelecting,
  mayChangeHunts,
  onToggle,
  onSwitch,
}: HuntRowProps) {
  const { t, locale } = useText();
  const press = useRef<ReturnType<typeof setTimeout>>(undefined);
  const wasLong = useRef(false);
  const isOn = hunt.noticesOn ?? !(Array.isArray(hunt.notify) && hunt.notify.length === 0);
  const mayChange = mayChangeHunts && hunt.myRole !== 'viewer';
  const title = (
    <span className={classes.title}>
      <Link to="/hunts/$id" params={{ id: String(hunt.id) }} className="clip">
        {hunt.name}
      </Link>
      {hunt.tags?.slice(0, isPhone ? 1 : 2).map((tag) => (
        <Tag key={tag}>{tag}</Tag>
      ))}
    </span>
  );
  const noticesSwitch = (
    <span className={classes.above}>
      <RowSwitch
        label={t('hunts.noticesOf', { name: hunt.name })}
        isOn={isOn}
        // Of a shared hunt this says whether one is told oneself, which is chosen on its page.
        isDisabled={!mayChange || !isOwn(hunt)}
        isLarge={isPhone}
        onChange={(next) => onSwitch(hunt.id, next)}
      />
    </span>
  );
  const checkbox = onToggle && (
    <span className={classes.above}>
      <RowCheckbox
        label={t('hunts.select', { name: hunt.name })}
        isChecked={isSelected}
        onChange={() => onToggle(hunt.id)}
      />
    </span>
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
        {isSelecting ? checkbox : noticesSwitch}
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
      {checkbox}
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
