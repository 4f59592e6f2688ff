import type { WhyNot } from '../lib/api-types.js';
import { useText } from '../lib/i18n/index.js';

/** Why an item is out, in words: `Out: “repair”`. */
export function useWhyNotText(): (whyNot: WhyNot) => string {
  const { t } = useText();
  return ({ reason, detail }) => {
    const words = detail ?? '';
    if (reason === 'word') return t('out.word', { word: words });
    if (reason === 'excluded') return t('out.excluded', { word: words });
    if (reason === 'currency') return t('out.currency', { currency: words });
    if (reason === 'sold') return t('out.sold');
    if (words === 'below') return t('out.below');
    if (words === 'above') return t('out.above');
    return t('out.noPrice');
  };
}
