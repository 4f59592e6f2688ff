import { useState } from 'react';
import { QueryFields } from '../../../components/query-fields.js';
import { useQueryWords } from '../../../components/use-query-words.js';
import { faultsOf } from '../../../lib/api-problem.js';
import { useText } from '../../../lib/i18n/index.js';
import { cleanValues, findMissing } from '../../../lib/json-schema.js';
import { sourceOf } from '../../../lib/source-words.js';
import { useSources } from '../../../lib/sources.js';
import { EditableLine } from './editable-line.js';
import type { LineProps } from './line-props.js';

/** Where it looks: the query of its source, drawn from the schema that the api gives. */
export function SourceLine({ hunt, onEdit, onSave, error, ...line }: LineProps) {
  const { t } = useText();
  const { label } = useQueryWords();
  const [values, setValues] = useState<Record<string, unknown>>({});
  const schema = useSources(line.isEditing).data?.find(({ name }) => name === hunt.source)?.query;
  const missing = schema && findMissing(schema, values);
  return (
    <EditableLine
      {...line}
      label={t('hunt.source')}
      value={sourceOf(hunt)}
      problem={missing && t('channels.missing', { field: label(missing) })}
      onEdit={
        onEdit &&
        (() => {
          setValues({ ...hunt.query });
          onEdit();
        })
      }
      onSave={() => schema && onSave({ query: cleanValues(schema, values) ?? {} })}
    >
      {schema && <QueryFields schema={schema} values={values} faults={faultsOf(error, t)} onChange={setValues} />}
      <p className="muted small">{t('hunt.newPlace')}</p>
    </EditableLine>
  );
}
