import { operations } from '@goodshunter/contracts/api';
import { cpuTimeOf, leastSlice } from '@goodshunter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Rig, startRig, TASK } from './rig.js';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig?.stop());

const list = (length: number, value: unknown) => Array.from({ length }, () => value);
const many = (length: number, value: unknown) =>
  Object.fromEntries(Array.from({ length }, (_value, n) => [`k${n}`, value]));
const deep = (open: string, close: string) => `${open.repeat(31)}${'1,'.repeat(49_000)}1${close.repeat(31)}`;

/** As much as the limits of shape and size let through, and a little more. */
const VALUES: [string, string][] = [
  ['numbers', JSON.stringify(list(49_000, 1))],
  ['objects', JSON.stringify(list(49_000, {}))],
  ['objects of many fields', JSON.stringify(many(9_900, { a: 1, b: [2], c: 'd' }))],
  ['texts', JSON.stringify(list(49_000, 'a\u0301'))],
  ['a long text', JSON.stringify('\u1e9b\u0323'.repeat(160_000))],
  ['a long text of escapes', `"${'\\u00df'.repeat(160_000)}"`],
  ['lists in lists', deep('[', ']')],
  ['tasks', JSON.stringify(list(4000, TASK))],
];

/** Fields of the body of an operation, as its schema names them. */
function fieldsOf(body: unknown): string[] {
  const { shape } = Object(body) as { shape?: object };
  return Object.keys(shape ?? {});
}

const BODIES = Object.values(operations).flatMap((operation) => {
  const { method, path } = operation;
  const body = 'body' in operation ? operation.body : undefined;
  return body && method !== 'get' ? [{ method, path: path.replaceAll(/:\w+/g, '1'), fields: fieldsOf(body) }] : [];
});

describe('the worst body that an operation may be given', () => {
  it('holds the event loop for little more than half the time that tens of megabytes of JSON take', async () => {
    const text = Buffer.from(JSON.stringify(list(1250, { text: '\u6f22'.repeat(10_000) })));
    const yardstickMs = cpuTimeOf(() => JSON.parse(text.toString()));
    expect(BODIES.length).toBeGreaterThan(20);
    for (const { method, path, fields } of BODIES) {
      for (const [name, value] of VALUES) {
        for (const body of bodiesOf(fields, value)) {
          const what = `${method} ${path} with ${name}: ${body.slice(0, 30)}`;
          const { longestMs } = await leastSlice(async () => {
            expect([what, (await send(method, path, body)) < 500]).toEqual([what, true]);
          }, yardstickMs * 0.6);
          expect([what, longestMs < yardstickMs * 0.6]).toEqual([what, true]);
        }
      }
    }
  });
});

async function send(method: 'post' | 'put' | 'patch' | 'delete', path: string, body: string): Promise<number> {
  const { status } = await rig.call(method, path).set('Content-Type', 'application/json').send(body);
  return status;
}

/** One field after another has it all; more of them would be refused by size. */
function bodiesOf(fields: readonly string[], value: string): string[] {
  return fields.length === 0 ? [value] : fields.slice(0, 3).map((field) => `{${JSON.stringify(field)}:${value}}`);
}
