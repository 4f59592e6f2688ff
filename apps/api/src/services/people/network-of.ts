import { isIP } from 'node:net';

/**
 * What one client can be told by: its IPv4 address, or the first half of its IPv6 address. Whoever is given IPv6 is given a network of
 * 2^64 addresses, each good for one request.
 */
export function networkOf(address: string): string {
  const plain = address.replace(/%.*$/, '');
  if (isIP(plain) !== 6) return address;
  const [head = '', tail] = plain.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const behind = (tail ?? '').split(':').filter((group) => group !== '');
  // An IPv4 address at the end stands for two groups.
  const missing = 8 - groups.length - behind.length - (plain.includes('.') ? 1 : 0);
  const all = [...groups, ...Array.from({ length: tail === undefined ? 0 : missing }, () => '0'), ...behind];
  const half = all.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${half.join(':')}::/64`;
}
