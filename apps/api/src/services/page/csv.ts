import { currencyExponent } from '@goodshunter/contracts/money';

export const CSV = 'text/csv; charset=utf-8';

/** Lines as RFC 4180 writes them. What a spreadsheet would take for a formula is marked as text: titles come from strangers. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(toField).join(',')}\r\n`).join('');
}

function toField(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Minor units as people write them, with a point: 1250 EUR is 12.50, 1250 JPY is 1250. */
export function toMajor(minor: number, currency: string | null): string {
  const digits = currencyExponent(currency);
  return digits === 0 ? String(minor) : (minor / 10 ** digits).toFixed(digits);
}
