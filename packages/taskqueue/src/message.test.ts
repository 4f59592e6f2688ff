import { describe, expect, it } from '@jest/globals';
import { createDecoder, decodeMessage, encodeMessage, type TaskMessage } from './message.js';

const message: TaskMessage = {
  taskId: 42,
  action: 'execute',
  timestamp: '2026-01-02T03:04:05.000Z',
  retry: 1,
  source: 'a "quoted"\nname',
};

describe('the wire format', () => {
  it('comes back as it went out', () => {
    expect(decodeMessage(encodeMessage(message))).toEqual(message);
    const stop: TaskMessage = { ...message, action: 'stop', correlationId: 'c-1' };
    expect(decodeMessage(encodeMessage(stop))).toEqual(stop);
  });

  it('has snake_case keys', () => {
    expect(JSON.parse(encodeMessage({ ...message, correlationId: 'c' }))).toEqual({
      task_id: 42,
      action: 'execute',
      timestamp: '2026-01-02T03:04:05.000Z',
      retry: 1,
      source: 'a "quoted"\nname',
      correlation_id: 'c',
    });
  });

  it('may have unknown keys, and lack what older services leave out', () => {
    expect(decodeMessage('{"task_id": 1, "action": "stop", "shiny": [1]}')).toEqual({
      taskId: 1,
      action: 'stop',
      timestamp: '',
      retry: 0,
      source: '',
    });
  });

  it.each([
    'no json',
    'null',
    '[]',
    '{"task_id":"1","action":"execute"}',
    '{"task_id":-1,"action":"execute"}',
    '{"task_id":1.5,"action":"execute"}',
    '{"task_id":1,"action":"explode"}',
    '{"action":"execute"}',
  ])('is not %s', (data) => {
    expect(() => decodeMessage(data)).toThrow(expect.objectContaining({ code: 'INVALID_MESSAGE' }));
  });
});

describe('a decoder that remembers', () => {
  it('reads every message as decodeMessage does, whatever came before', () => {
    const decode = createDecoder();
    const tail = encodeMessage(message).slice('{"task_id":42'.length);
    const samples = [
      encodeMessage(message),
      encodeMessage({ ...message, taskId: 7 }),
      encodeMessage({ ...message, taskId: 7, source: 'other' }),
      `{"task_id": 9${tail}`,
      `{"task_id":1e2${tail}`,
      encodeMessage({ ...message, taskId: 8, correlationId: 'c' }),
      encodeMessage({ ...message, taskId: 9 }),
    ];
    for (const data of samples) expect(decode(data)).toEqual(decodeMessage(data));
  });

  it('refuses what decodeMessage refuses, after a good message with the same end too', () => {
    const decode = createDecoder();
    decode(encodeMessage(message));
    const tail = encodeMessage(message).slice('{"task_id":42'.length);
    for (const start of [
      '{"task_id":-1',
      '{"task_id":1.5',
      '{"task_id":',
      '{"task_id":"1"',
      'x"task_id":421',
      '{"task_id":007',
    ]) {
      expect(() => decode(start + tail)).toThrow(expect.objectContaining({ code: 'INVALID_MESSAGE' }));
    }
  });

  it('hands out objects of their own', () => {
    const decode = createDecoder();
    const [a, b] = [decode(encodeMessage(message)), decode(encodeMessage(message))];
    a.source = 'changed';
    expect(b.source).toBe(message.source);
    expect(decode(encodeMessage(message)).source).toBe(message.source);
  });
});
