/** Controls, bidi marks and isolates, zero-width characters, tags, soft hyphens, lone surrogates. */
const UNWANTED = /[\p{Cf}\p{Cs}\ufff0-\ufffb\ufffe\uffff]|(?!\s)\p{Cc}/gu;
/** Most texts; asking for the properties of each character takes longer. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;
const NEEDS_CLEANING = /[^\p{L}\p{N}\p{P}\p{S}\p{M} ]| {2}|^ | $/u;

/**
 * Scraped text as plain data: no control or bidi characters, spaces collapsed and trimmed, at most `maxLength` UTF-16
 * units, never half a character.
 */
export function cleanText(text: string, maxLength: number): string {
  // What is cut away is not worth cleaning: spaces and controls rarely make up most of a text.
  const head = text.length > maxLength * 4 + 1000 ? text.slice(0, maxLength * 4 + 1000) : text;
  const clean =
    !PLAIN.test(head) && NEEDS_CLEANING.test(head) ? head.replace(UNWANTED, '').replace(/\s+/g, ' ').trim() : head;
  if (clean.length <= maxLength) return clean;
  const cut = clean.slice(0, maxLength);
  return (/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut).trimEnd();
}

/**
 * An absolute http(s) address, resolved against `base`, without credentials and at most `maxLength` long; else undefined.
 */
export function cleanLink(link: string | undefined, base: string, maxLength = 2000): string | undefined {
  if (link === undefined || link.length > maxLength * 2) return undefined;
  const trimmed = link.trim();
  if (trimmed === '') return undefined;
  let address: URL;
  try {
    address = new URL(trimmed, base);
  } catch {
    return undefined;
  }
  if (address.protocol !== 'http:' && address.protocol !== 'https:') return undefined;
  if (address.username !== '' || address.password !== '') return undefined;
  return address.href.length <= maxLength ? address.href : undefined;
}
