import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Tokenizer } from 'htmlparser2';
import { type MarkupElement, walkElements } from './element.js';
import { parseMarkup } from './parse-markup.js';
import { TreeBuilder } from './tree-builder.js';

/** The same tree by the tokenizer of htmlparser2, letter by letter. */
function referenceTree(source: string): MarkupElement {
  const builder = new TreeBuilder(true, { maxDepth: 512, maxElements: 100_000 });
  let name = '';
  let value = '';
  const at = (start: number, end: number) => source.slice(start, end);
  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: true },
    {
      ontext: (start, end) => builder.addText(at(start, end)),
      ontextentity: (code) => builder.addText(String.fromCodePoint(code)),
      onopentagname: (start, end) => void builder.openElement(builder.kindOf(at(start, end).toLowerCase())),
      onopentagend: () => {},
      onselfclosingtag: () => builder.closeFresh(),
      onclosetag: (start, end) => {
        const kind = builder.knownKind(at(start, end).toLowerCase());
        if (kind) builder.closeElement(kind);
        else builder.flushText();
      },
      onattribname: (start, end) => {
        name = at(start, end).toLowerCase();
        value = '';
      },
      onattribdata: (start, end) => {
        value += at(start, end);
      },
      onattribentity: (code) => {
        value += String.fromCodePoint(code);
      },
      onattribend: () => builder.addAttribute(name, value),
      oncomment: () => {},
      oncdata: () => {},
      ondeclaration: () => {},
      onprocessinginstruction: () => {},
      onend: () => {},
    },
  );
  tokenizer.write(source);
  tokenizer.end();
  builder.finish();
  return builder.root;
}

/** One line for each element: depth, name, attributes, texts. */
function linesOf(root: MarkupElement): string[] {
  const lines: string[] = [];
  walkElements(root, ({ depth, name, attributes, children }) => {
    const texts = children.filter((child) => typeof child === 'string');
    lines.push(`${depth} ${name} ${JSON.stringify(attributes)} ${JSON.stringify(texts)}`);
    return undefined;
  });
  return lines;
}

/**
 * Where the reference differs from browsers: "</script/>" ends no script, "</>" is text, a tag cut off by the end may be, and in a title an
 * entity behind what could begin its end tag stays as it is written.
 */
function isReadElsewise(source: string): boolean {
  return /<\/(?:script|style|title|textarea|xmp)\s*\/|<\/\s*>|<\/?t?i?t?l?e?&|<[^>]*$/i.test(source);
}

const PIECES =
  '<|</|<!--|-->|<!-->|--->|<!doctype html>|<?x?>|<!x|<![CDATA[|]]>|>|/>|/| |\n|=|"|\'|a|p|div|DIV|Td|table|tr|br|img|svg|path|script|STYLE|style|title|textarea|xmp|class|ID|data-x|onClick|href|__proto__|&amp;|&amp|&copy|&notit;|&#8364;|&#x20AC|&#|&|;|€|é|x1|<p>|</p>|<i a=b>|<script>|</script>|</script >|<style>|</style>|<title>|</title>|<textarea>|</textarea>|<a href="?a=1&copy=2">|<td|<b c=\'&lt;"\'>|</3|< b'.split(
    '|',
  );

describe('scanHtml', () => {
  it('builds the tree that the tokenizer of htmlparser2 builds, however broken the page', async () => {
    await fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }), (pieces) => {
        const source = `${pieces.join('')}\n`;
        fc.pre(!isReadElsewise(source));
        expect(linesOf(parseMarkup(source, 'html').root)).toEqual(linesOf(referenceTree(source)));
      }),
      // Always the same pages: a new way in which the reference differs from browsers is no news of a change here.
      { numRuns: 3000, seed: 20_261_128 },
    );
  });

  it.each([
    ['an attribute without end', (n: number) => `<p>${'<a b="c'.repeat(n)}`],
    ['a comment without end', (n: number) => '<!-- a '.repeat(n)],
    ['scripts without end', (n: number) => '<script>a</scrip>'.repeat(n)],
    ['end tags without end', (n: number) => '</a '.repeat(n)],
    ['questions without end', (n: number) => '<?'.repeat(n)],
    ['signs that begin no tag', (n: number) => '<<'.repeat(n)],
    ['entities without end', (n: number) => '&a&#&#x'.repeat(n)],
    ['attributes by the thousand', (n: number) => `<p ${'a=b '.repeat(n)}>`],
  ])('takes time in proportion to %s', (_what, make) => {
    const timeOf = (n: number) => {
      const text = make(n);
      let best = Number.POSITIVE_INFINITY;
      for (let turn = 0; turn < 4; turn++) {
        const { user } = process.cpuUsage();
        parseMarkup(text, 'html');
        best = Math.min(best, process.cpuUsage().user - user);
      }
      return best;
    };
    timeOf(20_000);
    expect(timeOf(320_000)).toBeLessThan(16 * 6 * Math.max(timeOf(20_000), 2000));
  });
});
