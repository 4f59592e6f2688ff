import type { FormatValues } from './formats.js';
import type { SCHEMA } from './schema/schema.js';

type Schema = typeof SCHEMA;
type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name;
type ValueName<Key extends string, Format> = Format extends 'duration' ? `${CamelCase<Key>}Ms` : CamelCase<Key>;
type Section<Keys> = {
  readonly [Key in keyof Keys & string as ValueName<Key, FormatOf<Keys[Key]>>]: FormatValues[FormatOf<Keys[Key]>];
};
type FormatOf<Definition> = Definition extends { format: infer Name extends keyof FormatValues } ? Name : never;

/**
 * The whole configuration: names of the file in camelCase, durations in milliseconds with `Ms` at the end of their names
 * (`app.schedule_interval` is `config.app.scheduleIntervalMs`). What each value means is said in schema/.
 */
export type Config = { readonly [Name in keyof Schema & string as CamelCase<Name>]: Section<Schema[Name]> };

export type SectionName = keyof Config;

/** `enable_redis_queue` is `enableRedisQueue`. */
export function toCamelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
