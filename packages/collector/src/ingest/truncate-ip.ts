/**
 * An IP address without the part that tells one household from the next: IPv4 to its /24, IPv6 to its /48 network.
 * Undefined for anything else.
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

/** The URL parser writes IPv6 addresses in their one short form (RFC 5952), or refuses them. */
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
