import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/**
 * Whom an address counts as where tries are counted: an IPv4 address, also one that is mapped into IPv6, as itself, and of IPv6 the
 * /64, of which one line alone has as many addresses as it likes.
 */
export function toNetwork(address: string): string {
  if (isIP(address) === 0) return address.toLowerCase()
  const [withoutZone = ''] = address.split('%')
  const read = ipaddr.process(withoutZone)
  if (read.kind() === 'ipv4') return read.toString()
  return `${(read as ipaddr.IPv6).parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`
}
