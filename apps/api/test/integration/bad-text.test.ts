import { type Operation, operations } from '@goodshunter/contracts/api';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { type Rig, startRig } from './rig.js';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig?.stop());

const ALL: readonly Operation[] = Object.values(operations);
const NAMED = ALL.map((operation) => [operation.operationId, operation] as const);
/** What no text may hold: control characters, and half of a character. */
const BAD = ['a\u0000b', '\u0007', 'a\u007f', '\u0085', '\ud800', 'a\udc00b', '\udc00\ud800'];

const pathOf = ({ path }: Operation) => path.replaceAll(/:\w+/g, '999999');
const fieldsOf = (schema: unknown): string[] => {
  const { shape, options = [] } = Object(schema) as { shape?: object; options?: unknown[] };
  return [...Object.keys(shape ?? {}), ...options.flatMap(fieldsOf)];
};
/** Where a text may stand in what has such a field. */
const placesOf = (field: string, text: string): object[] => [
  { [field]: text },
  { [field]: [text] },
  { [field]: { inner: { text } } },
  { [field]: [{ [text]: 1 }] },
];

describe('a text that cannot be', () => {
  it('is tried on every operation', () => expect(ALL.length).toBeGreaterThan(80));

  it.each(NAMED.filter(([, { body }]) => body !== undefined))('in the body of %s: 4xx', async (_name, operation) => {
    const fields = new Set([...fieldsOf(operation.body), 'unknown']);
    for (const field of fields) {
      for (const text of BAD) {
        for (const body of placesOf(field, text)) {
          const { status } = await rig.call(operation.method, pathOf(operation)).send(body);
          expect([body, status >= 400 && status < 500 ? '4xx' : status]).toEqual([body, '4xx']);
        }
      }
    }
  });

  it.each(NAMED.filter(([, { query }]) => query !== undefined))('in the query of %s: 4xx', async (_name, operation) => {
    for (const field of fieldsOf(operation.query)) {
      for (const text of ['a%00b', '%07', '%C2%85', '%7F']) {
        const { status } = await rig.call(operation.method, `${pathOf(operation)}?${field}=${text}`);
        expect([field, text, status >= 400 && status < 500 ? '4xx' : status]).toEqual([field, text, '4xx']);
      }
    }
  });

  it.each(NAMED)('in the path and the headers of %s: no answer of 500', async (_name, operation) => {
    const { method, path } = operation;
    for (const text of ['%00', 'a%00b', '%ED%A0%80', '%C2%85', '%F0%9F%98', '%']) {
      if (!path.includes(':')) break;
      const { status } = await rig.call(method, path.replaceAll(/:\w+/g, text));
      expect([text, status < 500]).toEqual([text, true]);
    }
    for (const text of ['a\u0085b', '\u00ed\u00a0\u0080', '\u00ff'.repeat(300), 'x'.repeat(3000)]) {
      const names = ['Idempotency-Key', 'X-Correlation-Id', 'traceparent', 'Last-Event-ID', 'Accept-Language'];
      const asked = request(rig.base)[method](pathOf(operation));
      for (const name of [...names, 'User-Agent', 'Cookie', 'Origin', 'X-Forwarded-For']) asked.set(name, text);
      const { status } = await asked.set('Authorization', `Bearer ${text}`);
      expect([text, status < 500]).toEqual([text, true]);
    }
  });
});
