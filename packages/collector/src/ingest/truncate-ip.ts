/**
 * Truncates an IP address to a network larger than one household: IPv4 to /24, IPv6 to /48. Undefined for anything else.
 */
export function truncateIp(address: string): string | undefined {
  const text = address
    .trim()
    .toLowerCase()
    .replace(/^::ffff:(?=\d+\.)/, '')
  const v4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.\d{1,3}$/.exec(text)
  if (v4) {
    const network = v4.slice(1, 4)
    return network.every((part) => Number(part) < 256) ? `${network.map(Number).join('.')}.0` : undefined
  }
  return truncateIpv6(text, 3)
}

/**
 * Truncates an IPv6 address to its first groups of 16 bits; undefined for anything else. The URL parser normalizes addresses
 * (RFC 5952) and rejects invalid ones.
 */
export function truncateIpv6(text: string, groupCount: number): string | undefined {
  const host = URL.parse(`http://[${text.replace(/%.*$/, '')}]`)?.hostname.slice(1, -1)
  if (!host) return undefined
  const [head = '', tail] = host.split('::')
  const groups = head.split(':').filter(Boolean)
  if (tail !== undefined) {
    const behind = tail.split(':').filter(Boolean)
    while (groups.length + behind.length < 8) groups.push('0')
    groups.push(...behind)
  }
  return URL.parse(`http://[${groups.slice(0, groupCount).join(':')}::]`)?.hostname.slice(1, -1)
}
