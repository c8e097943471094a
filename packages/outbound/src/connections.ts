import { Client } from 'undici'
import type { Connect, Opening } from './connector.ts'

/** A connection to one origin, for one exchange at a time. */
export type Connection = { readonly origin: string; readonly client: Client; readonly opening: Opening }

export type Connections = {
  /** One that was kept and is free, or a new one. */
  take(origin: string): Connection
  open(origin: string): Connection
  /** Its exchange is complete: it is kept for the next one. */
  giveBack(connection: Connection): void
  /** Closes its socket at once, also one that is still being opened. */
  drop(connection: Connection): void
  close(): Promise<void>
}

/** As much of a reply's head as is read. */
export const headLimitBytes = 16_384
/** How long a free connection is kept; a server's `Keep-Alive` header may shorten it. */
const keptMs = 10_000

// Idle limits of the library are off: a server that drips a byte now and then would outlive them.
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
 * A pool that knows which connection an exchange has. The library's own does not tell, so with it a server whose
 * handshakes hang would hold its sockets after their exchanges were given up, and every later call behind them.
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
