import { lookup as systemLookup } from 'node:dns'
import { isIP } from 'node:net'
import type { LookupFunction, Socket } from 'node:net'
import { buildConnector } from 'undici'
import type { AddressGuard } from './address-guard.ts'
import type { Phase } from './exchange.ts'

/** Thrown by the connector: this address may not be called. */
export class ForbiddenAddress extends Error {
  readonly address: string
  constructor(address: string) {
    super(`Calls to ${address} are not allowed`)
    this.address = address
  }
}

/** Thrown by the connector: this host may not be called without TLS. */
export class PlainHttpForbidden extends Error {
  constructor(host: string) {
    super(`Calls to ${host} without TLS are not allowed`)
  }
}

/** The system's resolver asked for all addresses of a name. */
export type Lookup = (
  host: string,
  options: { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: { address: string; family: number }[]) => void,
) => void

/** What a connection tells of itself while it is opened; `phase` is undefined once it stands. */
export type Opening = {
  phase: Phase | undefined
  /** How often a socket was asked for: a connection that was lost is opened anew. */
  times: number
  socket: Socket | undefined
}

/** Opens the socket of one connection, telling `opening` how far it is. */
export type Connect = (opening: Opening) => buildConnector.connector

/** The addresses that are judged here are the very ones that are connected to: nobody asks the resolver again. */
function guardedLookup(guard: AddressGuard, port: number, lookup: Lookup): LookupFunction {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '', 0)
      if (addresses.length === 0)
        return done(Object.assign(new Error('No address'), { code: 'ENODATA' }), '', 0)
      const usable = addresses.filter(({ address }) => guard.mayConnect(host, port, address))
      if (usable.length === 0) return done(new ForbiddenAddress(addresses[0]?.address ?? host), '', 0)
      return options.all ? done(null, usable) : done(null, usable[0]?.address ?? '', usable[0]?.family)
    })
  }
}

const portOf = ({ port, protocol }: buildConnector.Options): number =>
  Number(port || (protocol === 'https:' ? 443 : 80))

/** RFC 6761 §6.3: these names are this machine, whatever a resolver says. */
const isLoopbackName = (host: string): boolean => /(^|\.)localhost\.?$/i.test(host)
const loopbacks = ['127.0.0.1', '::1']

/** Why nothing may be opened there, as far as that can be said before the name is looked up. */
function refusal(guard: AddressGuard, options: buildConnector.Options): Error | undefined {
  const port = portOf(options)
  const host = options.hostname.replace(/^\[|\]$/g, '')
  const mayConnect = (address: string): boolean => guard.mayConnect(host, port, address)
  // A literal address never reaches `lookup`.
  if (isIP(host) && !mayConnect(host)) return new ForbiddenAddress(host)
  if (isLoopbackName(host) && !loopbacks.some(mayConnect)) return new ForbiddenAddress(host)
  if (options.protocol !== 'https:' && !guard.mayUsePlainHttp(host, port)) return new PlainHttpForbidden(host)
  return undefined
}

/** Sockets are opened here and nowhere else. */
export function createConnect(guard: AddressGuard, lookup: Lookup = systemLookup): Connect {
  // The library takes `lookup` when it is set up and not with each connection, and a lookup is not told the port: one connector a port.
  const byPort = new Map<number, buildConnector.connector>()
  const connectorOf = (port: number): buildConnector.connector => {
    const options = {
      minVersion: 'TLSv1.2',
      // Said aloud, so that no variable of the environment can switch it off.
      rejectUnauthorized: true,
      allowH2: false,
      // The whole exchange has one deadline, which closes a socket that is still being opened.
      timeout: 0,
      lookup: guardedLookup(guard, port, lookup),
    } as buildConnector.BuildOptions
    const made = byPort.get(port) ?? buildConnector(options)
    byPort.set(port, made)
    return made
  }
  return (opening) => (options, done) => {
    opening.times += 1
    const refused = refusal(guard, options)
    if (refused) return done(refused, null)
    opening.phase = isIP(options.hostname) ? 'connect' : 'lookup'
    const connector = connectorOf(portOf(options))
    // Its type hides that it gives the socket back.
    const socket = connector(options, (error, made) => {
      if (error) return done(error, null)
      opening.phase = undefined
      return done(null, made)
    }) as unknown as Socket
    opening.socket = socket
    socket.on('lookup', (error) => {
      if (!error) opening.phase = 'connect'
    })
    socket.once('connect', () => void (opening.phase = options.protocol === 'https:' ? 'tls' : undefined))
    return undefined
  }
}
