import { createServer } from 'node:http';
import { freePort } from '@goodshunter/testing';

/** A shop of a few pages that leave something to choose: what the demo shop's pages do not. */
export interface CornerShop {
  url: string;
  /** `127.0.0.1:port`, which a stack must allow. */
  host: string;
  stop(): Promise<void>;
}

/** One product, three prices, and two words on the stock. */
const LAMP = `<!doctype html><html lang="en"><head><title>Arc lamp | Corner shop</title></head><body><main><h1>Arc lamp</h1>
<div class="buy"><span class="price">€120.00</span> <button>Add to cart</button></div>
<div class="set">With a bulb: <span class="price">€135.00</span></div>
<div class="rent">To rent for a week: <b class="sum">€15.00</b></div>
<p class="online">In stock</p><div class="branch">In our shop: <span>sold out</span></div></main></body></html>`;

const cards = (kind: string, count: number) =>
  Array.from(
    { length: count },
    (_, index) =>
      `<li class="card"><a href="/${kind}/${index + 1}"><h3>${kind} number ${index + 1}</h3></a><b class="now">€${index + 10}.00</b><i class="set">€${index + 30}.00</i></li>`,
  ).join('');

/** A front page of two sections that are built alike. */
const FRONT = `<!doctype html><html lang="en"><head><title>Corner shop</title></head><body><main><h1>Corner shop</h1>
<section><h2>Lamps</h2><ul class="grid">${cards('Lamp', 9)}</ul></section>
<section><h2>Chairs</h2><ul class="grid">${cards('Chair', 6)}</ul></section></main></body></html>`;

/** What a shop shows to whom it turns away: markup, scripts and pictures that report, and more words than fit one line. */
const DENIED = `<!doctype html><html lang="en"><head><title>Access denied</title><script>document.title='taken over'</script></head>
<body onload="alert(1)"><h1>You <b>shall</b> not pass</h1><img src="/beacon.gif" onerror="alert(2)"><p>${'Ask the keeper of the door. '.repeat(20)}</p>
<p>&lt;img src="/beacon.gif"&gt; The end of the notice.</p></body></html>`;

const PAGES: Readonly<Record<string, string>> = { '/lamp': LAMP, '/front': FRONT };

export async function startCornerShop(): Promise<CornerShop> {
  const port = await freePort();
  const server = createServer((request, response) => {
    if (request.url === '/moved') {
      response.writeHead(302, { location: '/front' }).end();
      return;
    }
    if (request.url === '/denied') {
      response.writeHead(403, { 'content-type': 'text/html; charset=utf-8' }).end(DENIED);
      return;
    }
    const page = PAGES[request.url ?? ''];
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
