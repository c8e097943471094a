import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

/** The lock that a node holds while it runs on a database. */
export type NodeLock = { close(): Promise<void> }
export type NodeLockOptions = {
  readonly url: string
  /** This node must be the only one on its database. */
  readonly alone: boolean
  /** Called if the connection was lost and another node took the lock: this process must end. */
  readonly onTaken: () => void
}
/** `others`: other nodes run, and this one must be alone. `alone`: a node runs that must be alone. */
export class NodeRefused extends Error {
  readonly because: 'others' | 'alone'
  constructor(because: NodeRefused['because']) {
    super(
      because === 'others'
        ? 'Other nodes use this database'
        : 'A node that has to be alone uses this database',
    )
    this.because = because
  }
}

/** A server process that has just ended releases its lock a moment later. */
const tries = 10
const betweenTriesMs = 100
const reconnectMs = 500

/**
 * Nodes of one database hold a shared lock; a node that must be alone holds it exclusively. The lock lives as long as
 * its connection, so a dead process holds none. Throws {@link NodeRefused}.
 */
export async function lockNode({ url, alone, onTaken }: NodeLockOptions): Promise<NodeLock> {
  let isClosed = false
  let client = await hold(url, alone, tries)
  watch()

  function watch(): void {
    client.once('end', () => void again())
    // The `end` event follows every error.
    client.on('error', () => undefined)
  }

  async function again(): Promise<void> {
    while (!isClosed) {
      try {
        client = await hold(url, alone, 1)
        if (isClosed) return await client.end()
        return watch()
      } catch (error) {
        if (error instanceof NodeRefused) return onTaken()
        await pause(reconnectMs, undefined, { ref: false })
      }
    }
  }

  return {
    async close() {
      isClosed = true
      await client.end().catch(() => undefined)
    },
  }
}

async function hold(url: string, alone: boolean, most: number): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, keepAlive: true })
  client.on('error', () => undefined)
  await client.connect()
  const lock = alone ? 'pg_try_advisory_lock' : 'pg_try_advisory_lock_shared'
  try {
    for (let tried = 1; ; tried += 1) {
      const { rows } = await client.query<{ held: boolean }>(
        `select ${lock}(hashtextextended('loggia:node', 0)) as held`,
      )
      if (rows[0]?.held) return client
      if (tried >= most) throw new NodeRefused(alone ? 'others' : 'alone')
      await pause(betweenTriesMs)
    }
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
}
