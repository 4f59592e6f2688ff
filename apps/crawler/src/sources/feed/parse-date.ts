const MONTHS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'jan january janvier janv januar enero ene janeiro gennaio gen ocak янв',
    'feb february février févr februar febrero fevereiro fev febbraio фев',
    'mar march mars märz marzo março mär mrt maart мар',
    'apr april avril avr abril abr aprile апр',
    'may mai mayo maio mag maggio mei май мая',
    'jun june juin juni junio junho giu giugno июн',
    'jul july juil juillet juli julio julho lug luglio июл',
    'aug august août aout agosto ago авг',
    'sep sept september septembre septiembre setembro set settembre сен',
    'oct october octobre oktober okt octubre outubro out ottobre ott окт',
    'nov november novembre noviembre novembro ноя',
    'dec december décembre déc dezember dez diciembre dic dezembro dicembre дек',
  ].flatMap((names, month) => names.split(' ').map((name) => [name, month])),
);
const ZONES: Readonly<Record<string, number>> = {
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  CET: 60,
  CEST: 120,
  JST: 540,
};

const RFC_822 =
  /^(?:\p{L}{2,12}\.?,?\s+)?(\d{1,2})[\s-](\p{L}{3,10})\.?,?[\s-](\d{2,4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?(?:\s*([A-Z]{1,4}|[+-]\d{2}:?\d{2}))?/u;
const ISO = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?)?/;

/**
 * A feed's date (RFC 822 with months in several languages, ISO 8601) as RFC 3339 in UTC. A date without a zone is taken
 * as UTC. Undefined when it is none, or not between 1990 and 2100.
 */
export function parseFeedDate(text: string): string | undefined {
  const trimmed = text.trim().slice(0, 100);
  const iso = ISO.exec(trimmed);
  if (iso) {
    const [, year, month, day, hour, minute, second, zone] = iso;
    return toInstant(Number(year), Number(month) - 1, Number(day ?? 1), hour, minute, second, zone);
  }
  const rfc = RFC_822.exec(trimmed);
  const month = MONTHS[rfc?.[2]?.toLowerCase() ?? ''];
  if (!rfc || month === undefined) return undefined;
  const [, day, , written, hour, minute, second, zone] = rfc;
  const year = Number(written) + (written?.length === 2 ? (Number(written) < 70 ? 2000 : 1900) : 0);
  return toInstant(year, month, Number(day), hour, minute, second, zone);
}

function toInstant(
  year: number,
  month: number,
  day: number,
  hour = '0',
  minute = '0',
  second = '0',
  zone = 'Z',
): string | undefined {
  const time =
    Date.UTC(year, month, day, Number(hour), Number(minute), Math.min(59, Number(second))) -
    offsetMinutes(zone) * 60_000;
  const isSane =
    year >= 1990 &&
    year <= 2100 &&
    month <= 11 &&
    month >= 0 &&
    day >= 1 &&
    day <= 31 &&
    Number(hour) <= 24 &&
    Number(minute) <= 59;
  return isSane ? new Date(time).toISOString() : undefined;
}

function offsetMinutes(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!match) return ZONES[zone] ?? 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}
