import { z } from 'zod';

export const PICTURE_SIZES = [96, 320, 640] as const;
export type PictureSize = (typeof PICTURE_SIZES)[number];

/** WebP for pages; JPEG for services that know no WebP, which has no transparency, so white is put behind it. */
export const PICTURE_FORMATS = ['webp', 'jpeg'] as const;
export type PictureFormat = (typeof PICTURE_FORMATS)[number];

/** `POST /picture` of a crawler: 200 with image/webp or image/jpeg, 404 when there is no picture to be had there, 503 at once while it is full. */
export const pictureRequestSchema = z.object({
  url: z.url({ protocol: /^https?$/ }).max(2000),
  /** Longest side of the answer in pixels; smaller pictures stay as they are. */
  size: z.union(PICTURE_SIZES.map((size) => z.literal(size))),
  /** Crawlers of before know only WebP: look at the type of the answer. */
  format: z.enum(PICTURE_FORMATS).default('webp'),
  /** Total time it may take, in ms. */
  deadlineMs: z.number().int().min(100).max(30_000).default(8000),
});
export type PictureRequest = z.infer<typeof pictureRequestSchema>;
export type PictureRequestInput = z.input<typeof pictureRequestSchema>;
