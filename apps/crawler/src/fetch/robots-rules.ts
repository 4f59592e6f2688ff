interface Rule {
  isAllowed: boolean;
  /** Normalised path pattern with `*` and a final `$`. */
  pattern: string;
}

/** What one robots.txt says to one robot (RFC 9309). */
export interface RobotsRules {
  isAllowed(url: URL): boolean;
  /** `Crawl-delay` in ms, not part of the RFC but of many files. */
  crawlDelayMs?: number;
}

export const ALLOW_ALL: RobotsRules = { isAllowed: () => true };

const MAX_PATTERN_LENGTH = 2000;

/**
 * Reads a robots.txt: all groups that name `productToken` (any case) count together, else all groups for `*`; the longest
 * matching pattern decides, and allowing wins a tie. Lines that make no sense are skipped.
 */
export function parseRobots(text: string, productToken: string): RobotsRules {
  const groups = readGroups(text);
  const token = productToken.toLowerCase();
  const own = groups.filter(({ agents }) => agents.has(token));
  const chosen = own.length > 0 ? own : groups.filter(({ agents }) => agents.has('*'));
  const rules = chosen.flatMap((group) => group.rules);
  const delays = chosen.flatMap(({ crawlDelayMs }) => crawlDelayMs ?? []);
  return {
    isAllowed: (url) => isAllowed(rules, url),
    ...(delays.length > 0 ? { crawlDelayMs: Math.max(...delays) } : {}),
  };
}

interface Group {
  agents: Set<string>;
  rules: Rule[];
  crawlDelayMs?: number;
}

function readGroups(text: string): Group[] {
  const groups: Group[] = [];
  let current: Group | undefined;
  let isHead = false;
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)) {
    const { key, value } = readLine(line.slice(0, MAX_PATTERN_LENGTH + 50));
    if (key === 'user-agent') {
      if (!isHead || !current) {
        current = { agents: new Set(), rules: [] };
        groups.push(current);
      }
      isHead = true;
      current.agents.add(productTokenOf(value));
      continue;
    }
    // Sitemap and other lines belong to no group and end none.
    if (key !== 'allow' && key !== 'disallow' && key !== 'crawl-delay') continue;
    isHead = false;
    if (!current) continue;
    if (key === 'crawl-delay') {
      const seconds = Number(value);
      if (value !== '' && seconds >= 0 && Number.isFinite(seconds)) current.crawlDelayMs = seconds * 1000;
    } else if (value !== '') {
      // No path holds a space: `/a /b` names two.
      for (const path of value.split(/\s+(?=[/*])/))
        current.rules.push({ isAllowed: key === 'allow', pattern: normalisePattern(path) });
    }
  }
  return groups;
}

/** Spellings that owners use, and what they mean by them. */
const MEANT: Readonly<Record<string, string>> = {
  useragent: 'user-agent',
  'user agent': 'user-agent',
  dissallow: 'disallow',
  dissalow: 'disallow',
  disalow: 'disallow',
  diasllow: 'disallow',
  disallaw: 'disallow',
};

/** A line's key and value; without a colon (`disallow /`, `Disallow = /a`, `disallow /a /b`), as its owner meant it. */
function readLine(line: string): { key: string | undefined; value: string } {
  const text = line.replace(/#.*/s, '').trim();
  const match =
    /^([a-z]+(?:[ -][a-z]+)?)\s*:\s*(.*)$/is.exec(text) ??
    /^(user[ -]?agent|dis+al+ow|allow|crawl-delay|disallaw|diasllow)(?:\s*[=;]\s*|\s+)(\S+(?:\s+[/*]\S*)*)$/i.exec(
      text,
    );
  const key = match?.[1]?.toLowerCase();
  return { key: key === undefined ? undefined : (MEANT[key] ?? key), value: match?.[2]?.trim() ?? '' };
}

/** `GoodsHunter/1.0 (x)` names the product GoodsHunter. */
function productTokenOf(value: string): string {
  return value === '*' ? '*' : (/^[a-z_-]+/i.exec(value)?.[0] ?? value).toLowerCase();
}

function isAllowed(rules: readonly Rule[], url: URL): boolean {
  if (url.pathname === '/robots.txt') return true;
  const path = normalise(url.pathname + url.search)
    .replaceAll('*', '%2A')
    .replaceAll('$', '%24');
  let best: Rule | undefined;
  for (const rule of rules) {
    const isLonger = !best || rule.pattern.length > best.pattern.length;
    const isTie = best?.pattern.length === rule.pattern.length && rule.isAllowed;
    if ((isLonger || isTie) && matches(rule.pattern, path)) best = rule;
  }
  return best?.isAllowed ?? true;
}

/** `*` and a final `$` mean something; those that mean themselves are written as in paths. */
function normalisePattern(value: string): string {
  return normalise(value).replace(/\$(?!$)/g, '%24');
}

/**
 * Unreserved characters plain, everything else percent-encoded in capitals, so that spellings compare. Within a query the characters that
 * part nothing there are plain as well: `?to=https%3A%2F%2Fa` is `?to=https://a`.
 */
function normalise(path: string): string {
  const [, beforeQuery = '', query = ''] = /^([^?]*)(.*)$/s.exec(path) ?? [];
  return normaliseEscapes(beforeQuery) + normaliseEscapes(query).replace(/%(2F|3A|3F|40)/g, decodeURIComponent);
}

function normaliseEscapes(path: string): string {
  return path
    .replace(/[^\u0021-\u007e]+/g, (text) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd')))
    .replace(/%([0-9a-f]{2})/gi, (_all, hex: string) => {
      const char = String.fromCharCode(Number.parseInt(hex, 16));
      return /[A-Za-z0-9._~-]/.test(char) ? char : `%${hex.toUpperCase()}`;
    });
}

/** Greedy from the left with one place to go back to: no pattern takes more than its length times the path's. */
function matches(pattern: string, path: string): boolean {
  const isAnchored = pattern.endsWith('$');
  // A pattern without `$` matches any rest.
  const glob = isAnchored ? pattern.slice(0, -1) : `${pattern}*`;
  let at = 0;
  let inGlob = 0;
  let starAt = -1;
  let resumeAt = 0;
  while (at < path.length) {
    if (glob[inGlob] === '*') {
      starAt = inGlob++;
      resumeAt = at;
    } else if (inGlob < glob.length && glob[inGlob] === path[at]) {
      inGlob++;
      at++;
    } else if (starAt >= 0) {
      inGlob = starAt + 1;
      at = ++resumeAt;
    } else return false;
  }
  while (glob[inGlob] === '*') inGlob++;
  return inGlob === glob.length;
}
