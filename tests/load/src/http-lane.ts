import { connect, type Socket } from 'node:net';

const HEAD_END = Buffer.from('\r\n\r\n');

/**
 * One keep-alive connection that sends the same request again and again, one at a time. It reads no more of an answer than its
 * status and length: on a machine with two cores every cycle of the generator is missing to what it measures.
 */
export class HttpLane {
  readonly #socket: Socket;
  readonly #request: Buffer;
  #answered: ((status: number) => void) | undefined;
  #received: Buffer = Buffer.alloc(0);

  /** @throws when nobody listens there. */
  static async open(url: URL, request: Buffer): Promise<HttpLane> {
    const socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true });
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return new HttpLane(socket, request);
  }

  private constructor(socket: Socket, request: Buffer) {
    this.#socket = socket;
    this.#request = request;
    socket.on('data', (chunk) => this.#read(chunk));
    socket.on('error', () => this.#end(0));
    socket.on('close', () => this.#end(0));
  }

  /** `answered` is called once, with the status, or with 0 when the connection broke. */
  send(answered: (status: number) => void): void {
    this.#answered = answered;
    if (this.#socket.destroyed) setImmediate(() => this.#end(0));
    else this.#socket.write(this.#request);
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const headEnd = this.#received.indexOf(HEAD_END);
    if (headEnd < 0) return;
    const head = this.#received.toString('latin1', 0, headEnd);
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
    if (this.#received.length < headEnd + HEAD_END.length + length) return;
    this.#received = Buffer.alloc(0);
    this.#end(Number(head.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length)));
  }

  #end(status: number): void {
    const answered = this.#answered;
    this.#answered = undefined;
    answered?.(status);
  }
}

/** The bytes of a POST with a JSON body. */
export function formatPost(url: URL, token: string, body: unknown): Buffer {
  const text = JSON.stringify(body);
  const head = [
    `POST ${url.pathname} HTTP/1.1`,
    `Host: ${url.host}`,
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(text)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${text}`);
}
