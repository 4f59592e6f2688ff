import { useText } from '../lib/i18n/index.js';
import { EmptyState } from './empty-state.js';

/** Where a guest would hunt: they see what others share. */
export function NothingShared() {
  const { t } = useText();
  return <EmptyState title={t('guest.empty')}>{t('guest.emptyText')}</EmptyState>;
}
