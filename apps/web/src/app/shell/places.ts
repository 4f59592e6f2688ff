import { IconActivity, IconCrosshair, IconFlag, IconSettings } from '@tabler/icons-react';

/** The four places, and the letter that follows `g`. */
export const PLACES = [
  { to: '/', key: 'f', name: 'feed', icon: IconActivity },
  { to: '/hunts', key: 'h', name: 'hunts', icon: IconCrosshair },
  { to: '/attention', key: 'a', name: 'attention', icon: IconFlag },
  { to: '/settings', key: 's', name: 'settings', icon: IconSettings },
] as const;

/** Which place an address belongs to, an item to the feed, by which it is reached; none where nothing is at the address. */
export function placeOf(pathname: string): (typeof PLACES)[number] | undefined {
  const [, first] = pathname.split('/');
  return PLACES.find(({ to }) => to === `/${first === 'items' ? '' : first}`);
}
