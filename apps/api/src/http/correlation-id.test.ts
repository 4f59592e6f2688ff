import { expect, it } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { assignCorrelationId, correlationIdOf } from './correlation-id.js';

const app = express();
app.use(assignCorrelationId);
app.get('/', (_req, res) => {
  res.send(correlationIdOf(res));
});
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

it.each([
  [{ 'X-Correlation-Id': 'c-1', 'X-Request-Id': 'r-1' }, /^c-1$/],
  [{ 'X-Request-Id': 'r-1' }, /^r-1$/],
  [{ 'X-Correlation-Id': 'not safe\tat all', 'X-Request-Id': 'r-1' }, /^r-1$/],
  [{ traceparent: `00-${TRACE}-00f067aa0ba902b7-01` }, new RegExp(`^${TRACE}$`)],
  [{ traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01` }, UUID],
  [{ traceparent: 'nonsense' }, UUID],
  [{ 'X-Request-Id': 'x'.repeat(65) }, UUID],
  [{}, UUID],
])('%j', async (headers, expected) => {
  const response = await request(app).get('/').set(headers);
  expect(response.text).toMatch(expected);
  expect(response.headers).toMatchObject({ 'x-correlation-id': response.text, 'x-request-id': response.text });
});
