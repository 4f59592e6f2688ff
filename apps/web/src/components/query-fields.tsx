import { useText } from '../lib/i18n/index.js';
import { isObject, type JsonSchema } from '../lib/json-schema.js';
import classes from './query-fields.module.css';
import { SchemaField } from './schema-field.js';
import { useQueryWords } from './use-query-words.js';

interface QueryFieldsProps {
  /** As `GET /api/sources` answers it. */
  schema: JsonSchema;
  values: Readonly<Record<string, unknown>>;
  /** By the path of the field, such as `query.url`. */
  faults: Readonly<Record<string, string>>;
  onChange: (values: Record<string, unknown>) => void;
  /** Where these fields stand in what is sent. */
  path?: string;
}

/** The fields of a source's query, drawn from its schema, each with what is wrong with it. What holds fields is a group of its own. */
export function QueryFields({ schema, values, faults, onChange, path = 'query' }: QueryFieldsProps) {
  const { t } = useText();
  const { label, hint, choice } = useQueryWords();
  return Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const at = `${path}.${name}`;
    const set = (value: unknown) => onChange({ ...values, [name]: value });
    if (field.properties) {
      return (
        <fieldset key={name} className={`${classes.group} stack`}>
          <legend className="strong">{label(name)}</legend>
          {faults[at] && (
            <p role="alert" className={classes.fault}>
              {faults[at]}
            </p>
          )}
          <QueryFields
            schema={field}
            values={isObject(values[name]) ? values[name] : {}}
            faults={faults}
            onChange={set}
            path={at}
          />
        </fieldset>
      );
    }
    const isRequired = schema.required?.includes(name) ?? false;
    return (
      <SchemaField
        key={name}
        label={isRequired ? label(name) : `${label(name)} (${t('optional')})`}
        description={hint(name, field)}
        schema={field}
        isRequired={isRequired}
        value={values[name]}
        error={faults[at]}
        sayChoice={choice}
        onChange={set}
      />
    );
  });
}
