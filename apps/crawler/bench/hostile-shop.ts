// A process of its own: a shop of small feeds and hostile documents. Prints its address.
import { HOSTILE_DOCUMENTS } from '../test/support/hostile-documents.js';
import { serve } from '../test/support/serve.js';

/** Just below the limit of one answer. */
const BYTES = 9_900_000;
const ITEM = '<item><title>Lamp $12.34</title><link>/lamp</link><description>A lamp.</description></item>';
const FEED = `<rss><channel><title>Lamps</title>${ITEM.repeat(30)}</channel></rss>`;

const documents = HOSTILE_DOCUMENTS.map(({ build }) => Buffer.from(build(BYTES)));
const shop = await serve((request, response) => {
  const index = /^\/hostile\/(\d+)/.exec(request.url ?? '')?.[1];
  response.end(index === undefined ? FEED : documents[Number(index)]);
});
process.stdout.write(`${shop.url}\n`);
