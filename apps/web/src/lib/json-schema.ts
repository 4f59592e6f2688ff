/** What of a JSON Schema a form draws. */
export interface JsonSchema {
  type?: string;
  title?: string;
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  enum?: (string | number)[];
  default?: unknown;
  format?: string;
  maxLength?: number;
}

type Values = Readonly<Record<string, unknown>>;

/** What was typed, as the api takes it: without what is empty, and only what the schema knows. Undefined: nothing at all. */
export function cleanValues(schema: JsonSchema, values: Values): Record<string, unknown> | undefined {
  const clean: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const value = values[name];
    if (field.properties) {
      const inner = cleanValues(field, isObject(value) ? value : {});
      if (inner !== undefined) clean[name] = inner;
    } else if (typeof value === 'string' ? value.trim() !== '' : value !== undefined && value !== null) {
      clean[name] = typeof value === 'string' ? value.trim() : value;
    }
  }
  return Object.keys(clean).length > 0 ? clean : undefined;
}

/** The first field that must be there and is not. */
export function findMissing(schema: JsonSchema, values: Values): string | undefined {
  return (schema.required ?? []).find((name) => {
    const value = values[name];
    return value === undefined || (typeof value === 'string' && value.trim() === '');
  });
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
