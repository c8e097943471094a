import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/**
 * The key by which attempts of an address are counted: an IPv4 address, also one mapped into IPv6, as itself; an IPv6
 * address as its /64, since one subscriber line has a whole /64 of addresses.
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
