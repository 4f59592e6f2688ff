/** A line of an import, as `POST /api/import` takes it: what POST /api/tasks takes, or an address alone. */
export interface ImportLine {
  url?: string;
  name?: string;
  [field: string]: unknown;
}

export type ImportForm = 'goodshunter' | 'changedetection' | 'opml' | 'csv' | 'links';

/** Guesses what a file is by what is in it, and reads its lines. Files are read here, in the page, and sent as JSON. */
export function readImport(text: string): { form: ImportForm; lines: ImportLine[] } {
  const trimmed = text.trim().replace(/^\uFEFF/, '');
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) return readJson(trimmed);
  if (/<opml[\s>]/i.test(trimmed.slice(0, 500))) return { form: 'opml', lines: readOpml(trimmed) };
  const [first = ''] = trimmed.split('\n', 1);
  if (/(^|[,;\t])\s*"?(url|link|address)"?\s*([,;\t]|$)/i.test(first)) return { form: 'csv', lines: readCsv(trimmed) };
  return { form: 'links', lines: readLinks(trimmed) };
}

function readJson(text: string): { form: ImportForm; lines: ImportLine[] } {
  const value: unknown = JSON.parse(text);
  const record = value as Record<string, unknown>;
  for (const name of ['tasks', 'hunts', 'lines']) {
    if (Array.isArray(record[name])) return { form: 'goodshunter', lines: record[name] as ImportLine[] };
  }
  if (Array.isArray(value)) return { form: 'goodshunter', lines: value as ImportLine[] };
  // changedetection.io keeps its watches by id: {"watching": {"<id>": {"url": ..., "title": ...}}}, or the inner object alone.
  const watches = Object.values((record.watching as Record<string, unknown> | undefined) ?? record);
  const lines = watches.flatMap((watch) => {
    const { url, title } = (watch ?? {}) as { url?: unknown; title?: unknown };
    if (typeof url !== 'string') return [];
    return [{ url, ...(typeof title === 'string' && title !== '' ? { name: title } : {}) }];
  });
  return { form: 'changedetection', lines };
}

function readOpml(text: string): ImportLine[] {
  const document = new DOMParser().parseFromString(text, 'text/xml');
  return [...document.querySelectorAll('outline[xmlUrl], outline[xmlurl]')].flatMap((outline) => {
    const url = outline.getAttribute('xmlUrl') ?? outline.getAttribute('xmlurl');
    const name = outline.getAttribute('title') ?? outline.getAttribute('text');
    return url ? [{ url, ...(name ? { name } : {}) }] : [];
  });
}

/** One address a line; what follows it (changedetection.io writes tags there) is left out, and so are comments. */
function readLinks(text: string): ImportLine[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ url: /^https?:/i.test(line) ? (line.split(/\s/, 1)[0] ?? line) : line }));
}

const NUMBERS = new Set(['minPrice', 'maxPrice', 'intervalSeconds']);

function readCsv(text: string): ImportLine[] {
  const rows = splitCsv(text);
  const [head = [], ...body] = rows;
  const names = head.map((name) => name.trim());
  return body
    .filter((cells) => cells.some((cell) => cell.trim() !== ''))
    .map((cells) => {
      const line: ImportLine = {};
      for (const [index, name] of names.entries()) {
        const value = cells[index]?.trim() ?? '';
        if (value === '') continue;
        const field = /^(url|link|address)$/i.test(name) ? 'url' : /^(name|title)$/i.test(name) ? 'name' : name;
        line[field] = NUMBERS.has(field)
          ? Number(value)
          : field === 'excludeKeywords'
            ? value.split(/\s*[|;]\s*/)
            : value;
      }
      return line;
    });
}

/** Cells of RFC 4180, by comma, semicolon or tab, whichever the first line has. */
export function splitCsv(text: string): string[][] {
  const [first = ''] = text.split('\n', 1);
  const separator = [',', ';', '\t'].sort((a, b) => first.split(b).length - first.split(a).length)[0] ?? ',';
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (isQuoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (letter === '"' && cell === '') isQuoted = true;
    else if (letter === separator) {
      rows.at(-1)?.push(cell);
      cell = '';
    } else if (letter === '\n') {
      rows.at(-1)?.push(cell.replace(/\r$/, ''));
      cell = '';
      rows.push([]);
    } else cell += letter;
  }
  rows.at(-1)?.push(cell.replace(/\r$/, ''));
  return rows;
}
