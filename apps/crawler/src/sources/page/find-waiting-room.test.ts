import { describe, expect, it } from '@jest/globals';
import { judgeLook } from './judge-look.js';
import { readPage } from './read-page.js';

const ASKED = 'https://shop.example/p/kettle-7';
function look(title: string, body: string, { lang = 'en', found = ASKED } = {}) {
  const html = `<!doctype html><html lang="${lang}"><head><title>${title}</title></head><body>${body}</body></html>`;
  const judged = judgeLook(
    readPage(Buffer.from(html), { url: found, contentType: 'text/html' }),
    { asked: ASKED, found },
    undefined,
  );
  return judged.status === 'ok' ? judged.product : judged.kind;
}
const menu = `<nav>${Array.from({ length: 130 }, (_, n) => `<a href="/c/${n}">Department ${n}</a>`).join('')}</nav>`;

describe('a page where visitors wait for their turn', () => {
  it.each([
    ['en', 'Tickets', '<h1>Thanks for waiting</h1><p>There are 420 people ahead of you.</p>'],
    ['en', 'Lumen Games', `${menu}<h1>You are now in the queue</h1><p>Keep this window open.</p>`],
    ['en', 'Please wait', '<h1>A moment</h1><p>Estimated wait time: 2 minutes</p>'],
    ['de', 'Spielkiste', '<h1>Gleich geht es los</h1><p>Vor dir: 50. Du bist in der Warteschlange.</p>'],
    ['fr', 'Billetterie', '<h1>File d’attente</h1><p>Merci de votre patience.</p>'],
    ['es', 'Tienda', '<h1>Ya falta poco</h1><p>Su turno en la fila: 77</p>'],
    ['pl', 'Sklep', '<h1>Poczekalnia</h1><p>Zaraz Cię wpuścimy.</p>'],
    ['ja', '混雑しています', '<h1>待合室</h1><p>そのままお待ちください。</p>'],
  ])('is blocked, not a change of its layout: %s, %s', (lang, title, body) => {
    expect(look(title, body, { lang })).toBe('blocked');
  });

  it('is known by where it stands, whatever its scripts draw', () => {
    expect(look('Loading', '<div id="app"></div>', { found: 'https://lumen.queue-it.net/?c=lumen&e=p5' })).toBe(
      'blocked',
    );
  });

  it.each([
    ['The Waiting Room by Ana Mole', '<h1>The Waiting Room</h1>'],
    ['In-line skates', '<h1>In-Line Skates</h1><p>You are in line for a treat.</p>'],
    ['Queue', '<h1>Queue</h1><p>The board game about people in line, made for two to five.</p>'],
  ])('is not where a thing is sold: %s', (title, body) => {
    const buy = '<p class="price">£12.99</p><button>Add to basket</button>';
    expect(look(title, body + buy)).toMatchObject({ price: { amountMinor: 1299, currency: 'GBP' } });
  });
});
