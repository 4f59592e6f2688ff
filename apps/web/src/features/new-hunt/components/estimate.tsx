import type { DraftFacts } from '../../../lib/api-types.js';
import { useText } from '../../../lib/i18n/index.js';

/** How often it would have told in the last week, where the source gives dates. */
export function Estimate({ estimate }: { estimate: DraftFacts['estimate'] }) {
  const { t } = useText();
  const count = estimate?.last7Days ?? null;
  if (count === null) return <p className="muted small">{t('newHunt.noEstimate')}</p>;
  return (
    <p>
      <span className="strong">{t('newHunt.estimate', { count })}</span>
    </p>
  );
}
