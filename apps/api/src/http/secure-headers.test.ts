import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import type { Request, Response } from 'express';
import { createSecureHeaders } from './secure-headers.js';

function headersOf(asked: Record<string, string>) {
  const request = new IncomingMessage(new Socket());
  Object.assign(request.headers, asked);
  const response = new ServerResponse(request);
  createSecureHeaders()(request as Request, response as Response, () => {});
  return response.getHeaders();
}

describe('createSecureHeaders', () => {
  it('asks for https only over https, here or at a proxy', () => {
    expect(headersOf({})).not.toHaveProperty('strict-transport-security');
    expect(headersOf({ 'x-forwarded-proto': 'http' })).not.toHaveProperty('strict-transport-security');
    expect(headersOf({ 'x-forwarded-proto': 'https' })).toHaveProperty('strict-transport-security');
  });

  it('sets the others on every answer', () => {
    expect(headersOf({})).toMatchObject({ 'x-content-type-options': 'nosniff' });
  });
});
