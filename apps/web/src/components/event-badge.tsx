import type { EventKind } from '@goodshunter/contracts/api';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconRotateClockwise,
  IconSparkles,
  IconTagOff,
  IconTrendingDown,
  IconTrendingUp,
} from '@tabler/icons-react';
import { useText } from '../lib/i18n/index.js';
import classes from './event-badge.module.css';

const LOOKS = {
  new: { icon: IconSparkles, className: classes.new },
  price_drop: { icon: IconTrendingDown, className: classes.drop },
  price_rise: { icon: IconTrendingUp, className: classes.rise },
  sold: { icon: IconTagOff, className: classes.sold },
  back: { icon: IconRotateClockwise, className: classes.back },
  unhealthy: { icon: IconAlertTriangle, className: classes.trouble },
  recovered: { icon: IconCircleCheck, className: classes.drop },
} as const satisfies Record<EventKind, unknown>;

/** Kinds that stand for an event of an item, in the order of the filter. */
export const ITEM_KINDS = ['new', 'price_drop', 'price_rise', 'sold', 'back'] as const satisfies readonly EventKind[];

export function EventIcon({ kind, size = 16 }: { kind: EventKind; size?: number }) {
  const Icon = LOOKS[kind].icon;
  return <Icon size={size} stroke={1.75} aria-hidden />;
}

/** The kind of an event: icon, word and colour, never a colour alone. `change` stands in its place or behind it. */
export function EventBadge({
  kind,
  change,
  short = false,
}: {
  kind: EventKind;
  change?: string | undefined;
  short?: boolean;
}) {
  const { t } = useText();
  const word = t(`kind.${kind}`);
  return (
    <span className={`${classes.badge} ${LOOKS[kind].className}`}>
      <EventIcon kind={kind} size={14} />
      {short && change !== undefined ? <span className="visually-hidden">{word}</span> : word}
      {change !== undefined && <span className="num">{change}</span>}
    </span>
  );
}

/** How much a price changed, as a small badge of the event's colour. */
export function ChangeBadge({ kind, change }: { kind: EventKind; change: string }) {
  return <span className={`${classes.badge} ${classes.plain} ${LOOKS[kind].className} num`}>{change}</span>;
}
