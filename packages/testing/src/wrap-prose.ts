const WIDTH = 120;

/**
 * Breaks lines of Markdown that are longer than 120 characters, where they are prose: not tables, not code, not a word alone. What does not
 * fit flows on into the next line of its paragraph.
 */
export function wrapProse(markdown: string): string {
  let isCode = false;
  const lines = markdown.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (/^\s*```/.test(line)) isCode = !isCode;
    if (isCode || line.length <= WIDTH || /^\s*(\||<!--)/.test(line)) continue;
    const wrapped = wrapLine(line);
    const next = lines[at + 1] ?? '';
    const flowsOn = wrapped.length > 1 && !line.endsWith('  ') && isContinuation(next);
    if (flowsOn) lines[at + 1] = `${wrapped.pop()} ${next.trimStart()}`;
    lines.splice(at, 1, ...wrapped);
    at += wrapped.length - 1;
  }
  return lines.join('\n');
}

/** Whether a line belongs to the paragraph above it. */
function isContinuation(line: string): boolean {
  return /^\s*(?:`[^`]|\*\*|[^\s#>|<`*+-])/.test(line) && !/^\s*\d+[.)] /.test(line) && !/^\s*```/.test(line);
}

function wrapLine(line: string): string[] {
  const [start = ''] = /^\s*([-*] |\d+\. |> )?/.exec(line) ?? [];
  const isHard = line.endsWith('  ');
  // What goes on below the first line of an item stands under its text; a quote goes on as a quote.
  const indent = start.includes('>') ? start : ' '.repeat(start.length);
  const lines: string[] = [];
  let current = start;
  let isEmpty = true;
  for (const word of wordsOf(line.slice(start.length).trimEnd())) {
    if (!isEmpty && current.length + 1 + word.length > WIDTH) {
      lines.push(current);
      current = indent;
      isEmpty = true;
    }
    current += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, isHard ? `${current}  ` : current];
}

/** Words, of which code stays whole; none begins a line that Markdown would take for a list, a heading or a quote. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const word of text.match(/(?:`[^`]*`|[^\s`])+|`/g) ?? []) {
    if (/^([-*+>#|]+|\d+[.)])$/.test(word) && words.length > 0) words.push(`${words.pop()} ${word}`);
    else words.push(word);
  }
  return words;
}
