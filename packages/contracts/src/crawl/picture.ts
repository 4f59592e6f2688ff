import { z } from 'zod';

export const PICTURE_SIZES = [96, 320, 640] as const;
export type PictureSize = (typeof PICTURE_SIZES)[number];

/** `POST /picture` of a crawler: 200 with image/webp, 404 when there is no picture to be had there, 503 at once while it is full. */
export const pictureRequestSchema = z.object({
  url: z.url({ protocol: /^https?$/ }).max(2000),
  /** Longest side of the answer in pixels; smaller pictures stay as they are. */
  size: z.union(PICTURE_SIZES.map((size) => z.literal(size))),
  /** Total time it may take, in ms. */
  deadlineMs: z.number().int().min(100).max(30_000).default(8000),
});
export type PictureRequest = z.infer<typeof pictureRequestSchema>;
