/** Parameters that say where a visitor came from, never what is shown. */
const TRACKING =
  /^(?:utm_\w+|gclid|gclsrc|gbraid|wbraid|fbclid|msclkid|yclid|dclid|twclid|ttclid|igshid|srsltid|mc_[ce]id|_hs\w+|mkt_tok|vero_id|pk_\w+|piwik_\w+|mtm_\w+|matomo_\w+|ref|ref_|ref_src|referr?er|referral_\w+|trk\w*|_trk\w*|tracking\w*|pf_rd_\w+|pd_rd_\w+|qid|sr|spm|scm|snr|_pos|_sid|_ss|_fid|_psq|_ga|_gl|affid|aff_?id|affiliate\w*|awc|irclickid|irgwc|clickid|click_id|campaign_?id|cmpid|s_kwcid|ef_id|xploidid|epid|_skw|hash|itmmeta|itmprp|amdata|search_\w+|serp_view|polycard_client|dib|dib_tag|__tn__|position|pos|list_position|sessionid|session_id|phpsessid|jsessionid|sid|oscsid|zenid)$/i;
/** Sessions that stand in the path. */
const SESSION_PATH = /;jsessionid=[^/?#]*/i;

/** Whether a parameter of an address says where its visitor came from, or which session is theirs. */
export const isTrackingParameter = (name: string): boolean => TRACKING.test(name);

/** The same address without fragment, sessions and the marks of links that are counted. Query order is kept. */
export function cleanAddress(address: URL): URL {
  const clean = new URL(address);
  clean.hash = '';
  if (SESSION_PATH.test(clean.pathname)) clean.pathname = clean.pathname.replace(SESSION_PATH, '');
  if (clean.pathname.includes('/ref=')) clean.pathname = clean.pathname.replace(/\/ref=[^/]*$/, '');
  if (clean.search === '') return clean;
  const kept = [...clean.searchParams].filter(([name]) => !isTrackingParameter(name));
  // Written anew only where something goes: writing changes how spaces and brackets are spelled.
  if (kept.length < clean.searchParams.size) {
    clean.search = kept.length === 0 ? '' : new URLSearchParams(kept).toString();
  }
  return clean;
}

/** Services that count a click and send it on, by their names or by where they stand. */
const REDIRECTORS =
  /(?:^|\.)(?:awin1\.com|zenaps\.com|anrdoezrs\.net|dpbolvw\.net|jdoqocy\.com|kqzyfj\.com|tkqlhce\.com|shareasale\.com|linksynergy\.com|prf\.hn|skimresources\.com|redirectingat\.com|viglink\.com|tradedoubler\.com|tradetracker\.net|pxf\.io|sjv\.io|evyy\.net|rakuten\.com|effiliation\.com|kelkoo\.\w+|partner-ads\.com|doubleclick\.net|facebook\.com|google\.\w+|reddit\.com|youtube\.com|slack-redir\.net|steamcommunity\.com)$/i;
const REDIRECT_NAME = /(?:^|[./_-])(?:click|clk|out|exit|redirect|redir|go|link|track|aff|affiliate|l)(?=$|[./_?-])/i;
const TARGETS =
  /^(?:url|u|q|ued|murl|dl|dest|destination|target|to|r|redirect|redirect_url|redirecturl|link|deeplink|p|out|goto)$/i;

/** The address that a link leads to when it names it itself: what counts clicks on the way is left out. At most three levels. */
export function unwrapLink(address: URL, levels = 3): URL {
  const isRedirector =
    REDIRECTORS.test(address.hostname) || REDIRECT_NAME.test(`${address.hostname}${address.pathname}`);
  if (!isRedirector || levels === 0) return address;
  for (const [name, value] of address.searchParams) {
    if (!TARGETS.test(name) || !/^https?:\/\//i.test(value) || !URL.canParse(value)) continue;
    const target = new URL(value);
    if (target.hostname !== address.hostname) return unwrapLink(target, levels - 1);
  }
  return address;
}
