/** What is asked of an absolute http(s) address; a `URL` has it, too. */
export type Address = Pick<URL, 'href' | 'host' | 'hostname' | 'pathname' | 'search'>;

/** A path, query and fragment that the standard leaves as they are written; dots alone mean other paths. */
const PLAIN = /^(\/(?!\/)[\w~!$&()*+,/:;=@%.-]*)(\?[\w~!$&()*+,/:;=?@%.-]+)?(?:#[\w~!$&()*+,/:;=?@%.-]*)?$/;
const DOTS = /\/(?:\.|%2e)/i;

/**
 * Reads addresses as links write them. Most are paths of the page's own site without anything to mend: putting the site before them
 * gives what `URL` would, which takes ten times as long.
 * @returns a function that answers undefined for what is no http(s) address, or holds a name to sign in with
 */
export function createAddressReader(base: string): (written: string) => Address | undefined {
  const { origin, host, hostname, protocol, username } = new URL(base);
  const isPlain = protocol.startsWith('http') && username === '';
  return (written) => {
    const rest = written.startsWith(origin) ? written.slice(origin.length) : written;
    const [, pathname, search = ''] = (isPlain ? PLAIN.exec(rest) : null) ?? [];
    if (pathname !== undefined && !DOTS.test(pathname))
      return { href: origin + rest, host, hostname, pathname, search };
    return readUrl(written, base);
  };
}

function readUrl(written: string, base: string): Address | undefined {
  try {
    const url = new URL(written, base);
    const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
    return isWeb && url.username === '' ? url : undefined;
  } catch {
    return undefined;
  }
}
