/** Headers by which protection services mark the answers that are theirs. */
const HEADER_MARKS: readonly [name: string, value: RegExp][] = [
  ['cf-mitigated', /challenge|block/i],
  ['x-amzn-waf-action', /challenge|captcha/i],
  ['x-datadome', /protected/i],
];

/** Pages that only challenges have; a captcha beside a login form is none. */
const PAGE_MARKS =
  /<title>\s*(?:just a moment\b|attention required!|robot check|access denied|are you (?:a )?(?:human|robot)|pardon our interruption|verify(?:ing)? you are human|bot verification|ddos-guard|security check(?:point)?\s*<|captcha|sicherheitsabfrage|human verification|please wait\b[^<]{0,40}verif)|id=["'](?:px-captcha|cf-challenge-|challenge-form|sec-if-cpt-container)|\/cdn-cgi\/challenge-platform\/h\/[bg]\/orchestrate|_incapsula_resource|geo\.captcha-delivery\.com|window\._pxAppId\s*=.{0,2000}px-captcha/is;

/** Real pages are longer than a challenge and its script. */
const MAX_CHALLENGE_BYTES = 200_000;

/** Whether an answer is a challenge, a captcha or a block page instead of what was asked for. It is reported, never evaded. */
export function isChallenge(status: number, headers: Record<string, string>, body: Uint8Array): boolean {
  const isRefused = status === 403 || status === 429 || status === 503 || status === 405 || status === 202;
  if (HEADER_MARKS.some(([name, value]) => value.test(headers[name] ?? '') && (isRefused || name === 'cf-mitigated')))
    return true;
  if (body.length === 0 || body.length > MAX_CHALLENGE_BYTES) return false;
  if (!/html/i.test(headers['content-type'] ?? 'text/html')) return false;
  const head = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, 50_000)).toString('latin1');
  return PAGE_MARKS.test(head);
}
