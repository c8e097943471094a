import { readPayload, writePayloads } from './announcements.ts'
import type { Heard, RemoteChangeFeed } from './changes.ts'
import { createNotifyBatcher } from './outbox.ts'
import { openNotifyConnection } from './postgres-line.ts'

/** At most fifty NOTIFY a second: each takes a lock that is shared by the whole PostgreSQL server. */
const restMs = 20

/**
 * Nodes of one PostgreSQL database tell each other which subjects changed, by LISTEN and NOTIFY on one connection each,
 * outside all transactions. When listening begins, or begins again, the listener is told to check everything.
 */
export function createPostgresChannel(options: {
  readonly url: string
  /** Unique for each process: a node ignores its own announcements. */
  readonly nodeId: string
  /** Called each time the connection is lost; reconnecting is automatic. */
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
