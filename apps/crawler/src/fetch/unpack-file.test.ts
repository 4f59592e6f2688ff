import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { unpackFile } from './unpack-file.js';

describe('unpackFile', () => {
  it('reads what a gzip file holds, and leaves everything else alone', async () => {
    expect((await unpackFile(gzipSync('<rss/>'), 100)).toString()).toBe('<rss/>');
    for (const text of ['', '<rss/>', '\x1f']) {
      expect((await unpackFile(Buffer.from(text), 100)).toString()).toBe(text);
    }
  });

  it('does not unpack more than allowed', async () => {
    await expect(unpackFile(gzipSync(Buffer.alloc(5000)), 4999)).rejects.toMatchObject({ kind: 'too_large' });
  });

  it('says that a file is a broken gzip file', async () => {
    const broken = gzipSync('some text that is long enough to be cut').subarray(0, 25);
    await expect(unpackFile(broken, 100)).rejects.toMatchObject({
      kind: 'layout_changed',
      message: expect.stringContaining('gzip'),
    });
  });
});
