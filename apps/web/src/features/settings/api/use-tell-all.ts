import { useQueryClient } from '@tanstack/react-query';
import { offerUndo } from '../../../components/undo.js';
import { sayRefused } from '../../../lib/hunt-api.js';
import { useText } from '../../../lib/i18n/index.js';
import { showDone, showError } from '../../../lib/notices.js';
import type { KnownChannel } from './plan-channel-use.js';
import { tellAllHunts, undoTellAll } from './tell-all-hunts.js';

/** Has all own hunts tell by a channel, says how many do, and offers to take it back. Never rejects: what goes wrong is shown. */
export function useTellAll(): (channel: KnownChannel) => Promise<void> {
  const { t } = useText();
  const client = useQueryClient();
  const refresh = () => void client.invalidateQueries({ queryKey: ['hunts'] });
  return async (channel) => {
    try {
      const { count, refused, changed } = await tellAllHunts(channel);
      refresh();
      const said = t('channels.usedBy', { count });
      if (changed.length === 0) showDone(said);
      else offerUndo(said, () => void undo(changed));
      sayFirst(refused);
    } catch (error) {
      showError(error);
    }
  };

  async function undo(changed: Parameters<typeof undoTellAll>[0]): Promise<void> {
    try {
      const refused = await undoTellAll(changed);
      refresh();
      if (refused.length === 0) showDone(t('channels.usedAsBefore'));
      else sayFirst(refused);
    } catch (error) {
      showError(error);
    }
  }

  function sayFirst(refused: Awaited<ReturnType<typeof undoTellAll>>): void {
    const [first] = refused;
    if (first) showDone(t('hunts.refused', { count: refused.length, reason: sayRefused(first, t) }));
  }
}
