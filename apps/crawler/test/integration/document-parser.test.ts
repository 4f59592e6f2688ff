import { PATIENCE_MS, waitFor } from '@goodshunter/testing';
import { afterEach, describe, expect, it } from '@jest/globals';
import { DocumentParser, type DocumentParserOptions, type ParseReport } from '../../src/parsing/document-parser.js';
import { HOSTILE_DOCUMENTS } from '../support/hostile-documents.js';
import { FROM_SOURCE } from '../support/start-crawler.js';

/** Plain JavaScript, so that a new thread is there long before any limit of these tests. */
const MISBEHAVING = {
  threads: 1,
  workerUrl: new URL('../support/misbehaving-worker.mjs', import.meta.url),
  execArgv: [],
};
const never = new AbortController().signal;
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

function createParser(options: DocumentParserOptions) {
  const reports: ParseReport[] = [];
  const broken: unknown[] = [];
  const parser = new DocumentParser({
    // Starting a thread takes long on a busy machine.
    timeoutMs: PATIENCE_MS,
    execArgv: FROM_SOURCE,
    onParse: (report) => reports.push(report),
    onThreadError: (error) => broken.push(error),
    ...options,
  });
  closers.push(() => parser.close());
  const parse = (path: string, signal = never) =>
    parser.parse('page', new Uint8Array(20_000), { url: `https://shop.example${path}` }, signal);
  return { parser, parse, reports, broken };
}

const page = (title: string, padding = 0) =>
  Buffer.from(
    `<!doctype html><title>${title}</title><h1>${title}</h1><p>12,34 €</p><button>Add to cart</button>${' '.repeat(padding)}`,
  );

describe('DocumentParser', () => {
  it('reads alike inline and in a thread, and gives the bytes away only there', async () => {
    const { parser, reports } = createParser({ threads: 1 });
    const origin = { url: 'https://shop.example/lamp', currencyHint: 'EUR' };
    const small = page('Lampe ü');
    const large = page('Lampe ü', 100_000);
    const read = await parser.parse('page', small, origin, never);
    expect(read).toMatchObject({ product: { title: 'Lampe ü', price: { amountMinor: 1234, currency: 'EUR' } } });
    expect(await parser.parse('page', large, origin, never)).toEqual(read);
    expect(reports).toMatchObject([
      { kind: 'page', place: 'inline', outcome: 'ok' },
      { kind: 'page', place: 'thread', outcome: 'ok' },
    ]);
    expect(small.length).toBeGreaterThan(0);
  });

  it.each(['inline', 'thread'])('says %s by a CrawlError what it cannot read', async (place) => {
    const { parser, reports } = createParser({ threads: 1, inlineBytes: place === 'inline' ? 1000 : 0 });
    const body = Buffer.from('{"products": 7}');
    const origin = { shop: { root: 'https://shop.example', shop: 'shop.example' }, currency: null };
    await expect(parser.parse('shopify', body, origin, never)).rejects.toMatchObject({
      name: 'CrawlError',
      kind: 'layout_changed',
      message: 'The shop answers without a list of products.',
    });
    expect(reports).toMatchObject([{ kind: 'shopify', place, outcome: 'unreadable' }]);
  });

  it('never gives away bytes that are a part of a buffer of others', async () => {
    const { parser } = createParser({ threads: 1, inlineBytes: 0 });
    const whole = Buffer.concat([Buffer.from('before'), page('Lamp')]);
    await parser.parse('page', whole.subarray(6), { url: 'https://shop.example/' }, never);
    expect(whole.subarray(0, 6).toString()).toBe('before');
  });

  it('reads own selectors in a thread however small the page, and cuts off those that never end', async () => {
    const { parser, reports } = createParser({ threads: 1 });
    const small = () =>
      Buffer.from(`<title>Lamp</title><h1>Lamp</h1>${'<i></i>'.repeat(1900)}<p class="p">12,34 €</p>`);
    const parse = (price: string, by = parser) =>
      by.parse('page', small(), { url: 'https://shop.example/lamp', selectors: { price } }, never);
    // The first starts the thread.
    expect(await parse('.p')).toMatchObject({ product: { price: { amountMinor: 1234, currency: 'EUR' } } });
    await expect(parse('i ~ i ~ i ~ i ~ i ~ .q')).resolves.toMatchObject({ reason: expect.stringContaining('.q') });
    expect(reports.map(({ place, outcome }) => `${place} ${outcome}`)).toEqual(['thread ok', 'thread ok']);
    // A limit that only what never ends has to meet.
    const impatient = createParser({ threads: 1, timeoutMs: 2000 });
    await expect(parse('* ~ b ~ * ~ * ~ * ~ *', impatient.parser)).rejects.toMatchObject({
      kind: 'timeout',
      message: expect.stringContaining('make them simpler'),
    });
    expect(impatient.reports.map(({ place, outcome }) => `${place} ${outcome}`)).toEqual(['thread timeout']);
    expect(await parse('.p')).toMatchObject({ product: { price: { amountMinor: 1234 } } });
  });

  it('kills a parse that does not end, and the next one works', async () => {
    const { parse, reports, parser } = createParser({ ...MISBEHAVING, timeoutMs: 3000 });
    await expect(parse('/endless')).rejects.toMatchObject({ kind: 'timeout' });
    // On a machine that stands still for seconds the limit may meet this one as well.
    expect(await waitFor(() => parse('/'))).toMatchObject({ title: 'fine', bytes: 20_000 });
    expect([reports.at(0), reports.at(-1)]).toMatchObject([{ outcome: 'timeout' }, { outcome: 'ok' }]);
    expect([parser.busy, parser.waiting]).toEqual([0, 0]);
  });

  it('counts its limit from when a thread begins, however long that takes to start', async () => {
    const workerUrl = new URL('../support/slowly-starting-worker.mjs', import.meta.url);
    const { parse } = createParser({ threads: 1, workerUrl, execArgv: [], timeoutMs: 2000 });
    expect(await parse('/')).toMatchObject({ title: 'fine' });
  });

  it('ends a parse at the deadline of its crawl, one that still waits too', async () => {
    const { parse, reports } = createParser(MISBEHAVING);
    const both = Promise.allSettled([
      parse('/endless', AbortSignal.timeout(300)),
      parse('/endless', AbortSignal.timeout(200)),
    ]);
    expect(await both).toMatchObject([{ reason: { kind: 'timeout' } }, { reason: { kind: 'timeout' } }]);
    expect(reports).toMatchObject([{ outcome: 'aborted' }]);
    expect(await parse('/')).toMatchObject({ title: 'fine' });
  });

  it('gives up with whoever waits for it', async () => {
    const { parse, parser } = createParser(MISBEHAVING);
    const controller = new AbortController();
    const parsed = parse('/endless', controller.signal);
    controller.abort(new Error('nobody waits'));
    await expect(parsed).rejects.toThrow('nobody waits');
    await waitFor(() => parser.busy === 0);
  });

  it('loses nothing but the thread to a memory bomb', async () => {
    const { parse, reports, broken } = createParser({ ...MISBEHAVING, heapMb: 32 });
    await expect(parse('/bomb')).rejects.toMatchObject({ kind: 'too_large' });
    expect(await parse('/')).toMatchObject({ title: 'fine' });
    expect(reports).toMatchObject([{ outcome: 'too_large' }, { outcome: 'ok' }]);
    expect(broken).toEqual([]);
  });

  it.each([
    ['/throw', 'a bug of a reader'],
    ['/exit', 'worker exited'],
  ])('passes on what else goes wrong (%s), and goes on', async (path, message) => {
    const { parse, reports } = createParser(MISBEHAVING);
    await expect(parse(path)).rejects.toThrow(message);
    expect(await parse('/')).toMatchObject({ title: 'fine' });
    expect(reports).toMatchObject([{ outcome: 'error' }, { outcome: 'ok' }]);
  });

  describe('with 10 MB of what is hostile', () => {
    const origin = { url: 'https://shop.example/', shop: { root: 'https://shop.example', shop: 's' }, currency: 'EUR' };

    it.each(HOSTILE_DOCUMENTS.map((document) => [`${document.source}: ${document.name}`, document] as const))(
      'comes to an end: %s',
      async (_name, { source, build }) => {
        const { parser } = createParser({ threads: 1 });
        const outcome = await parser
          .parse(source, Buffer.from(build(10_000_000)), origin, never)
          .then(() => 'ok')
          .catch((error: Error) => ('kind' in error ? String(error.kind) : String(error)));
        expect(outcome).toMatch(/^(ok|layout_changed|too_large)$/);
      },
    );
  });
});
