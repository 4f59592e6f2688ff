import { IconActivity, IconCrosshair, IconFlag, IconSettings } from '@tabler/icons-react';

/** The four places, and the letter that follows `g`. */
export const PLACES = [
  { to: '/', key: 'f', name: 'feed', icon: IconActivity },
  { to: '/hunts', key: 'h', name: 'hunts', icon: IconCrosshair },
  { to: '/attention', key: 'a', name: 'attention', icon: IconFlag },
  { to: '/settings', key: 's', name: 'settings', icon: IconSettings },
] as const;

/** Which place an address belongs to: an item is reached by the feed. */
export function placeOf(pathname: string): (typeof PLACES)[number]['name'] {
  if (pathname.startsWith('/hunts')) return 'hunts';
  if (pathname.startsWith('/attention')) return 'attention';
  if (pathname.startsWith('/settings')) return 'settings';
  return 'feed';
}
