import { hasRevision, nameLink } from './entry-link.js';

/** `-v2`, `#rev=7`, `;revision:3`, `/updated/5`, `@12`: what grows with each change of an entry, behind what names it. */
const REVISION =
  /(?:[\s/?&;#:_.@-]+(?:revision|rev|version|ver|v|r|edition|edit|upd(?:ated?)?|mod(?:ified)?|changed?)[\s=:._/-]?\d{1,14}|[\s(/;-](?:version|revision|rev)[\s=:._-]?\d{1,6}(?:\.\d{1,6}){0,2}[)\]]?|@\d{1,14})$/i;
/** A point in time behind a number or name: `12345-1764150000`, `ad-77_20261127101500`, `12@2026-11-27T10:15:00Z`. */
const TIME =
  /[\s/?&;#:_.@-]+(?:[a-z_]{1,14}[=:])?(?:1[0-9]{9}(?:\d{3})?|20\d{2}-?[01]\d-?[0-3]\d(?:[T_ -]?[0-2]\d:?[0-5]\d(?::?[0-5]\d)?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?)$/i;

const LONGEST_END = 60;

/** An entry's own id as what stays the same over its changes. */
export interface EntryId {
  name: string;
  /** Something that grows was taken from its end: entries with one name are one entry at different times. */
  isRevised: boolean;
}

/** @param id as the feed gives it, trimmed */
export function nameId(id: string, dropped: ReadonlySet<string>): EntryId {
  const isLink = /^https?:\/\//i.test(id);
  const plain = isLink ? nameLink(id, dropped) : id;
  // What grows is short, and looking for it in all of a long id takes the square of its length.
  const start = plain.slice(0, -LONGEST_END);
  const end = plain.slice(-LONGEST_END);
  const withoutRevision = start + end.replace(REVISION, '');
  if (withoutRevision !== plain && withoutRevision !== '') return { name: withoutRevision, isRevised: true };
  const withoutTime = start + end.replace(TIME, '');
  // What is left must name something: a feed may number its entries by time alone.
  if (withoutTime !== plain && /\d/.test(withoutTime)) return { name: withoutTime, isRevised: true };
  return { name: plain, isRevised: isLink && hasRevision(id) };
}
