import type { Collection, Listing, Shape } from './listing.js';
import type { Random } from './random.js';

interface Kind {
  name: string;
  collection: Collection;
  shape: Shape;
  models: readonly string[];
  /** Usual price in whole units of the currency. */
  low: number;
  high: number;
}

// Two houses carry characters that shops deliver as HTML entities: that is how decoding gets exercised.
const VENDORS = ['Halden & Sons', 'Kestrel', 'Nordlys', 'Orbis', 'Meridian', 'L’Atelier', 'Tamura', 'Zeilen'] as const;

const KINDS: readonly Kind[] = [
  {
    name: 'Rangefinder camera',
    collection: 'cameras',
    shape: 'rangefinder',
    models: ['R2', 'R35', 'Mark II'],
    low: 140,
    high: 620,
  },
  {
    name: 'Reflex camera',
    collection: 'cameras',
    shape: 'reflex',
    models: ['S1', 'SX-70', 'Automatic'],
    low: 60,
    high: 380,
  },
  {
    name: 'Box camera',
    collection: 'cameras',
    shape: 'box',
    models: ['No. 2', 'Junior', 'Brilliant'],
    low: 25,
    high: 120,
  },
  {
    name: 'Half-frame camera',
    collection: 'cameras',
    shape: 'rangefinder',
    models: ['Demi', 'H-17', 'Penta'],
    low: 70,
    high: 260,
  },
  { name: '50 mm f/1.8 lens', collection: 'lenses', shape: 'lens', models: ['Solar', 'Prime'], low: 45, high: 240 },
  { name: '35 mm f/2.8 lens', collection: 'lenses', shape: 'lens', models: ['Wide', 'Flektar'], low: 60, high: 310 },
  { name: '135 mm f/3.5 lens', collection: 'lenses', shape: 'lens', models: ['Tele', 'Sonar'], low: 35, high: 180 },
  { name: 'Tripod', collection: 'accessories', shape: 'tripod', models: ['T-120', 'Field'], low: 20, high: 140 },
  { name: 'Light meter', collection: 'accessories', shape: 'meter', models: ['Lux', 'Six'], low: 18, high: 95 },
  {
    name: 'Slide projector',
    collection: 'accessories',
    shape: 'projector',
    models: ['Carousel 80', 'Lumen'],
    low: 40,
    high: 210,
  },
  {
    name: 'Leather camera bag',
    collection: 'accessories',
    shape: 'bag',
    models: ['Weekender', 'Satchel'],
    low: 30,
    high: 160,
  },
];

const CONDITIONS = ['like new', 'very good', 'well used', 'needs care'] as const;

export const COLLECTIONS: readonly Collection[] = ['cameras', 'lenses', 'accessories'];

/** What was asked for by hand; everything left out is drawn by chance. */
export type ListingWish = Partial<
  Pick<Listing, 'title' | 'handle' | 'priceMinor' | 'compareAtMinor' | 'available' | 'collection'>
>;

/** Draws a listing. The same random state, id, time and wish give the same listing. */
export function drawListing(random: Random, id: number, atMs: number, wish: ListingWish = {}): Listing {
  const kinds = KINDS.filter((kind) => wish.collection === undefined || kind.collection === wish.collection);
  const kind = random.pick(kinds);
  const vendor = random.pick(VENDORS);
  const model = random.pick(kind.models);
  const condition = random.pick(CONDITIONS);
  const title = wish.title ?? `${vendor} ${model} – ${kind.name}, ${condition}`;
  const priceMinor = wish.priceMinor ?? random.between(kind.low, kind.high) * 100 - random.pick([0, 1, 5, 50]);
  const hasCase = kind.collection === 'cameras' && random.next() < 0.4;
  return {
    id,
    handle: wish.handle ?? `${slug(title)}-${id}`,
    title,
    vendor,
    kind: kind.name,
    collection: kind.collection,
    condition,
    description: `${kind.name} by ${vendor}, model ${model}. Condition: ${condition}. Tested in our workshop & sent within two days.`,
    priceMinor,
    compareAtMinor: wish.compareAtMinor ?? null,
    caseExtraMinor: hasCase ? random.between(8, 30) * 100 : null,
    available: wish.available ?? true,
    createdAtMs: atMs,
    updatedAtMs: atMs,
    shape: kind.shape,
    hue: random.between(0, 359),
  };
}

function slug(title: string): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return words.slice(0, 80) || 'listing';
}
