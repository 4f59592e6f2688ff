export interface EncodedForm {
  /** With the boundary. */
  type: string;
  body: Buffer;
}

/** multipart/form-data as the runtime writes it, for requests that leave by the address guard. */
export async function encodeForm(form: FormData): Promise<EncodedForm> {
  const response = new Response(form);
  return { type: response.headers.get('content-type') ?? '', body: Buffer.from(await response.arrayBuffer()) };
}

/** A JPEG as a file of a form. */
export const jpegFile = (bytes: Buffer): Blob => new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' });
