import { startApiDouble } from '../api-double.js';

/** Stands in for an ntfy server as https://docs.ntfy.sh/publish/ says: JSON at its root, at most 4,096 bytes and three actions. */
export async function startNtfy({ token, reserved = [] }: { token?: string; reserved?: readonly string[] } = {}) {
  const refuse = (status: number, code: number, error: string) => ({ status, body: { code, http: status, error } });
  let id = 0;
  return startApiDouble(({ path, body, headers }) => {
    if (path !== '/') return { status: 404, body: 'page not found' };
    if (token !== undefined && headers.authorization !== undefined && headers.authorization !== `Bearer ${token}`)
      return refuse(401, 40_101, 'unauthorized');
    const {
      topic = '',
      message = '',
      actions = [],
      priority = 3,
    } = JSON.parse(body) as {
      topic?: string;
      message?: string;
      actions?: { url?: string }[];
      priority?: number;
    };
    if (!/^[-_A-Za-z0-9]{1,64}$/.test(topic)) return refuse(400, 40_009, 'invalid topic');
    if (reserved.includes(topic) && headers.authorization === undefined)
      return refuse(403, 40_301, 'topic is reserved');
    if (Buffer.byteLength(message) > 4096) return refuse(413, 41_301, 'message too large, or attachment not allowed');
    if (actions.length > 3) return refuse(400, 40_018, 'too many actions');
    if (priority < 1 || priority > 5) return refuse(400, 40_007, 'priority invalid');
    id += 1;
    return { body: { id: `aXk29bQ${id}`, time: 1, event: 'message', topic, message } };
  });
}
