import type { Guard } from '@goodshunter/safe-fetch';

/** Tells the operator's own hosts, which need no budget, by their names as `hostOf` writes them. */
export function createExemption(guard: Pick<Guard, 'isOpened'>): (host: string) => boolean {
  return (host) => {
    // A name that is too long was cut, perhaps to none at all.
    if (!URL.canParse(`http://${host}`)) return false;
    const { hostname, port } = new URL(`http://${host}`);
    if (port !== '') return guard.isOpened(hostname, Number(port));
    // The scheme is not known any more; either of its own ports will do.
    return guard.isOpened(hostname, 80) || guard.isOpened(hostname, 443);
  };
}
