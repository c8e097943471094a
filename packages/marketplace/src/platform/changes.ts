/**
 * Tells subscribers, here and on the other nodes, that a subject has something new. Every subscriber also polls, so a
 * lost message only delays.
 */
export type ChangeFeed = {
  publish(subject: string): void
  /** Returns the function that unsubscribes. */
  subscribe(subject: string, listener: () => void): () => void
}

/** What another node announced: certain subjects, or that any subject may have changed. */
export type Heard = readonly string[] | 'everything'

/** Carries announcements to and from the other nodes of this database. */
export type RemoteChangeFeed = {
  /** Sent soon, batched with others; never inside the caller's transaction. */
  announce(subject: string): void
  /** Takes one listener, which must be set before the first announcement. */
  onHeard(listener: (heard: Heard) => void): void
  /** Sends what is pending, then closes. */
  close(): Promise<void>
}

/** Without `remote` this process is the only node. Announcements from other nodes are not forwarded. */
export function createChangeFeed(remote?: RemoteChangeFeed): ChangeFeed {
  const listeners = new Map<string, Set<() => void>>()
  const tell = (subject: string): void => {
    for (const listener of listeners.get(subject) ?? []) listener()
  }
  remote?.onHeard((heard) => {
    for (const subject of heard === 'everything' ? [...listeners.keys()] : heard) tell(subject)
  })
  return {
    publish(subject) {
      tell(subject)
      remote?.announce(subject)
    },
    subscribe(subject, listener) {
      const of = listeners.get(subject) ?? new Set()
      listeners.set(subject, of.add(listener))
      return () => {
        of.delete(listener)
        if (of.size === 0) listeners.delete(subject)
      }
    },
  }
}
