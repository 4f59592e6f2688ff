/** Parameters that carry a visit, whatever they are set to. */
const SESSION =
  /^(?:sid|ssid|s?sess(?:ion)?(?:[_-]?(?:id|key|no|nr|num|token))?|php_?sess(?:id|ion)?|j_?sessionid|aspsessionid\w*|asp\.net_sessionid|cfid|cftoken|zenid|oscsid|xtcsid|visit(?:or)?(?:[_-]?id)?|client[_-]?id|req(?:uest)?[_-]?id|trans(?:action)?[_-]?id|click[_-]?id|nonce|csrf\w*|token|auth|sig(?:nature)?|rnd|rand(?:om)?|cb|cache(?:bust(?:er)?)?|nocache|no_cache|_|ts|tstamp|timestamp|now|expires?)$/i;
/** Parameters that say where a reader came from. */
const TRACKING =
  /^(?:(?:utm|mtm|pk|piwik|hsa|vero|wt|at|trk|mc|ns|oly|itm|int)_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|ttclid|igshid|ref|ref_?src|referr?er|source|src|origin|campaign|cmp|cmpid|aff(?:iliate)?(?:_?id)?|partner(?:_?id)?|spm|scm|xtor|feed|rss|from|mod|medium|via|utm)$/i;
/** Parameters by which sites tell their pages apart. */
const IDENTITY =
  /(?:^|[_-])(?:id|p|pid|item|product|sku|article|art|nr|no|num|number|code|topic|thread|post|ad|offer|listing|ean|isbn|slug|title|name)$|id$/i;

/** Parameters that grow with each change of a page. */
const REVISION =
  /^(?:rev(?:ision)?|ver(?:sion)?|upd(?:ated?)?(?:_?at)?|mod(?:ified)?(?:_?at)?|last_?mod(?:ified)?|changed?)$/i;

/** Sessions in a path: `;jsessionid=1A2B`, `/(S(abc))/` and `/session-12/`. */
const PATH_SESSION =
  /;(?:j?session_?id|sid|phpsessid)=[^/?#;]*|\/\(S\([^)/]*\)\)|\/(?:sess(?:ion)?|sid|visit(?:or)?)[-_=:.~]?[0-9a-z]*\d[0-9a-z]*(?=\/)/gi;

const isVisit = (name: string): boolean => SESSION.test(name) || TRACKING.test(name) || REVISION.test(name);

/**
 * What a link names: host, path and the parameters that tell pages apart, without scheme, without what only tells a visit, a
 * reader's way or a revision, and without `dropped`. The same for each fetch of a feed.
 */
export function nameLink(link: string, dropped: ReadonlySet<string> = NONE): string {
  if (!URL.canParse(link)) return link;
  const url = new URL(link);
  const path = url.pathname.replace(PATH_SESSION, '');
  const kept = [...url.searchParams].filter(([name]) => !isVisit(name) && !dropped.has(name));
  kept.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const query = kept.map(([name, value]) => `${name}=${value}`).join('&');
  return `${url.host}${path}${query && `?${query}`}${isVisit(url.hash.slice(1).split('=')[0] ?? '') ? '' : url.hash}`;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Parameters that all links of a feed carry with one value, and that none of them needs to be told apart: of a visit, by whatever name.
 * Those by whose name sites tell pages apart stay.
 */
export function findCommonParameters(links: readonly string[]): Set<string> {
  const common = new Map<string, string>();
  const parsed = links.filter((link) => URL.canParse(link)).map((link) => new URL(link));
  const [first, ...others] = parsed;
  if (!first || others.length === 0) return new Set();
  for (const [name, value] of first.searchParams) if (!isVisit(name) && !IDENTITY.test(name)) common.set(name, value);
  for (const { searchParams } of others) {
    for (const [name, value] of common) if (searchParams.get(name) !== value) common.delete(name);
    if (common.size === 0) break;
  }
  return new Set(common.keys());
}

/**
 * Other names that a link may have been known by: with all its parameters, and without one of them, as these may have been common to
 * all entries of a look before, or not.
 */
export function otherNamesOf(link: string): string[] {
  if (!URL.canParse(link)) return [];
  const names = [...new Set(new URL(link).searchParams.keys())].filter(
    (name) => !isVisit(name) && !IDENTITY.test(name),
  );
  if (names.length === 0 || names.length > MOST_OTHERS) return [];
  return [nameLink(link), ...names.map((name) => nameLink(link, new Set([name])))];
}

/** The name of a link at the other of a site's two hosts, with and without `www.`: sites move from one to the other. */
export function nameOfOtherHost(name: string): string {
  return name.startsWith('www.') ? name.slice(4) : `www.${name}`;
}

const MOST_OTHERS = 3;

/** Whether a link has a parameter that grows with each change of its page. */
export function hasRevision(link: string): boolean {
  return URL.canParse(link) && [...new URL(link).searchParams.keys()].some((name) => REVISION.test(name));
}
