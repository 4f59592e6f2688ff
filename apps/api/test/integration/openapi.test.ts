import { afterAll, beforeAll, expect, it } from '@jest/globals';
import request from 'supertest';
import { type Rig, startRig } from './rig.js';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig?.stop());

interface Layer {
  route?: { path: string; stack: Array<{ method: string }> };
}

it('describes every route of the app, and no other', async () => {
  const { body } = await request(rig.base).get('/openapi.json');
  const described = Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  const layers = rig.api.app.router.stack as unknown as Layer[];
  const served = layers.flatMap(({ route }) =>
    route ? [...new Set(route.stack.map(({ method }) => `${method} ${route.path.replaceAll(/:(\w+)/g, '{$1}')}`))] : [],
  );
  expect(served.length).toBeGreaterThan(20);
  expect(described.sort()).toEqual(served.sort());
});

it('is a document of version 3.1 whose references all lead somewhere and whose operations have names of their own', async () => {
  const { body, text } = await request(rig.base).get('/openapi.json');
  expect(body.openapi).toBe('3.1.0');
  const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path);
  expect(references.length).toBeGreaterThan(20);
  for (const path of new Set(references)) {
    const target = path.split('/').reduce((at: Record<string, unknown> | undefined, key) => at?.[key] as never, body);
    expect({ path, found: target !== undefined }).toEqual({ path, found: true });
  }
  const ids = [...text.matchAll(/"operationId":"(\w+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(body.components.schemas.CreateTask).toMatchObject({ additionalProperties: false });
  expect(text).not.toContain('#/$defs/');
});

it('answers a page for people that loads nothing', async () => {
  const { text, headers } = await request(rig.base).get('/docs');
  expect(headers['content-type']).toContain('text/html');
  expect(headers['content-security-policy']).toMatch(/style-src 'sha256-/);
  for (const part of ['/api/tasks/{id}/run', 'Idempotency-Key', 'intervalSeconds']) expect(text).toContain(part);
  expect(text).not.toMatch(/<script|<link|src=/);
});
