import { truncateIp } from '../ingest/truncate-ip.ts'
import { isPrivateAddress } from './is-private-address.ts'

/**
 * By what an address is limited: an IPv4 address by itself, an IPv6 address with its network, which one sender has whole.
 * Null for private addresses, behind which there may be anybody.
 */
export function limitedNetwork(ip: string): string | null {
  if (isPrivateAddress(ip)) return null
  return ip.includes(':') ? (truncateIp(ip) ?? ip) : ip
}
