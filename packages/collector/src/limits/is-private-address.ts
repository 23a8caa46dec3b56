/**
 * Whether an IP address is loopback, private or link-local (RFC 1918, RFC 4193): that of a proxy or of the operator's own
 * servers, behind which there may be many senders.
 */
export function isPrivateAddress(address: string): boolean {
  const v4 = /^(?:::ffff:)?(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}$/i.exec(address)
  if (v4) {
    const [first, second] = [Number(v4[1]), Number(v4[2])]
    if (first === 10 || first === 127) return true
    if (first === 172) return second >= 16 && second <= 31
    return (first === 192 && second === 168) || (first === 169 && second === 254)
  }
  return address === '::1' || /^f[cd][\da-f]{2}:|^fe[89ab][\da-f]:/i.test(address)
}
