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
    ['a < b <5 <> c', 'a < b <5 <> c'],
    ['a</>b</5>c</ >d', 'abcd'],
    ['<p>a</p >b</P\n>c', 'p(a) b c'],
    ['a<!-->b<!--->c<!---->d<!-- e', 'abcd'],
    ['a<?php echo 1 ?>b<![CDATA[<p>]]>c', 'abc'],
    ['<title>a &amp; <b></title>b', 'title(a & <b>) b'],
    ['<textarea>a &amp; <b></textarea>b', 'textarea(a &amp; <b>) b'],
    ['<style>a</styled></style/>b', 'style(a</styled>) b'],
    ['<i a b=c/>d</i><i e/ >f</i>', 'i(d) i(f)'],
    ['<i a="<b>" c=\'>\'>d', 'i(d)'],
    ['<i a="b>c<p>', 'i()'],
    ['a<b', 'a'],
    ['a&ampb&notb', 'a&b¬b'],
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

  it('reads values of all spellings', () => {
    const { root } = parseMarkup('<a b=1/2 C = "x&amp;y&copy=2" d=\'"\' e f=>', 'html');
    expect(root.children).toMatchObject([{ attributes: { b: '1/2', c: 'x&y&copy=2', d: '"', e: '', f: '' } }]);
  });

  it('reads as many names as there are, whatever they share', () => {
    const names = Array.from({ length: 3000 }, (_, index) => `x${index.toString(36)}`);
    const { root } = parseMarkup(names.map((name) => `<${name} ${name}=1></${name}>`).join(''), 'html');
    expect(root.children).toMatchObject(names.map((name) => ({ name, attributes: { [name]: '1' }, children: [] })));
  });

  it.each(['<', '</', '<!', '<a ', '<a b="', '<script>', '</a', '&', '<p', '<!--'])(
    'takes linear time for a million of %j',
    (piece) => {
      const started = process.cpuUsage();
      parseMarkup(piece.repeat(1_000_000), 'html');
      const { user } = process.cpuUsage(started);
      expect(user / 1e6).toBeLessThan(20);
    },
  );

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
