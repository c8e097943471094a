import { once } from 'node:events'
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** A connection that sends what it is told, byte by byte if need be, and reads only if it wants to. For tests. */
export type RawConnection = {
  readonly socket: Socket
  send(text: string): void
  /** Resolves with all that has come once it holds the text. */
  has(part: string): Promise<string>
  /** Resolves with all that has come once the other side has closed it. */
  closed(): Promise<string>
  leave(): void
}
type Wanted = { readonly unread?: boolean }

export async function openRawConnection(
  server: FastifyInstance,
  wanted: Wanted = {},
): Promise<RawConnection> {
  if (!server.server.listening) await server.listen({ port: 0, host: '127.0.0.1' })
  const { port } = server.server.address() as AddressInfo
  const socket = connect({ port, host: '127.0.0.1' })
  // A connection that the server breaks off is what most of these tests want to see.
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  let text = ''
  let isClosed = false
  const watchers = new Set<() => void>()
  const look = (): void => watchers.forEach((watcher) => watcher())
  socket.on('close', () => {
    isClosed = true
    look()
  })
  if (!wanted.unread)
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1')
      look()
    })
  const until = (isSo: () => boolean): Promise<string> =>
    new Promise((resolve) => {
      const watcher = (): void => {
        if (!isSo()) return
        watchers.delete(watcher)
        resolve(text)
      }
      watchers.add(watcher)
      watcher()
    })
  return {
    socket,
    send: (part) => void socket.write(part),
    has: (part) => until(() => text.includes(part)),
    closed: () => until(() => isClosed),
    leave: () => socket.destroy(),
  }
}

/** A request's head, as a client writes it. */
export const formatHead = (line: string, headers: Readonly<Record<string, string | number>>): string =>
  `${line} HTTP/1.1\r\nhost: 127.0.0.1\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`
