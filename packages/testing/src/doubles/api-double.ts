import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface DoubleCall {
  method: string;
  path: string;
  query: URLSearchParams;
  /** As it was written, without the question mark. */
  rawQuery: string;
  headers: IncomingHttpHeaders;
  body: string;
  bytes: Buffer;
}

export interface DoubleAnswer {
  /** @default 200 */
  status?: number;
  headers?: Record<string, string>;
  /** Sent as JSON, or as it is when it is a text. */
  body?: unknown;
}

/** A stand-in for somebody's API: a real HTTP server on 127.0.0.1 that answers as its documentation says. */
export interface ApiDouble {
  readonly url: string;
  /** `127.0.0.1:port`, for FETCH_ALLOW_HOSTS. */
  readonly host: string;
  /** What it was asked, in order. */
  readonly calls: DoubleCall[];
  /** Answers the next call of this path so, once, whatever is asked. */
  answerNext(path: string, answer: DoubleAnswer): void;
  close(): Promise<void>;
}

/** @param answer what each call gets */
export async function startApiDouble(
  answer: (call: DoubleCall) => DoubleAnswer | Promise<DoubleAnswer>,
): Promise<ApiDouble> {
  const calls: DoubleCall[] = [];
  const planned: { path: string; answer: DoubleAnswer }[] = [];
  /** What a double cannot read is a bad request, and not the end of the test's process. */
  const answerTo = async (call: DoubleCall): Promise<DoubleAnswer> => {
    try {
      return await answer(call);
    } catch (error) {
      return { status: 400, body: error instanceof Error ? error.message : String(error) };
    }
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const url = new URL(request.url ?? '', 'http://double');
      const bytes = Buffer.concat(chunks);
      const call: DoubleCall = {
        method: request.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        rawQuery: url.search.slice(1),
        headers: request.headers,
        body: bytes.toString('utf8'),
        bytes,
      };
      calls.push(call);
      const at = planned.findIndex(({ path }) => path === call.path);
      const {
        status = 200,
        headers = {},
        body = '',
      } = at < 0 ? await answerTo(call) : (planned.splice(at, 1)[0]?.answer ?? {});
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `http://${host}`,
    calls,
    answerNext: (path, next) => planned.push({ path, answer: next }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
