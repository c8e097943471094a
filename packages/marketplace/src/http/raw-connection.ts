import { once } from 'node:events'
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** A connection that sends given bytes and reads only on request. For tests. */
export type RawConnection = {
  readonly socket: Socket
  send(text: string): void
  /** Resolves with everything received once that includes the text. */
  has(part: string): Promise<string>
  /** Resolves with everything received once the server has closed the connection. */
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
  // Most of these tests expect the server to break the connection off.
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
