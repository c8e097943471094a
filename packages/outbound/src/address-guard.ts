import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Decides where a call may go: public addresses over https, and what the installation allows beside them. */
export type AddressGuard = {
  /** `host` as in the URL, `address` as resolved. */
  mayConnect(host: string, port: number, address: string): boolean
  /** Whether this host may be called without TLS. */
  mayUsePlainHttp(host: string, port: number): boolean
}

type Address = ipaddr.IPv4 | ipaddr.IPv6
type Range = readonly [Address, number]

const withoutBrackets = (host: string): string => host.replace(/^\[([^\]]*)\]$/, '$1')

/**
 * An address in one of the two forms that a resolver or the URL parser writes; everything else is none. An IPv4 address
 * that is mapped into IPv6 is judged as what it is.
 */
function readAddress(text: string): Address | undefined {
  const family = isIP(text)
  if (family === 0) return undefined
  if (family === 4) return ipaddr.IPv4.parse(text)
  // Resolvers write `::127.0.0.1` for what ipaddr.js would take for a mapped address; the URL parser's form is unambiguous.
  const [withoutZone = ''] = text.split('%')
  return ipaddr.process(withoutBrackets(new URL(`http://[${withoutZone}]/`).hostname))
}

/** One spelling for one host: addresses in their shortest form, names in small letters and without the dot of the root. */
const hostKey = (host: string): string => {
  const text = withoutBrackets(host)
  return readAddress(text)?.toString() ?? text.toLowerCase().replace(/\.$/, '')
}

const contains = ([base, bits]: Range, address: Address): boolean =>
  base.kind() === address.kind() && address.match(base, bits)

/** All of IPv6 that was ever given out for public use; the rest is reserved or private (RFC 4291 §2.4). */
const globalUnicast: Range = [ipaddr.IPv6.parse('2000::'), 3]
/** Inside a well-known cloud this one, though of a public range, answers with the secrets of the machine. */
const machineMetadata = '168.63.129.16'

function isPublic(address: Address): boolean {
  // The library knows every range of the IANA special-purpose registries; what is in none of them is `unicast`.
  if (address.range() !== 'unicast') return false
  return address.kind() === 'ipv4' ? address.toString() !== machineMetadata : contains(globalUnicast, address)
}

/** Addresses that are this machine whatever it is called. */
const ownRanges = ['loopback', 'unspecified']

/** Where an entry leads: every port of a range, every port of a host, or one port of a host. */
type Allowed = { readonly ranges: Range[]; readonly hosts: Set<string> }

function addEntry({ ranges, hosts }: Allowed, entry: string): void {
  const [, base = '', bits = ''] = /^(.*)\/(\d+)$/.exec(entry) ?? []
  const ofRange = readAddress(base)
  if (ofRange) {
    ranges.push([ofRange, Number(bits)])
    return
  }
  const [, host = '', port = ''] = /^(\[.*\]|[^:]*):(\d+)$/.exec(entry) ?? []
  if (host !== '') {
    hosts.add(`${hostKey(host)} ${port}`)
    return
  }
  const address = readAddress(withoutBrackets(entry))
  if (address) ranges.push([address, address.kind() === 'ipv4' ? 32 : 128])
  else hosts.add(hostKey(entry))
}

/**
 * `allow` holds hosts, `host:port` and CIDR ranges, already checked by the configuration. `ownPort` is that of this server:
 * whatever else of this machine is allowed, nobody's address makes it ask itself.
 */
export function createAddressGuard(allow: readonly string[], ownPort?: number): AddressGuard {
  const allowed: Allowed = { ranges: [], hosts: new Set() }
  for (const entry of allow) addEntry(allowed, entry)
  const isAllowed = (host: string, port: number, address: Address | undefined): boolean => {
    const key = hostKey(host)
    if (allowed.hosts.has(key) || allowed.hosts.has(`${key} ${port}`)) return true
    return address !== undefined && allowed.ranges.some((range) => contains(range, address))
  }
  const isOwn = (port: number, address: Address | undefined): boolean =>
    port === ownPort && address !== undefined && ownRanges.includes(address.range())
  return {
    mayConnect(host, port, address) {
      const read = readAddress(address)
      return !isOwn(port, read) && (isAllowed(host, port, read) || (read !== undefined && isPublic(read)))
    },
    mayUsePlainHttp(host, port) {
      const read = readAddress(withoutBrackets(host))
      return !isOwn(port, read) && isAllowed(host, port, read)
    },
  }
}
