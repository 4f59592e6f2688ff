import ipaddr from 'ipaddr.js';

/**
 * Everything the IANA special-purpose registry takes out of public IPv4, whatever its "globally reachable" column says, and
 * 168.63.129.16, which answers for the machine's own host on Azure.
 */
const SPECIAL_IPV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
].map((range) => ipaddr.IPv4.parseCIDR(range));

/** Only here does IANA allocate public IPv6; ipaddr.js calls all the rest "unicast" too. */
const GLOBAL_UNICAST_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** Special registries inside 2000::/3: protocol assignments (Teredo, ORCHID, ...), documentation, 6to4, AS112, reserved space. */
const SPECIAL_IPV6 = [
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '2620:4f:8000::/48',
  '2d00::/8',
  '2e00::/7',
  '3000::/4',
].map((range) => ipaddr.IPv6.parseCIDR(range));

/** Prefixes whose last 32 bits are the IPv4 address that is really reached: mapped, and NAT64. */
const TRANSLATED_IPV6 = ['::ffff:0:0/96', '64:ff9b::/96'].map((range) => ipaddr.IPv6.parseCIDR(range));

/** Interface identifiers of ISATAP: the IPv4 address of the tunnel's end follows. */
const ISATAP = [0x0000, 0x0200];

/**
 * Whether packets to this address can only reach the public internet. Takes canonical text as `dns.lookup` or `new URL()`
 * give it; what is no address at all is not public.
 */
export function isPublicAddress(address: string): boolean {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return isPublicIpv4(ipaddr.IPv4.parse(address));
  if (!ipaddr.IPv6.isValid(address)) return false;
  const parsed = ipaddr.IPv6.parse(address);
  if (parsed.zoneId) return false;
  if (TRANSLATED_IPV6.some((range) => parsed.match(range))) return isPublicIpv4(lastFourBytes(parsed));
  if (!parsed.match(GLOBAL_UNICAST_IPV6) || SPECIAL_IPV6.some((range) => parsed.match(range))) return false;
  const isTunnel = ISATAP.includes(parsed.parts[4] ?? -1) && parsed.parts[5] === 0x5efe;
  return !isTunnel || isPublicIpv4(lastFourBytes(parsed));
}

function isPublicIpv4(address: ipaddr.IPv4): boolean {
  return !SPECIAL_IPV4.some((range) => address.match(range));
}

function lastFourBytes(address: ipaddr.IPv6): ipaddr.IPv4 {
  return new ipaddr.IPv4(address.toByteArray().slice(12));
}
