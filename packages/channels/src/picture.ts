import type { Fetch } from './http.js';

export interface Picture {
  bytes: Buffer;
  type: 'image/jpeg' | 'image/png';
}

const MAX_BYTES = 5 * 1024 * 1024;
const TIMEOUT_MS = 4000;

/**
 * A listing's picture through the address guard, for services that cannot fetch it themselves. It is looked at only as far as to tell what
 * it is: nothing is decoded where secrets are. Undefined: there is none that can be handed on, and the message goes without.
 */
export async function fetchPicture(fetcher: Fetch, url: string): Promise<Picture | undefined> {
  try {
    const { status, body } = await fetcher.fetch(url, { timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES, maxRedirects: 3 });
    if (status !== 200) return undefined;
    if (body.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return { bytes: body, type: 'image/jpeg' };
    if (body.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47]))) return { bytes: body, type: 'image/png' };
    return undefined;
  } catch {
    return undefined;
  }
}
