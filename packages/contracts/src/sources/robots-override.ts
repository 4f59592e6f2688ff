/** Whether a task may have the robots.txt of this address ignored. */
export type RobotsOverride = (url: URL) => boolean;

/**
 * Exactly the hosts that the operator lists, on any scheme: `shop.example` on its usual ports, `shop.example:8443` on that one.
 * No wildcards: each name is somebody's word that its owner agrees.
 */
export function createRobotsOverride(hosts: readonly string[]): RobotsOverride {
  const listed = new Set(hosts.map((host) => hostOf(new URL(`http://${host}`))));
  return (url) => listed.has(hostOf(url));
}

/** As URLs write it, without the port of either scheme. */
function hostOf({ host }: URL): string {
  return host.replace(/:(80|443)$/, '');
}
