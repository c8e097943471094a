import { Client } from 'undici'
import type { Connect, Opening } from './connector.ts'

/** A connection to one origin, for one exchange at a time. */
export type Connection = { readonly origin: string; readonly client: Client; readonly opening: Opening }

export type Connections = {
  /** Returns a free kept connection, or a new one. */
  take(origin: string): Connection
  open(origin: string): Connection
  /** Keeps a connection for the next exchange. Its current exchange must be complete. */
  giveBack(connection: Connection): void
  /** Closes the socket at once, even while it is being opened. */
  drop(connection: Connection): void
  close(): Promise<void>
}

/** The longest head of a reply that is read. */
export const headLimitBytes = 16_384
/** How long a free connection is kept; a server's `Keep-Alive` header may shorten it. */
const keptMs = 10_000

// The idle timeouts of the library are off: a server that sends a byte now and then would never trigger them. Each
// exchange has its own deadline instead.
const limits = {
  headersTimeout: 0,
  bodyTimeout: 0,
  keepAliveTimeout: keptMs,
  keepAliveMaxTimeout: keptMs,
  maxHeaderSize: headLimitBytes,
  pipelining: 1,
  allowH2: false,
}

/**
 * A pool that knows the connection of each exchange. The pool of the library does not expose it: sockets whose
 * handshake hangs would stay open after their exchanges were given up, and later calls would wait behind them.
 */
export function createConnections(connect: Connect): Connections {
  const all = new Set<Connection>()
  const free = new Map<string, Connection[]>()

  const takeOut = (connection: Connection): void => {
    const left = (free.get(connection.origin) ?? []).filter((one) => one !== connection)
    if (left.length > 0) free.set(connection.origin, left)
    else free.delete(connection.origin)
  }
  const drop = (connection: Connection): void => {
    takeOut(connection)
    all.delete(connection)
    connection.opening.socket?.destroy()
    void connection.client.destroy()
  }
  const open = (origin: string): Connection => {
    const opening: Opening = { phase: undefined, times: 0, socket: undefined }
    const client = new Client(origin, { ...limits, connect: connect(opening) })
    const connection = { origin, client, opening }
    all.add(connection)
    client.on('disconnect', () => {
      if (free.get(origin)?.includes(connection)) drop(connection)
    })
    return connection
  }

  return {
    open,
    take(origin) {
      const kept = free.get(origin)?.at(-1)
      if (!kept) return open(origin)
      takeOut(kept)
      return kept
    },
    giveBack(connection) {
      free.set(connection.origin, [...(free.get(connection.origin) ?? []), connection])
    },
    drop,
    async close() {
      const clients = [...all].map(({ client }) => client)
      for (const connection of all) drop(connection)
      await Promise.all(clients.map((client) => client.destroy().catch(() => undefined)))
    },
  }
}
