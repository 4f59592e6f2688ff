import { describe, expect, it } from '@jest/globals';
import { type MarkupElement, textOf, walkElements } from './element.js';
import { parseMarkup } from './parse-markup.js';

/** The tree in short: `div(p(a) b)`. */
function sketch(element: MarkupElement): string {
  const children = element.children.map((child) => (typeof child === 'string' ? child : sketch(child)));
  return element.name === '' ? children.join(' ') : `${element.name}(${children.join(' ')})`;
}
const html = (text: string) => sketch(parseMarkup(text, 'html').root);

describe('scripts and styles', () => {
  it.each([
    ['<script>a</script>b', 'script(a) b'],
    ['<script>a<b>"</scripty></SCRIPT >c', 'script(a<b>"</scripty>) c'],
    ['<script>a', 'script(a)'],
    ['<script></script><style>p>a{}</style>b', 'script() style(p>a{}) b'],
    ['<!-- <script> -->a<p>b</p>', 'a p(b)'],
    ['<i title="<script>">a</i><p>b</p>', 'i(a) p(b)'],
    ['<script data-a="1>0">a</script>b', 'script(a) b'],
    ['<svg><script/><p>a</p></svg>', 'svg(script() p(a))'],
    ['<script>a</script><script>b</script>&amp;<p>c', 'script(a) script(b) & p(c)'],
    ['<textarea><script></textarea>a', 'textarea(<script>) a'],
  ])('of %s are passed over at once, and all else stays in place', (text, expected) => {
    expect(html(text)).toBe(expected);
  });
});

describe('parseMarkup', () => {
  it.each([
    ['<p>a<p>b', 'p(a) p(b)'],
    ['<ul><li>a<li>b</ul>c', 'ul(li(a) li(b)) c'],
    ['<table><tr><td>a<td>b<tr><td>c</table>', 'table(tr(td(a) td(b)) tr(td(c)))'],
    ['<div><table><tr><td>a</div>b<td>c</table>d</div>e', 'div(table(tr(td(a b) td(c))) d) e'],
    ['<table><tr><td><div>a</div>b</td></tr></table>c', 'table(tr(td(div(a) b))) c'],
    ['<div/>a', 'div(a)'],
    ['<svg><path/>a</svg>', 'svg(path() a)'],
    ['a<br>b<img src=x>c', 'a br() b img() c'],
    ['<b>a</i>b</b>c', 'b(a b) c'],
    ['<DIV>a</Div>b', 'div(a) b'],
    ['a<!-- b --><!doctype c>d', 'ad'],
    ['<script>a<b></script>c', 'script(a<b>) c'],
    ['&euro;&#x20;1&amp;', '€ 1&'],
  ])('reads %j as %j', (text, expected) => {
    expect(html(text)).toBe(expected);
  });

  it('keeps case, self-closing tags and CDATA in XML', () => {
    expect(sketch(parseMarkup('<Item><a:link/>x<![CDATA[<b>]]></Item>', 'xml').root)).toBe('Item(a:link() x<b>)');
  });

  it('keeps the first of two attributes, and only those asked for', () => {
    const { root } = parseMarkup('<p CLASS="a" class="b" id=c data-x>', 'html', { attributes: new Set(['class']) });
    expect(root.children).toMatchObject([{ attributes: { class: 'a' } }]);
    expect(parseMarkup('<p __proto__="x" constructor="y">', 'html').root.children).toMatchObject([{ name: 'p' }]);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it('flattens what is nested too deeply, and finds its way back', () => {
    const { root } = parseMarkup(`${'<i>'.repeat(20)}a${'</i>'.repeat(20)}<b>c</b>`, 'html', { maxDepth: 5 });
    let deepest = 0;
    walkElements(root, ({ depth }) => {
      deepest = Math.max(deepest, depth);
      return undefined;
    });
    expect(deepest).toBe(6);
    expect(root.children.at(-1)).toMatchObject({ name: 'b', children: ['c'] });
  });

  it('stops at its limit of elements and says so', () => {
    expect(parseMarkup('<b></b>'.repeat(10), 'html', { maxElements: 3 })).toMatchObject({
      elementCount: 3,
      isTruncated: true,
    });
  });
});

describe('textOf', () => {
  it('separates blocks, joins inline elements and leaves scripts out', () => {
    const { root } = parseMarkup('<div>a<b>b</b><p>c</p><script>d</script></div>', 'html');
    expect(textOf(root).trim()).toBe('ab c');
  });
});
