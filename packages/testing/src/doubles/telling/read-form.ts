import type { DoubleCall } from '../api-double.js';

/** The multipart form of a call, as strictly as the runtime reads one; undefined: it is none. */
export async function readForm({ headers, bytes }: DoubleCall): Promise<FormData | undefined> {
  const type = headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return undefined;
  return (await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData()) as FormData;
}

export interface PictureFacts {
  width: number;
  height: number;
}

/** What a JPEG says of itself; undefined: it is none that a service would show. */
export function readJpeg(bytes: Buffer): PictureFacts | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 < bytes.length; ) {
    const marker = bytes.readUInt16BE(at);
    // Start of a frame, baseline to progressive; tables stand before it.
    if (marker >= 0xffc0 && marker <= 0xffc2) {
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

/** A file of a form; undefined: there is none by this name. */
export async function readFile(
  form: FormData,
  name: string,
): Promise<{ name: string; type: string; bytes: Buffer } | undefined> {
  const file = form.get(name);
  if (file === null || typeof file === 'string') return undefined;
  return { name: file.name, type: file.type, bytes: Buffer.from(await file.arrayBuffer()) };
}
