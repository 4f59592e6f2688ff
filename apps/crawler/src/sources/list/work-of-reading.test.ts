import { Session } from 'node:inspector/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseList } from './parse-list.js';

const URL = 'https://shop.example/lamps';

/** A list in a menu and a foot, with what costs most to read: headings, prices old and new, pictures, stock. */
function pageOf(cards: number): string {
  const links = (from: number) =>
    Array.from({ length: cards }, (_, index) => `<li><a href="/c/${from + index}">Kind ${from + index}</a></li>`).join(
      '',
    );
  const card = (index: number) => `<div class="product card-${index % 7}"><a href="/lamps/brass-lamp-${index}?ref=list">
<img data-src="/pictures/${index}.jpg" alt="Brass lamp ${index}"></a><h3 class="title"><a href="/lamps/brass-lamp-${index}">Brass lamp
${index}</a></h3><p>Turned by hand, ${index} cm.</p><span class="price"><del>€${index + 90}.00</del> <b>€${index + 50}.50</b></span>
<em>${index % 3 ? 'in stock' : 'sold out'}</em></div>`;
  return `<nav><ul>${links(0)}</ul></nav><main><h1>Lamps</h1><div class="grid">${Array.from({ length: cards }, (_, index) => card(index)).join('')}</div>
<a rel="next" href="?page=2">Next</a></main><footer><ul>${links(cards)}</ul>© 2026</footer>`;
}

const session = new Session();

// Before any of it runs: only what is compiled from now on is counted.
beforeAll(async () => {
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
});

afterAll(async () => {
  await session.post('Profiler.stopPreciseCoverage');
  session.disconnect();
});

/** How often the pieces of our code have run since this was last asked: the engine counts each call, branch and turn of a loop. */
async function countWork(): Promise<number> {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  return result
    .filter(({ url }) => /\/apps\/crawler\/src\//.test(url) && !url.includes('.test.'))
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges.map(({ count }) => count)))
    .reduce((sum, count) => sum + count, 0);
}

async function workOn(cards: number): Promise<number> {
  await countWork();
  expect(parseList(pageOf(cards), URL).cards).toHaveLength(cards);
  return countWork();
}
/** A quarter above what it takes today. */
const MOST_STEPS = 470;

describe('the work of reading a list', () => {
  it('grows with the page, not faster', async () => {
    const [some, twice, fourfold] = [await workOn(100), await workOn(200), await workOn(400)];
    expect(some).toBeGreaterThan(10_000);
    // Twice as much for twice as many more; what grows with the square takes four times as much.
    expect((fourfold - twice) / (twice - some)).toBeLessThan(2.1);
  });

  it('is some hundreds of steps for each element', async () => {
    const elements = pageOf(400).split(/<[a-z]/).length - pageOf(200).split(/<[a-z]/).length;
    expect(((await workOn(400)) - (await workOn(200))) / elements).toBeLessThan(MOST_STEPS);
  });
});
