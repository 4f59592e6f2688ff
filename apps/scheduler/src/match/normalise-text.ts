/**
 * Brings text to the form in which it is compared: full-width and half-width forms become one (NFKC), case is folded (through
 * upper case, so that `ß` meets `SS` and both sigmas meet each other), runs of white space become one space.
 */
export function normaliseText(text: string): string {
  return text.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC').replace(/\s+/gu, ' ').trim();
}
