import { describe, expect, it } from '@jest/globals';
import { readEvidence } from './read-evidence.js';

const seen = (text: string | Buffer, status = 403) =>
  readEvidence({ url: 'https://shop.example/x', status, contentType: 'text/html', head: Buffer.from(text) });

describe('readEvidence', () => {
  it('keeps title and words, and neither scripts nor markup nor what steers a terminal', () => {
    const page = `<html><head><title>Access  denied</title><script>alert(1)</script><style>a{}</style></head>
      <body onload="x()"><h1>Sorry\u202e</h1><p>You are a <b>robot</b>.</p><noscript>no</noscript></body></html>`;
    expect(seen(page)).toEqual({
      url: 'https://shop.example/x',
      httpStatus: 403,
      title: 'Access denied',
      text: 'Access denied Sorry You are a robot.',
    });
  });

  it('stays small, whatever was sent', () => {
    const { title, text } = seen(`<title>${'t'.repeat(9000)}</title>${'<div>'.repeat(5000)}${'word '.repeat(9000)}`);
    expect(title.length).toBeLessThanOrEqual(300);
    expect(text.length).toBeLessThanOrEqual(4000);
  });

  it('shows plain texts as they are, and nothing of what is no text', () => {
    expect(seen('too many requests', 429)).toMatchObject({ title: '', text: 'too many requests' });
    expect(seen(Buffer.alloc(200, 1))).toMatchObject({ title: '', text: '' });
  });
});
