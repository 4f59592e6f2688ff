import type { Draft } from '@goodshunter/contracts/api';
import { useText } from '../../../lib/i18n/index.js';

/** How often it would have told in the last week, where the source gives dates. */
export function Estimate({ estimate }: { estimate: Draft['estimate'] | null }) {
  const { t } = useText();
  const count = estimate?.last7Days ?? null;
  if (count === null) return <p className="muted small">{t('newHunt.noEstimate')}</p>;
  return (
    <p>
      <span className="strong">{t('newHunt.estimate', { count })}</span>
    </p>
  );
}
