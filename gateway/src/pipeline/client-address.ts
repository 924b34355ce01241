import { BlockList, isIP, isIPv6 } from 'node:net';

export type ClientAddress = (peer: string, forwardedFor: string | string[] | undefined) => string;

/** IPv4 in IPv6 clothes (`::ffff:10.0.0.1`) is the same caller. */
const plain = (address: string) => (address.startsWith('::ffff:') ? address.slice(7) : address);

/** A subscriber is given a /64 at least (RFC 6177): limits by the whole address would be no limits over IPv6. */
const NETWORK_GROUPS = 4;
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = new URL(`http://[${address.split('%')[0]}]`).hostname.slice(1, -1).split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const groups = tail === undefined ? left : [...left, ...Array(8 - left.length - right.length).fill('0'), ...right];
  return `${groups.slice(0, NETWORK_GROUPS).join(':')}::/64`;
}

/**
 * Who is calling: an IPv4 address, or the /64 of an IPv6 one. Only proxies we run may say so: read from the right, the first address that is not one of ours
 * counts. An attacker who sends X-Forwarded-For himself only adds entries further left, which nobody reads.
 * @param proxies addresses or CIDR ranges
 * @throws when one is neither
 */
export function clientAddressFrom(proxies: readonly string[]): ClientAddress {
  const trusted = new BlockList();
  for (const proxy of proxies) {
    const [address = '', prefix] = proxy.split('/');
    if (isIP(address) === 0) throw new Error(`TRUSTED_PROXIES: ${proxy} is no address`);
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (prefix === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(prefix), family);
  }
  const isTrusted = (address: string) =>
    isIP(address) !== 0 && trusted.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');

  return (peer, forwardedFor) => {
    let client = plain(peer);
    const hops = [forwardedFor ?? []].flat().join(',').split(',');
    while (isTrusted(client) && hops.length > 0) {
      const hop = plain((hops.pop() ?? '').trim());
      if (isIP(hop) === 0) break;
      client = hop;
    }
    return networkOf(client);
  };
}
