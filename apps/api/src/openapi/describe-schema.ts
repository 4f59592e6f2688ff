import type { JsonSchema } from './schema-collector.js';

export interface Field {
  name: string;
  type: string;
  isRequired: boolean;
  description: string;
}

/** The fields of an object, behind however many references. */
export function listFields(schema: JsonSchema, components: Record<string, JsonSchema>): Field[] {
  const resolved = typeof schema.$ref === 'string' ? components[nameOf(schema.$ref)] : schema;
  const properties = (resolved?.properties ?? {}) as Record<string, JsonSchema>;
  const required = (resolved?.required ?? []) as string[];
  return Object.entries(properties).map(([name, property]) => ({
    name,
    type: describeSchemaType(property),
    isRequired: required.includes(name),
    description: typeof property.description === 'string' ? property.description : '',
  }));
}

/** A schema in a few words: `whole number, 5 to 2592000`, `list of Task`. */
export function describeSchemaType(schema: JsonSchema): string {
  if (typeof schema.$ref === 'string') return nameOf(schema.$ref);
  if (Array.isArray(schema.enum)) return schema.enum.map(String).join(' | ');
  if ('const' in schema) return String(schema.const);
  const alternatives = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined;
  if (alternatives) return alternatives.map(describeSchemaType).join(' or ');
  switch (schema.type) {
    case 'array':
      return `list of ${describeSchemaType((schema.items ?? {}) as JsonSchema)}`;
    case 'integer':
    case 'number':
      return (schema.type === 'integer' ? 'whole number' : 'number') + describeBounds(schema);
    case 'string':
      return schema.format === 'date-time' ? 'instant' : `text${describeLength(schema)}`;
    case 'boolean':
      return 'true or false';
    case 'null':
      return 'null';
    default:
      return 'object';
  }
}

function describeBounds({ minimum, maximum }: JsonSchema): string {
  const hasMinimum = typeof minimum === 'number' && minimum > Number.MIN_SAFE_INTEGER;
  const hasMaximum = typeof maximum === 'number' && maximum < Number.MAX_SAFE_INTEGER;
  if (hasMinimum && hasMaximum) return `, ${minimum} to ${maximum}`;
  if (hasMinimum) return `, at least ${minimum}`;
  return hasMaximum ? `, at most ${maximum}` : '';
}

function describeLength({ maxLength }: JsonSchema): string {
  return typeof maxLength === 'number' ? `, at most ${maxLength} characters` : '';
}

function nameOf(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}
