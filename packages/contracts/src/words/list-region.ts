import { z } from 'zod';

/** Which of a page's lists is meant, by how it and what is around it are built: words of its cards and numbers of its place play no part. */
export const listRegionSchema = z.strictObject({
  /** Names of the elements around a card, outermost first. */
  path: z.string().max(2000),
  /** Tag and lasting class names of a card. */
  name: z.string().max(400),
  /** What the addresses of its cards have in common; empty where they have none. */
  shape: z.string().max(400),
  /** Names of the siblings that belong to a card behind its first element. */
  rest: z.string().max(300).optional(),
  /** How the element that holds the cards is built, as far as six levels up; of those that are built alike the second is `.. (2)`. */
  holder: z.string().max(320).optional(),
  /** The heading above it, where it has one. */
  heading: z.string().max(100).optional(),
});
export type ListRegion = z.infer<typeof listRegionSchema>;
