import { formatMoney } from '../lib/format.js';
import { useText } from '../lib/i18n/index.js';
import classes from './price.module.css';

interface PriceProps {
  price: number | null;
  currency: string | null;
  /** Struck and muted, where it differs. */
  oldPrice?: number | null | undefined;
  isMuted?: boolean;
  size?: 'row' | 'item';
  /** The old price under the new one, for columns. */
  isStacked?: boolean;
}

/** The second thing read: the new price strong, the old one smaller and struck. */
export function Price({ price, currency, oldPrice, isMuted, size = 'row', isStacked = false }: PriceProps) {
  const { t, locale } = useText();
  if (price === null) return <span className={`${classes.none} muted`}>{t('price.none')}</span>;
  const old = oldPrice != null && oldPrice !== price ? oldPrice : undefined;
  return (
    <span className={`${classes.price} ${isStacked ? classes.stacked : ''} ${size === 'item' ? classes.item : ''}`}>
      <span className={`${classes.now} ${isMuted ? 'muted' : ''} num`}>{formatMoney(price, currency, locale)}</span>
      {old !== undefined && (
        <>
          <span className="visually-hidden">{t('price.before')}</span>
          <s className={`${classes.old} num`}>{formatMoney(old, currency, locale)}</s>
        </>
      )}
    </span>
  );
}
