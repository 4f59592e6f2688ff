import type { Bounds, FormatName } from '../formats.js';

/** One configuration key, as convict takes it. */
export interface KeyDefinition extends Bounds {
  doc: string;
  format: FormatName;
  /** As it would be written in the file. */
  default: string | number | boolean;
  env: string;
  /** A secret: never printed, neither in errors nor in the reference. */
  sensitive?: true;
  /** An empty environment variable is a value of its own; for other keys it counts as not set. */
  allowEmpty?: true;
}

/** The keys of one section of configs/config.json. */
export type SectionDefinition = Record<string, KeyDefinition>;
