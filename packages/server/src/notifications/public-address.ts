import ipaddr from 'ipaddr.js';

// Webhook URLs come from callers. They must not reach private hosts such as metadata services, databases or the service
// itself: OWASP, Server-Side Request Forgery Prevention.

/** An address that webhooks must not go to. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

/**
 * Public addresses that a cloud platform answers internally: Azure's host agent, IBM Cloud's private services, Google
 * Cloud's private access to its APIs. Other platforms use link-local and shared ranges.
 */
const platformRanges = [
  '168.63.129.16/32',
  '161.26.0.0/16',
  '166.8.0.0/14',
  '199.36.153.4/30',
  '199.36.153.8/30',
  '2600:2d00:2::/48',
].map((range) => ipaddr.parseCIDR(range));

/** Only addresses that are routed as unicast over the internet. This is an allow list. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  // Only 2000::/3 has been allocated (RFC 4291, section 2.4); addresses that embed IPv4 have their own ranges.
  if (parsed instanceof ipaddr.IPv6 && !parsed.match(ipaddr.IPv6.parse('2000::'), 3)) return false;
  return parsed.range() === 'unicast' && !platformRanges.some((range) => isIn(parsed, range));
}

function isIn(address: ipaddr.IPv4 | ipaddr.IPv6, [network, bits]: [ipaddr.IPv4 | ipaddr.IPv6, number]): boolean {
  return address.kind() === network.kind() && address.match(network, bits);
}

/**
 * Checks a webhook's URL without resolving its host.
 *
 * @param allowPrivate for development: also allows plain HTTP and private hosts @returns a sentence about the problem,
 * or `null`
 */
export function urlProblem(text: string, allowPrivate: boolean): string | null {
  if (!URL.canParse(text)) return 'This is not a URL. Use one like "https://market.example/webhooks".';
  const { protocol, username, password, hostname } = new URL(text);
  if (username !== '' || password !== '')
    return 'A URL with a password in it ends up in logs. Verify the signature instead.';
  if (allowPrivate) return /^https?:$/.test(protocol) ? null : 'Use an https:// URL.';
  if (protocol !== 'https:') return 'Use an https:// URL: over http anybody on the way can read and change it.';
  return isPublicHost(hostname) ? null : 'This host is not on the public internet. Use one that is.';
}

/** A name may still resolve to any address, so the sender checks each address when it connects. */
function isPublicHost(hostname: string): boolean {
  const address = literalAddress(hostname);
  if (address !== null) return isPublicAddress(address);
  // RFC 6761 and RFC 6762: names that are local to the machine or the network. A single label is a local name too.
  return hostname.includes('.') && !/(^|\.)(localhost|local|internal|home\.arpa)\.?$/i.test(hostname);
}

/**
 * The address of a URL's host, if the host is an address. URLs already normalise decimal, octal and hexadecimal IPv4.
 */
export function literalAddress(hostname: string): string | null {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return ipaddr.isValid(bare) ? bare : null;
}
