/** What a name of an element means for the tree around it, and which elements of that name are open. */
export interface TagKind {
  readonly name: string;
  /** It has no content and no end tag. */
  readonly isVoid: boolean;
  /** A cell or table: a stray end tag inside ends nothing around it. */
  readonly isScope: boolean;
  /** Its end tag goes through cells. */
  readonly isTablePart: boolean;
  /** Its content is text up to its end tag. */
  readonly isRaw: boolean;
  /** Its bit in `ends` of others; 0 for names that none ends. */
  readonly bit: number;
  /** Opening it ends open elements with these bits, while they are innermost: their end tags may be left out. */
  readonly ends: number;
  /** Places of its open elements among all open ones. */
  readonly open: number[];
}

const VOID = wordsOf(
  'area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr',
);
const SCOPES = wordsOf('td th table');
const TABLE_PARTS = wordsOf('table tbody thead tfoot tr td th body html');
const RAW = wordsOf('script style title textarea xmp');
const BITS = new Map(
  ['p', 'li', 'tr', 'th', 'td', 'thead', 'tbody', 'dd', 'dt', 'option', 'optgroup', 'head', 'title'].map(
    (name, index): [string, number] => [name, 1 << index],
  ),
);
const ENDS = new Map<string, number>([
  ...[
    ...wordsOf(
      'p h1 h2 h3 h4 h5 h6 address article aside blockquote details div dl fieldset figcaption figure footer form header hr main nav ol pre section table ul',
    ),
  ].map((name): [string, number] => [name, bitsOf('p')]),
  ['li', bitsOf('li p')],
  ['tr', bitsOf('tr th td')],
  ['th', bitsOf('th td')],
  ['td', bitsOf('th td')],
  ['tbody', bitsOf('thead tbody tr td th')],
  ['tfoot', bitsOf('thead tbody tr td th')],
  ['dd', bitsOf('dd dt')],
  ['dt', bitsOf('dd dt')],
  ['option', bitsOf('option')],
  ['optgroup', bitsOf('optgroup option')],
  ['body', bitsOf('head title')],
]);

/** @param isHtml in XML all names mean the same */
export function createTagKind(name: string, isHtml: boolean): TagKind {
  return {
    name,
    isVoid: isHtml && VOID.has(name),
    isScope: isHtml && SCOPES.has(name),
    isTablePart: TABLE_PARTS.has(name),
    isRaw: isHtml && RAW.has(name),
    bit: isHtml ? (BITS.get(name) ?? 0) : 0,
    ends: isHtml ? (ENDS.get(name) ?? 0) : 0,
    open: [],
  };
}

function wordsOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

function bitsOf(names: string): number {
  return names.split(' ').reduce((bits, name) => bits | (BITS.get(name) ?? 0), 0);
}
