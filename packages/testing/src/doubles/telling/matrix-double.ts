import { startApiDouble } from '../api-double.js';
import { readJpeg } from './read-form.js';

/**
 * Stands in for a homeserver as the client-server API v3 says: PUT with a transaction id, which a server takes once, and pictures that
 * were uploaded to it before.
 */
export async function startMatrix({ token, rooms }: { token: string; rooms: readonly string[] }) {
  const events = new Map<string, { id: string; content: unknown }>();
  const refuse = (status: number, errcode: string, error: string) => ({ status, body: { errcode, error } });
  const media = new Map<string, Buffer>();
  const double = await startApiDouble(({ path, method, body, bytes, headers }) => {
    if (path === '/_matrix/media/v3/upload' && method === 'POST') {
      if (headers.authorization !== `Bearer ${token}`)
        return refuse(401, 'M_UNKNOWN_TOKEN', 'Unrecognised access token');
      if (headers['content-type'] !== 'image/jpeg' || !readJpeg(bytes)) return refuse(400, 'M_UNKNOWN', 'no picture');
      const uri = `mxc://example.org/${media.size + 1}`;
      media.set(uri, bytes);
      return { body: { content_uri: uri } };
    }
    const match = /^\/_matrix\/client\/v3\/rooms\/([^/]+)\/send\/m\.room\.message\/([^/]+)$/.exec(path);
    if (!match || method !== 'PUT') return refuse(404, 'M_UNRECOGNIZED', 'Unrecognized request');
    if (headers.authorization !== `Bearer ${token}`) return refuse(401, 'M_UNKNOWN_TOKEN', 'Unrecognised access token');
    const [, room = '', transaction = ''] = match.map(decodeURIComponent);
    if (!rooms.includes(room)) return refuse(403, 'M_FORBIDDEN', `User not in room ${room}`);
    if (Buffer.byteLength(body) > 60_000) return refuse(413, 'M_TOO_LARGE', 'event too large');
    const content = JSON.parse(body) as { msgtype?: string; url?: string };
    if (content.msgtype === 'm.image' && !media.has(content.url ?? ''))
      return refuse(400, 'M_BAD_JSON', 'no such media');
    const known = events.get(transaction);
    if (known) return { body: { event_id: known.id } };
    const id = `$${events.size + 1}`;
    events.set(transaction, { id, content });
    return { body: { event_id: id } };
  });
  return { ...double, events, media };
}
