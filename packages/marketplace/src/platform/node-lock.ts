import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

/** This node's place beside the others of its database. */
export type NodeLock = { close(): Promise<void> }
export type NodeLockOptions = {
  readonly url: string
  /** Whether this node must be the only one. */
  readonly alone: boolean
  /** The connection was lost and another node took the place: this one must end. */
  readonly onTaken: () => void
}
/** `others`: nodes are running, and this one would have to be alone. `alone`: one is running that has to be. */
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

/** A server process that has just ended gives up its place a moment later. */
const tries = 10
const betweenTriesMs = 100
const reconnectMs = 500

/**
 * Nodes that share a database hold one lock together; one that has to be alone on it holds the lock by itself. It lives as
 * long as a connection does, so what has died holds none. Throws {@link NodeRefused}.
 */
export async function lockNode({ url, alone, onTaken }: NodeLockOptions): Promise<NodeLock> {
  let isClosed = false
  let client = await hold(url, alone, tries)
  watch()

  function watch(): void {
    client.once('end', () => void again())
    // Its end follows.
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
