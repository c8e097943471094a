import { lookup } from 'node:dns'
import { isIP } from 'node:net'
import type { LookupFunction } from 'node:net'
import { buildConnector } from 'undici'
import type { AddressGuard } from './address-guard.ts'

/** Connections by origin: how many were ever made, and how many are in their TLS handshake. */
export type ConnectionCounts = Map<string, { made: number; inTls: number }>

/** Thrown by the connector: this address may not be called. */
export class ForbiddenAddress extends Error {
  readonly code = 'LOGGIA_ADDRESS_FORBIDDEN'
  readonly address: string
  constructor(address: string) {
    super(`Calls to ${address} are not allowed`)
    this.address = address
  }
}

function guardedLookup(guard: AddressGuard, port: number): LookupFunction {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '', 0)
      const usable = addresses.filter(({ address }) => guard.mayConnect(host, port, address))
      if (usable.length === 0) return done(new ForbiddenAddress(addresses[0]?.address ?? host), '', 0)
      return options.all ? done(null, usable) : done(null, usable[0]?.address ?? '', usable[0]?.family)
    })
  }
}

/** Sockets are opened here and nowhere else. A literal address never reaches `lookup`, so it is judged before. */
export function createConnector(
  guard: AddressGuard,
  connections: ConnectionCounts,
): buildConnector.connector {
  // The library takes `lookup` when it is set up and not with each connection, and a lookup is not told the port: one connector a port.
  const byPort = new Map<number, buildConnector.connector>()
  const connectorOf = (port: number): buildConnector.connector => {
    const made =
      byPort.get(port) ??
      buildConnector({
        minVersion: 'TLSv1.2',
        timeout: 0,
        lookup: guardedLookup(guard, port),
      } as buildConnector.BuildOptions)
    byPort.set(port, made)
    return made
  }
  return (options, done) => {
    const port = Number(options.port || (options.protocol === 'https:' ? 443 : 80))
    const host = options.hostname.replace(/^\[|\]$/g, '')
    if (isIP(host) && !guard.mayConnect(options.hostname, port, host))
      return done(new ForbiddenAddress(host), null)
    if (options.protocol !== 'https:' && !guard.mayUsePlainHttp(options.hostname, port))
      return done(new ForbiddenAddress(`http://${options.hostname}`), null)
    const origin = `${options.protocol}//${options.host}`
    const counted = connections.get(origin) ?? { made: 0, inTls: 0 }
    connections.set(origin, counted)
    const socket = connectorOf(port)(options, (error, made) => {
      if (socket && options.protocol === 'https:') counted.inTls = Math.max(0, counted.inTls - 1)
      if (error) return done(error, null)
      counted.made += 1
      return done(null, made as never)
    }) as unknown as { once?(event: string, listener: () => void): void } | undefined
    if (options.protocol === 'https:') socket?.once?.('connect', () => void (counted.inTls += 1))
    return undefined
  }
}
