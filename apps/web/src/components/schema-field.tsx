import { MultiSelect, Select, Switch, TextInput } from '@mantine/core';
import type { JsonSchema } from '../lib/json-schema.js';

interface SchemaFieldProps {
  label: string;
  description?: string | undefined;
  schema: JsonSchema;
  isSecret?: boolean;
  isRequired?: boolean;
  value: unknown;
  placeholder?: string | undefined;
  error: string | undefined;
  /** A choice in words. */
  sayChoice?: (choice: string) => string;
  /** Undefined: nothing is said, and a default holds. */
  onChange: (value: unknown) => void;
}

/** One field of a form that the api describes by JSON Schema: a choice, several, a switch, a number or a text. */
export function SchemaField(props: SchemaFieldProps) {
  const {
    label,
    description,
    schema,
    isSecret = false,
    isRequired = false,
    value,
    placeholder,
    error,
    onChange,
  } = props;
  const { sayChoice = (choice: string) => choice } = props;
  const shared = { label, description, error };
  const choicesOf = (values: readonly (string | number)[]) =>
    values.map((choice) => ({ value: String(choice), label: sayChoice(String(choice)) }));
  if (schema.enum) {
    return (
      <Select
        {...shared}
        data={choicesOf(schema.enum)}
        placeholder={schema.default === undefined ? undefined : sayChoice(String(schema.default))}
        value={value === undefined ? null : String(value)}
        clearable={!isRequired}
        onChange={(next) => onChange(next ?? undefined)}
      />
    );
  }
  if (schema.type === 'array' && schema.items?.enum) {
    return (
      <MultiSelect
        {...shared}
        data={choicesOf(schema.items.enum)}
        value={Array.isArray(value) ? value.map(String) : []}
        clearable
        onChange={(next) => onChange(next.length === 0 ? undefined : next)}
      />
    );
  }
  if (schema.type === 'boolean') {
    return (
      <Switch
        {...shared}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked ? true : undefined)}
      />
    );
  }
  const isNumber = schema.type === 'integer' || schema.type === 'number';
  return (
    <TextInput
      {...shared}
      type={isSecret ? 'password' : 'text'}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      placeholder={placeholder}
      inputMode={isNumber ? 'numeric' : schema.format === 'uri' ? 'url' : 'text'}
      {...(schema.maxLength === undefined ? {} : { maxLength: schema.maxLength })}
      value={value === undefined ? '' : String(value)}
      onChange={(event) => {
        const text = event.currentTarget.value;
        onChange(isNumber && text !== '' && !Number.isNaN(Number(text)) ? Number(text) : text);
      }}
    />
  );
}
