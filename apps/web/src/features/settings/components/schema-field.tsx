import { Select, Switch, TextInput } from '@mantine/core';
import { useText } from '../../../lib/i18n/index.js';
import type { JsonSchema } from '../api/channel-types.js';

/** A field in words; one that the api knows and this page does not, by its name. */
export function labelOf(t: ReturnType<typeof useText>['t'], field: string): string {
  return t(`channels.field.${field}` as 'channels.field.url', { defaultValue: field });
}

interface SchemaFieldProps {
  name: string;
  schema: JsonSchema;
  isSecret: boolean;
  isRequired: boolean;
  value: unknown;
  hint: string | undefined;
  error: string | undefined;
  onChange: (value: unknown) => void;
}

/** One field of a form that the api describes by JSON Schema. */
export function SchemaField({ name, schema, isSecret, isRequired, value, hint, error, onChange }: SchemaFieldProps) {
  const { t } = useText();
  const label = `${labelOf(t, name)}${isRequired ? '' : ` (${t('optional')})`}`;
  const shared = { label, description: schema.description, error };
  if (schema.enum) {
    return (
      <Select
        {...shared}
        data={schema.enum.map(String)}
        value={value === undefined ? null : String(value)}
        clearable={!isRequired}
        onChange={(next) => onChange(next ?? undefined)}
      />
    );
  }
  if (schema.type === 'boolean') {
    return (
      <Switch
        label={label}
        description={schema.description}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  }
  const isNumber = schema.type === 'integer' || schema.type === 'number';
  return (
    <TextInput
      {...shared}
      type={isSecret ? 'password' : 'text'}
      autoComplete="off"
      placeholder={hint ? t('channels.keptSecret', { last: hint }) : ''}
      inputMode={isNumber ? 'numeric' : schema.format === 'uri' ? 'url' : 'text'}
      value={value === undefined ? '' : String(value)}
      onChange={(event) => {
        const text = event.currentTarget.value;
        onChange(isNumber && text !== '' && !Number.isNaN(Number(text)) ? Number(text) : text);
      }}
    />
  );
}
