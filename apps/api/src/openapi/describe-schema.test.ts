import { createTaskSchema, operations } from '@goodshunter/contracts/api';
import { describe, expect, it } from '@jest/globals';
import { describeSchemaType, listFields } from './describe-schema.js';
import { SchemaCollector } from './schema-collector.js';

describe('listFields', () => {
  it('finds the fields of a named schema behind its reference', () => {
    const collector = new SchemaCollector();
    const reference = collector.convert(createTaskSchema, 'input');
    expect(reference).toEqual({ $ref: '#/components/schemas/CreateTask' });
    const fields = listFields(reference, collector.components);
    expect(fields.find(({ name }) => name === 'source')).toMatchObject({ isRequired: false });
    const signIn = collector.convert(operations.signIn.body, 'input');
    expect(listFields(signIn, collector.components).every(({ isRequired }) => isRequired)).toBe(true);
    expect(fields.find(({ name }) => name === 'intervalSeconds')).toMatchObject({
      isRequired: false,
      type: 'whole number, 5 to 2592000',
    });
  });
});

describe('describeSchemaType', () => {
  it.each([
    [{ type: 'array', items: { $ref: '#/components/schemas/Task' } }, 'list of Task'],
    [
      { anyOf: [{ type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER }, { type: 'null' }] },
      'whole number, at least 0 or null',
    ],
    [{ enum: ['a', 'b'] }, 'a | b'],
    [{ type: 'string', format: 'date-time' }, 'instant'],
    [{}, 'object'],
  ])('says %j in a few words', (schema, words) => {
    expect(describeSchemaType(schema)).toBe(words);
  });
});
