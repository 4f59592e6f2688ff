/** The distances between looks that the page offers, in seconds. */
export const INTERVALS = [10, 30, 60, 120, 300, 600, 1800, 3600, 6 * 3600, 24 * 3600] as const;
