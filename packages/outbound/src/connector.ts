import { lookup as systemLookup } from 'node:dns'
import { isIP } from 'node:net'
import type { LookupFunction, Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { buildConnector } from 'undici'
import { omitUndefined } from '@loggia/kernel'
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

/** Resolves a name to all its addresses. */
export type Lookup = (
  host: string,
  options: { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: { address: string; family: number }[]) => void,
) => void

/** What a connection shows while it is being opened. */
export type Sighting =
  /** An address of the name that may be called. */
  | { readonly address: string }
  /** The version and the certificate of a verified TLS connection; `endsAt` is ISO 8601. */
  | { readonly tls: { readonly version: string; readonly issuer: string; readonly endsAt?: string } }

/** The progress of opening a connection; `phase` is undefined once the connection is open. */
export type Opening = {
  phase: Phase | undefined
  /** How often a socket was opened: a lost connection is opened again. */
  times: number
  socket: Socket | undefined
}

/** Creates a connector for one connection, which records its progress in `opening`. */
export type Connect = (opening: Opening) => buildConnector.connector

/**
 * Looks a name up and checks its addresses. The socket connects to exactly these addresses, so the resolver is asked
 * only once.
 */
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

/** These names mean this machine, whatever a resolver says (RFC 6761 §6.3). */
const isLoopbackName = (host: string): boolean => /(^|\.)localhost\.?$/i.test(host)
const loopbacks = ['127.0.0.1', '::1']

/** Why no connection may be opened, as far as that is known before the lookup. */
function refusal(guard: AddressGuard, options: buildConnector.Options): Error | undefined {
  const port = portOf(options)
  const host = options.hostname.replace(/^\[|\]$/g, '')
  const mayConnect = (address: string): boolean => guard.mayConnect(host, port, address)
  // `lookup` is not called for a literal address.
  if (isIP(host) && !mayConnect(host)) return new ForbiddenAddress(host)
  if (isLoopbackName(host) && !loopbacks.some(mayConnect)) return new ForbiddenAddress(host)
  if (options.protocol !== 'https:' && !guard.mayUsePlainHttp(host, port)) return new PlainHttpForbidden(host)
  return undefined
}

const longestIssuer = 200

function describeTls(socket: TLSSocket): Sighting {
  const { issuer } = socket.getPeerCertificate()
  const names = [issuer.O, issuer.CN].flat().filter((name) => name !== undefined)
  return {
    tls: omitUndefined({
      version: socket.getProtocol() ?? '',
      issuer: names.join(', ').slice(0, longestIssuer),
      endsAt: socket.getPeerX509Certificate()?.validToDate.toISOString(),
    }),
  }
}

/** Reports what a socket shows while it is being opened. */
function watchOpening(socket: Socket, onSight: (seen: Sighting) => void): void {
  socket.on('lookup', (error, address) => {
    if (!error) onSight({ address })
  })
  if (socket instanceof TLSSocket) socket.once('secureConnect', () => onSight(describeTls(socket)))
}

export type ConnectOptions = {
  readonly lookup?: Lookup | undefined
  readonly onSight?: ((seen: Sighting) => void) | undefined
}

/** Creates the function that opens all sockets. */
export function createConnect(
  guard: AddressGuard,
  { lookup = systemLookup, onSight }: ConnectOptions = {},
): Connect {
  // One connector for each port: the library takes `lookup` once per connector, and does not pass the port to it.
  const byPort = new Map<number, buildConnector.connector>()
  const connectorOf = (port: number): buildConnector.connector => {
    const options = {
      minVersion: 'TLSv1.2',
      // Explicit, so that an environment variable cannot switch it off.
      rejectUnauthorized: true,
      allowH2: false,
      // No timeout here: the deadline of the exchange also closes a socket that is being opened.
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
    // The type does not declare that the connector returns the socket.
    const socket = connector(options, (error, made) => {
      if (error) return done(error, null)
      opening.phase = undefined
      return done(null, made)
    }) as unknown as Socket
    opening.socket = socket
    if (onSight) watchOpening(socket, onSight)
    socket.on('lookup', (error) => {
      if (!error) opening.phase = 'connect'
    })
    socket.once('connect', () => void (opening.phase = options.protocol === 'https:' ? 'tls' : undefined))
    return undefined
  }
}
