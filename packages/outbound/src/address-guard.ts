import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Decides which addresses may be called: public addresses over https, and what the installation allows in addition. */
export type AddressGuard = {
  /** `host` is the host of the URL, `address` is what it resolved to. */
  mayConnect(host: string, port: number, address: string): boolean
  /** Whether this host may be called without TLS. */
  mayUsePlainHttp(host: string, port: number): boolean
}

type Address = ipaddr.IPv4 | ipaddr.IPv6
type Range = readonly [Address, number]

const withoutBrackets = (host: string): string => host.replace(/^\[([^\]]*)\]$/, '$1')

/**
 * Reads an address as a resolver or the URL parser writes it; undefined if the text is not an address. An IPv4 address
 * that is mapped into IPv6 becomes the IPv4 address.
 */
function readAddress(text: string): Address | undefined {
  const family = isIP(text)
  if (family === 0) return undefined
  if (family === 4) return ipaddr.IPv4.parse(text)
  // A resolver's `::127.0.0.1` would be misread by ipaddr.js as a mapped address; the URL parser's form is unambiguous.
  const [withoutZone = ''] = text.split('%')
  return ipaddr.process(withoutBrackets(new URL(`http://[${withoutZone}]/`).hostname))
}

/** Normalises a host: addresses in their shortest form, names in lower case and without the dot of the root. */
const hostKey = (host: string): string => {
  const text = withoutBrackets(host)
  return readAddress(text)?.toString() ?? text.toLowerCase().replace(/\.$/, '')
}

const contains = ([base, bits]: Range, address: Address): boolean =>
  base.kind() === address.kind() && address.match(base, bits)

/** The IPv6 range for public addresses; everything else is reserved or private (RFC 4291 §2.4). */
const globalUnicast: Range = [ipaddr.IPv6.parse('2000::'), 3]
/** A public address that, inside a well-known cloud, returns the secrets of the machine. */
const machineMetadata = '168.63.129.16'

function isPublic(address: Address): boolean {
  // ipaddr.js knows the ranges of the IANA special-purpose registries; an address in none of them is `unicast`.
  if (address.range() !== 'unicast') return false
  return address.kind() === 'ipv4' ? address.toString() !== machineMetadata : contains(globalUnicast, address)
}

/** Ranges of addresses that always mean this machine. */
const ownRanges = ['loopback', 'unspecified']

/** What the entries allow: every port of a range, every port of a host, or one port of a host. */
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
 * `allow` has hosts, `host:port` and CIDR ranges, which the configuration has checked. `ownPort` is the port of this
 * server: it is never called on a loopback address, whatever `allow` says, so that the server cannot be made to call
 * itself.
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
