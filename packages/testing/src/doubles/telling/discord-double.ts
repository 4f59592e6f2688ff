import { type DoubleAnswer, startApiDouble } from '../api-double.js';
import { readFile, readForm, readJpeg } from './read-form.js';

interface Embed {
  title?: string;
  description?: string;
  url?: string;
  fields?: { name: string; value: string }[];
  footer?: { text: string };
  image?: { url: string };
}

/** Stands in for an incoming webhook as https://discord.com/developers/docs/resources/webhook says, with the limits of messages. */
export async function startDiscord({ path }: { path: string }) {
  const refuse = (what: string): DoubleAnswer => ({
    status: 400,
    body: { code: 50_035, message: 'Invalid Form Body', errors: { what } },
  });
  return startApiDouble(async (call) => {
    if (call.path !== path) return { status: 404, body: { message: 'Unknown Webhook', code: 10_015 } };
    const form = await readForm(call);
    const json = form ? String(form.get('payload_json') ?? '{}') : call.body;
    const { content = '', embeds = [] } = JSON.parse(json) as { content?: string; embeds?: Embed[] };
    const files = new Set<string>();
    for (const name of form?.keys() ?? []) {
      if (name === 'payload_json') continue;
      const file = /^files\[\d\]$/.test(name) ? await readFile(form as FormData, name) : undefined;
      if (!file || !readJpeg(file.bytes)) return refuse('files');
      files.add(file.name);
    }
    if (content === '' && embeds.length === 0) return refuse('Cannot send an empty message');
    if (content.length > 2000) return refuse('content');
    if (embeds.length > 10) return refuse('embeds');
    let total = 0;
    for (const { title = '', description = '', url, fields = [], footer, image } of embeds) {
      if (title.length > 256 || description.length > 4096 || fields.length > 25) return refuse('embed');
      if (fields.some(({ name, value }) => name.length > 256 || value.length > 1024 || name === '' || value === ''))
        return refuse('field');
      if ((footer?.text.length ?? 0) > 2048) return refuse('footer');
      for (const address of [url, image?.url])
        if (address !== undefined && !/^https?:\/\//.test(address) && !isAttached(address, files)) return refuse('url');
      total += title.length + description.length + (footer?.text.length ?? 0);
      total += fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
    }
    if (total > 6000) return refuse('embeds over 6000');
    return call.query.get('wait') === 'true' ? { body: { id: '1' } } : { status: 204 };
  });
}

/** A file of the same message, whose embed shows it. */
function isAttached(address: string, files: ReadonlySet<string>): boolean {
  return address.startsWith('attachment://') && files.has(address.slice('attachment://'.length));
}
