import { Tokenizer } from 'htmlparser2';
import type { MarkupElement } from './element.js';
import { scanHtml } from './scan-html.js';
import { TreeBuilder } from './tree-builder.js';
import { XmlReceiver } from './xml-receiver.js';

export interface MarkupLimits {
  /** Elements nested deeper become children of the deepest one allowed. @default 512 */
  maxDepth?: number;
  /** Parsing stops here; what has been read stays. @default 100000 */
  maxElements?: number;
  /** Attributes kept; the others are not even copied. @default all */
  attributes?: ReadonlySet<string>;
}

export interface MarkupDocument {
  root: MarkupElement;
  elementCount: number;
  /** The element limit was reached, so that the rest of the text is missing. */
  isTruncated: boolean;
}

/**
 * Reads HTML (or, with `xml`, a feed) into a light tree: no comments, no instructions, no declarations, so neither DTD
 * nor entities beyond the built-in ones. Never throws, takes linear time whatever the nesting.
 */
export function parseMarkup(
  text: string,
  mode: 'html' | 'xml',
  { maxDepth = 512, maxElements = 100_000, attributes }: MarkupLimits = {},
): MarkupDocument {
  const builder = new TreeBuilder(mode === 'html', { maxDepth, maxElements });
  if (mode === 'html') scanHtml(text, builder, attributes);
  else readXml(text, builder, attributes);
  builder.finish();
  const { root, count, isTruncated } = builder;
  return { root, elementCount: count, isTruncated };
}

function readXml(text: string, builder: TreeBuilder, kept: ReadonlySet<string> | undefined): void {
  const receiver = new XmlReceiver(text, builder, kept);
  const tokenizer = new Tokenizer({ xmlMode: true, decodeEntities: true }, receiver);
  receiver.stop = () => tokenizer.pause();
  tokenizer.write(text);
  if (!builder.isTruncated) tokenizer.end();
  receiver.release();
}
