export type Collection = 'cameras' | 'lenses' | 'accessories';
export type Shape = 'rangefinder' | 'reflex' | 'box' | 'lens' | 'tripod' | 'meter' | 'projector' | 'bag';

/** One thing on the shelf. Prices are integer minor units of the shop's currency. */
export interface Listing {
  /** Unique over all shops of one process. */
  id: number;
  /** The last part of its address; unique too. */
  handle: string;
  title: string;
  vendor: string;
  /** What Shopify calls the product type, e.g. `Rangefinder camera`. */
  kind: string;
  collection: Collection;
  condition: string;
  description: string;
  priceMinor: number;
  /** The price before the last cut; null once it has risen again. */
  compareAtMinor: number | null;
  /** What the variant "with case" costs on top; null where there is one variant only. */
  caseExtraMinor: number | null;
  available: boolean;
  createdAtMs: number;
  updatedAtMs: number;
  /** How its picture is drawn. */
  shape: Shape;
  hue: number;
}

export type HappeningKind = 'added' | 'cheaper' | 'dearer' | 'sold' | 'back' | 'removed';

/** Something that happened to a listing, as the storefront tells it. */
export interface Happening {
  kind: HappeningKind;
  id: number;
  handle: string;
  title: string;
  atMs: number;
  priceMinor: number;
  oldPriceMinor?: number;
}
