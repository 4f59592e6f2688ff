import { CROWDED_PAGES } from './crowded-pages.js';
import type { FarList } from './frames.js';
import { MARKETPLACES } from './marketplaces.js';
import { PEOPLE_TO_PEOPLE } from './people-to-people.js';
import { SHOP_SYSTEMS } from './shop-systems.js';

/** A fifth lot, written with its answers before it was first read: pages as shops, marketplaces and boards of many regions build them. */
export const FAR_LISTS: FarList[] = [...SHOP_SYSTEMS, ...MARKETPLACES, ...PEOPLE_TO_PEOPLE, ...CROWDED_PAGES];
