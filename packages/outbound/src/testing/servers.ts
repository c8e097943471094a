import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo, Server as NetServer, Socket } from 'node:net'
import { createServer as createTlsServer, getCACertificates, setDefaultCACertificates } from 'node:tls'
import type { TlsOptions } from 'node:tls'
import { createAddressGuard } from '../address-guard.ts'
import type { Lookup } from '../connector.ts'
import { createTransport } from '../send.ts'
import type { Outgoing, Transport } from '../exchange.ts'

// Servers on the loopback that behave or misbehave as a test needs. They write bytes to sockets, so that no HTTP
// library hides a fault from the transport. For tests only.

/**
 * Certificates for `saas.test` under one key, made with OpenSSL 3.5; `-not_before 20200101000000Z -not_after
 * 21200101000000Z` unless said otherwise:
 *
 *     openssl ecparam -name prime256v1 -genkey -noout | openssl pkcs8 -topk8 -nocrypt -out key.pem
 *     openssl req -x509 -new -key key.pem -subj "/CN=Test authority" -addext basicConstraints=critical,CA:TRUE -out authority.pem
 *     openssl req -new -key key.pem -subj /CN=saas.test -addext subjectAltName=DNS:saas.test -out saas.csr
 *     openssl x509 -req -in saas.csr -CA authority.pem -CAkey key.pem -copy_extensions copy -out valid.pem
 *
 * `expired` ended in 2021, `early` begins in 2110, `elsewhere` is for `other.test`, `unknown` has an issuer that is not
 * trusted, and `self-signed` has none.
 */
export const readPem = (name: string): string =>
  readFileSync(new URL(`certificates/${name}.pem`, import.meta.url), 'utf8')
export type CertificateName = 'valid' | 'expired' | 'early' | 'elsewhere' | 'unknown' | 'self-signed'

/** Makes this process trust the issuer of the test certificates too. */
export function trustTestAuthority(): void {
  setDefaultCACertificates([...getCACertificates('default'), readPem('authority')])
}

/** Handles one connection; `nth` counts them from 1. */
export type Serve = (socket: Socket, nth: number) => void
export type Server = { readonly port: number; connections(): number; close(): void }

/** A reply as bytes; given headers replace the default ones. */
export function formatReply(
  status: number,
  body: string | Uint8Array = '',
  headers: Readonly<Record<string, string>> = {},
): Buffer {
  const bytes = Buffer.from(body)
  const all = { 'Content-Type': 'application/json', 'Content-Length': String(bytes.length), ...headers }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} Status\r\n${lines.join('')}\r\n`), bytes])
}

/** A body in chunks, one for each piece. */
export const formatChunked = (pieces: readonly Uint8Array[]): Buffer =>
  Buffer.concat([
    Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n'),
    ...pieces
      .filter((piece) => piece.length > 0)
      .flatMap((piece) => [Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]),
    Buffer.from('0\r\n\r\n'),
  ])

/** Writes these bytes once for each request, then calls `then`. */
export const answerWith =
  (bytes: string | Uint8Array, then: (socket: Socket) => void = () => undefined): Serve =>
  (socket) =>
    void socket.on('data', () => {
      socket.write(bytes)
      then(socket)
    })

/** Writes `piece` again and again as fast as possible, until the other side closes the connection. */
export function writeEndlessly(socket: Socket, piece: string | Uint8Array): void {
  const go = (): void => {
    let goesOn = !socket.destroyed
    while (goesOn) goesOn = socket.write(piece)
  }
  socket.on('drain', go)
  go()
}

/** Writes `piece` every few milliseconds. */
export function writeSlowly(socket: Socket, piece: string): void {
  const timer = setInterval(() => socket.write(piece), 20)
  socket.once('close', () => clearInterval(timer))
}

export const stopwatch = {
  source: 'monotonic' as const,
  start: () => {
    const from = performance.now()
    return () => performance.now() - from
  },
}

/** A resolver for tests: every name has these addresses. It answers asynchronously, like real resolvers. */
export const resolveTo =
  (...addresses: string[]): Lookup =>
  (_host, _options, done) =>
    queueMicrotask(() =>
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      ),
    )
export const failToResolve =
  (code: string): Lookup =>
  (_host, _options, done) =>
    queueMicrotask(() => done(Object.assign(new Error(code), { code, syscall: 'getaddrinfo' }), []))

export type Loopback = ReturnType<typeof openLoopback>

/** The servers and transports of one test; `close` ends them all. */
export function openLoopback() {
  const servers: NetServer[] = []
  const transports: Transport[] = []
  const sockets = new Set<Socket>()

  async function listen(server: NetServer): Promise<Server> {
    let count = 0
    server.on('connection', () => (count += 1))
    servers.push(server)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    return { port, connections: () => count, close: () => void server.close() }
  }
  /** Remembers the sockets, so that they can be closed at the end. */
  const keeping = (serve: Serve): ((socket: Socket) => void) => {
    let nth = 0
    return (socket) => {
      sockets.add(socket)
      socket.on('error', () => undefined).once('close', () => sockets.delete(socket))
      serve(socket, (nth += 1))
    }
  }

  return {
    /** Starts a server without TLS. */
    plain: (serve: Serve) => listen(createServer(keeping(serve))),
    /** Starts a server with TLS and a certificate for `saas.test`. */
    secure: (serve: Serve, options: TlsOptions & { certificate?: CertificateName } = {}) => {
      const { certificate = 'valid', ...more } = options
      const given = { key: readPem('key'), cert: readPem(certificate), ...more }
      return listen(createTlsServer(given, keeping(serve)).on('tlsClientError', () => undefined))
    },
    transport({
      allow = ['127.0.0.0/8'],
      lookup = resolveTo('127.0.0.1'),
      stopping = new AbortController().signal,
    }: Surroundings = {}): Transport {
      const made = createTransport(createAddressGuard(allow), { stopwatch, stopping, lookup })
      transports.push(made)
      return made
    },
    async close(): Promise<void> {
      await Promise.all(transports.splice(0).map((transport) => transport.close()))
      for (const socket of sockets) socket.destroy()
      for (const server of servers.splice(0)) server.close()
    },
  }
}

export type Surroundings = {
  readonly allow?: readonly string[] | undefined
  readonly lookup?: Lookup | undefined
  readonly stopping?: AbortSignal | undefined
}

export const createOutgoing = (url: string, more: Partial<Outgoing> = {}): Outgoing => ({
  url: new URL(url),
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: '{"a":"1"}',
  timeLimitMs: 3000,
  replyLimitBytes: 1000,
  ...more,
})
