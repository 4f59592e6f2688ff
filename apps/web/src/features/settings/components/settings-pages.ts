import {
  IconArrowsExchange,
  IconHistory,
  IconKey,
  IconMoon,
  IconSend,
  IconServer2,
  IconUser,
  IconUsers,
} from '@tabler/icons-react';
import { useCan } from '../../../lib/operations.js';
import { useMe } from '../../../lib/session.js';

/** The pages of the settings, the operation each lives on, and who may see it. */
const PAGES = [
  { to: '/settings/me', name: 'me', icon: IconUser },
  { to: '/settings/quiet', name: 'quiet', icon: IconMoon, needs: 'GET /api/me/rhythm' },
  { to: '/settings/channels', name: 'channels', icon: IconSend, needs: 'GET /api/channels' },
  { to: '/settings/people', name: 'people', icon: IconUsers, needs: 'GET /api/people', isForAdmins: true },
  { to: '/settings/tokens', name: 'tokens', icon: IconKey, needs: 'GET /api/tokens' },
  { to: '/settings/in-and-out', name: 'inAndOut', icon: IconArrowsExchange, needs: 'GET /api/export' },
  { to: '/settings/system', name: 'system', icon: IconServer2, needs: 'GET /api/system', isForAdmins: true },
  { to: '/settings/audit', name: 'audit', icon: IconHistory, needs: 'GET /api/audit', isForAdmins: true },
] as const;
export type SettingsPage = (typeof PAGES)[number];

/** Those pages that this person may see and this api can answer. */
export function useSettingsPages(): SettingsPage[] {
  const can = useCan();
  const { role } = useMe();
  return PAGES.filter(
    (page) => (!('needs' in page) || can(page.needs)) && (!('isForAdmins' in page) || role === 'admin'),
  );
}
