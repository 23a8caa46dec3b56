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
  return truncateV6(text)
}

/** The URL parser normalizes IPv6 addresses (RFC 5952) and rejects invalid ones. */
function truncateV6(text: string): string | undefined {
  const host = URL.parse(`http://[${text.replace(/%.*$/, '')}]`)?.hostname.slice(1, -1)
  if (!host) return undefined
  const [head = '', tail] = host.split('::')
  const groups = head.split(':').filter(Boolean)
  if (tail !== undefined) {
    const behind = tail.split(':').filter(Boolean)
    while (groups.length + behind.length < 8) groups.push('0')
    groups.push(...behind)
  }
  return URL.parse(`http://[${groups.slice(0, 3).join(':')}::]`)?.hostname.slice(1, -1)
}
