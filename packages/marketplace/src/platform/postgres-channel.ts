import { readPayload, writePayloads } from './announcements.ts'
import type { Heard, RemoteChangeFeed } from './changes.ts'
import { createNotifyBatcher } from './outbox.ts'
import { openNotifyConnection } from './postgres-line.ts'

/** At most fifty messages a second: who notifies waits for every other who does, in the whole PostgreSQL server. */
const restMs = 20

/**
 * Nodes of one PostgreSQL database tell each other what has changed, by LISTEN and NOTIFY on one connection each, beside
 * all transactions. Whoever begins to listen, or listens again, is told to look at everything.
 */
export function createPostgresChannel(options: {
  readonly url: string
  /** Another one for each process: what it says itself is not for its own ears. */
  readonly nodeId: string
  /** Hears of each loss of the connection, which comes back by itself. */
  readonly onLost: (error: Error) => void
}): RemoteChangeFeed {
  const { nodeId } = options
  let tell: (heard: Heard) => void = () => undefined
  const outbox = createNotifyBatcher((subjects) => line.send(writePayloads(nodeId, subjects)), restMs)
  const line = openNotifyConnection({
    ...options,
    onOpen: () => {
      tell('everything')
      outbox.flush()
    },
    onWord: (payload) => {
      const heard = readPayload(nodeId, payload)
      if (heard) tell(heard)
    },
  })
  return {
    announce: (subject) => outbox.add(subject),
    onHeard: (listener) => {
      tell = listener
    },
    async close() {
      await outbox.close()
      await line.close()
    },
  }
}
