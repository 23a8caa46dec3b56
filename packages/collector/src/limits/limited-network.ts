import { truncateIp } from '../ingest/truncate-ip.ts'
import { isPrivateAddress } from './is-private-address.ts'

/**
 * The key by which an address is rate-limited: an IPv4 address itself, an IPv6 address by its network, since one sender
 * owns all of it. Null for private addresses, behind which there may be many senders.
 */
export function limitedNetwork(ip: string): string | null {
  if (isPrivateAddress(ip)) return null
  return ip.includes(':') ? (truncateIp(ip) ?? ip) : ip
}
