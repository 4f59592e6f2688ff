/** A number as people write it, found in a text. */
export interface WrittenNumber {
  start: number;
  end: number;
  /** Its value as a plain decimal, or null when it cannot be an amount (a date, a version, an address). */
  decimal: string | null;
  /** Written 1,24,999. */
  grouping?: 'lakh';
  /** One separator before three digits: 1.299 is 1299, except in currencies with three decimals, where it may be the sign. */
  threeDigits?: { separator: string; asDecimal: string };
}

const RUN = /\d+(?:[.,'’٫٬ ]\d+)*/g;

/** All numbers of a text whose spaces and digits are plain ASCII, left to right. Separators decide; what no rule of writing numbers explains has no value. */
export function readNumbers(text: string): WrittenNumber[] {
  const numbers: WrittenNumber[] = [];
  for (const match of text.matchAll(RUN)) {
    let start = match.index;
    for (const part of splitAtSpaces(match[0])) {
      const end = start + part.length;
      if (hasBarePoint(text, start)) numbers.push(placed(start - 1, end, interpretCents(part)));
      else numbers.push(placed(start, end, interpret(part)));
      start = end + 1;
    }
  }
  return numbers;
}

function placed(start: number, end: number, { decimal, grouping, threeDigits }: Value): WrittenNumber {
  const number: WrittenNumber = { start, end, decimal };
  if (grouping) number.grouping = grouping;
  if (threeDigits) number.threeDigits = threeDigits;
  return number;
}

/** ".99" by itself, as in "$.99"; the full stop of "Rs.99" and of "1...99" is another. */
function hasBarePoint(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1);
  if (before !== 46 && before !== 44) return false;
  return /(?:^|[^\p{L}\d.,])[.,]$/u.test(text.slice(Math.max(0, start - 2), start));
}

function interpretCents(written: string): Value {
  return { decimal: /^\d{1,2}$/.test(written) ? `0.${written}` : null };
}

/** A space joins digits only as a grouping sign: 1 to 3 digits, then groups of exactly three. */
function splitAtSpaces(run: string): string[] {
  if (!run.includes(' ')) return [run];
  const pieces = run.split(/( )/);
  const parts: string[] = [];
  let current = pieces[0] ?? '';
  for (let index = 2; index < pieces.length; index += 2) {
    const next = pieces[index] ?? '';
    const joins = /^[1-9]\d{0,2}(?: \d{3})*$/.test(current) && /^\d{3}(?:[.,]\d{1,3})?$/.test(next);
    if (joins) current += (pieces[index - 1] ?? '') + next;
    else {
      parts.push(current);
      current = next;
    }
  }
  parts.push(current);
  return parts;
}

const DIGITS = /^\d+$/;

type Value = Pick<WrittenNumber, 'decimal' | 'grouping' | 'threeDigits'>;

function interpret(written: string): Value {
  // "No. 05": what begins with a zero is a name.
  if (DIGITS.test(written)) return { decimal: written.length > 12 || /^0\d/.test(written) ? null : written };
  const usual = USUAL.exec(written);
  if (usual) return { decimal: usual[2] === undefined ? written : `${usual[1]}.${usual[2]}` };
  // Arabic separators have one meaning each.
  const text = written.replaceAll('٬', "'").replaceAll('٫', '.');
  const seps = [...text].filter((char) => char < '0' || char > '9').map((char) => (char === '’' ? "'" : char));
  const groups = text.split(/\D/);
  const last = groups.at(-1) ?? '';
  const kinds = new Set(seps);
  const lastSep = seps.at(-1) ?? '';
  const isLastAlone = seps.indexOf(lastSep) === seps.length - 1;
  if (kinds.size > 2) return { decimal: null };
  if (kinds.size === 2) {
    // 1.234,56 and 1,234.5: the last sign is the decimal one and stands once.
    if (!isLastAlone || (lastSep !== '.' && lastSep !== ',') || last.length > 3) return { decimal: null };
    const whole = joinGroups(groups.slice(0, -1), seps[0] ?? '');
    return whole === null ? { decimal: null } : grouped(whole, `${whole.digits}.${last}`);
  }
  if (seps.length > 1 || lastSep === ' ' || lastSep === "'") {
    const whole = joinGroups(groups, lastSep);
    return whole === null ? { decimal: null } : grouped(whole, whole.digits);
  }
  const [lead = ''] = groups;
  if (last.length <= 2) return { decimal: `${lead}.${last}` };
  if (last.length > 3 || lead.length > 3 || lead.startsWith('0')) {
    return lead === '0' && last.length === 3 ? { decimal: `0.${last}` } : { decimal: null };
  }
  return { decimal: lead + last, threeDigits: { separator: lastSep, asDecimal: `${lead}.${last}` } };
}

/** "19", "19.99" and "19,5": most amounts. */
const USUAL = /^(0|[1-9]\d{0,11}|\d+(?=[.,]))(?:[.,](\d\d?))?$/;

interface JoinedGroups {
  digits: string;
  grouping?: 'lakh';
}

const grouped = ({ grouping }: JoinedGroups, decimal: string): Value =>
  grouping ? { decimal, grouping } : { decimal };

function joinGroups(groups: string[], sep: string): JoinedGroups | null {
  const [lead = '', ...rest] = groups;
  if (lead.length > 3 || lead.length === 0 || (lead.startsWith('0') && rest.length > 0)) return null;
  if (rest.every((group) => group.length === 3)) return { digits: groups.join('') };
  const isLakh =
    sep === ',' &&
    lead.length <= 2 &&
    rest.at(-1)?.length === 3 &&
    rest.slice(0, -1).every((group) => group.length === 2);
  return isLakh ? { digits: groups.join(''), grouping: 'lakh' } : null;
}
