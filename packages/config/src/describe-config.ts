import { toCamelCase } from './config.js';
import type { FormatName } from './formats.js';
import type { KeyDefinition } from './schema/key-definition.js';
import { SCHEMA } from './schema/schema.js';

export interface ConfigKey {
  /** In the file: `app.tick_ms`. */
  key: string;
  /** In the `Config` object: `app.tickMs`. */
  path: string;
  section: string;
  env: string;
  format: FormatName;
  /** As it is written in the file. */
  default: string | number | boolean;
  doc: string;
  isSensitive: boolean;
}

/** Every key there is, in the order of the schema: for the reference, and for whoever checks an example file. */
export function describeConfig(): ConfigKey[] {
  return Object.entries<Record<string, KeyDefinition>>(SCHEMA).flatMap(([section, keys]) =>
    Object.entries(keys).map(([name, definition]) => ({
      key: `${section}.${name}`,
      path: `${toCamelCase(section)}.${toCamelCase(name)}${definition.format === 'duration' ? 'Ms' : ''}`,
      section,
      env: definition.env,
      format: definition.format,
      default: definition.default,
      doc: definition.doc,
      isSensitive: definition.sensitive === true,
    })),
  );
}
