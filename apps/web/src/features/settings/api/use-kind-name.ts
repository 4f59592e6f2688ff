import { useText } from '../../../lib/i18n/index.js';
import type { ChannelKind } from './channel-types.js';

/** The name of a way to tell, in words of the page's language where it is no proper name. */
export function useKindName(): (kind: Pick<ChannelKind, 'kind' | 'name'>) => string {
  const { t } = useText();
  return ({ kind, name }) => t(`channels.kind.${kind as 'push'}`, { defaultValue: name });
}
