import ipaddr from 'ipaddr.js'

/** Decides where a call may go: public addresses over https, and what the installation allows beside them. */
export type AddressGuard = {
  /** `host` as in the URL, `address` as resolved. */
  mayConnect(host: string, port: number, address: string): boolean
  /** Whether this host may be called without TLS. */
  mayUsePlainHttp(host: string, port: number): boolean
}

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number]

const bare = (host: string): string => host.replace(/^\[([^\]]*)\]/, '$1').toLowerCase()

/** An IPv6 address that carries an IPv4 one is judged as that. */
function readAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  return ipaddr.isValid(text) ? ipaddr.process(text) : undefined
}

/** `::a.b.c.d`, which no network carries any more (RFC 4291 §2.5.5.1). */
const compatible = ipaddr.parseCIDR('::/96')

function readRange(entry: string): Range | undefined {
  const text = bare(entry)
  if (text.includes('/')) return ipaddr.isValidCIDR(text) ? ipaddr.parseCIDR(text) : undefined
  const address = readAddress(text)
  return address && [address, address.kind() === 'ipv4' ? 32 : 128]
}

const contains = (range: Range, address: ipaddr.IPv4 | ipaddr.IPv6): boolean =>
  range[0].kind() === address.kind() && address.match(range)

/** `allow` holds hosts, `host:port` and CIDR ranges, already checked by the configuration. */
export function createAddressGuard(allow: readonly string[]): AddressGuard {
  const ranges = allow.map(readRange).filter((range) => range !== undefined)
  const hosts = new Set(allow.map(bare))
  const isAllowed = (host: string, port: number, address: string): boolean => {
    if (hosts.has(bare(host)) || hosts.has(`${bare(host)}:${port}`)) return true
    const read = readAddress(address)
    return read !== undefined && ranges.some((range) => contains(range, read))
  }
  return {
    mayConnect(host, port, address) {
      if (isAllowed(host, port, address)) return true
      // Everything that is not plain unicast is private, loopback, link-local, mapped, reserved or for documentation.
      const read = readAddress(address)
      return read?.range() === 'unicast' && !contains(compatible, read)
    },
    mayUsePlainHttp: (host, port) => isAllowed(host, port, bare(host)),
  }
}
