/**
 * Tells whoever waits, here and on the other nodes, that a subject has something new. Everybody who waits also looks by
 * itself, so a lost word delays only.
 */
export type ChangeFeed = {
  publish(subject: string): void
  /** Returns the function that ends it. */
  subscribe(subject: string, listener: () => void): () => void
}

/** What other nodes told of: some subjects, or that anything may be new. */
export type Heard = readonly string[] | 'everything'

/** Carries the word to the other nodes of this database, and brings theirs. */
export type RemoteChangeFeed = {
  /** Said soon, many subjects at once; never in anybody's transaction. */
  announce(subject: string): void
  /** One listener, given before the first word. */
  onHeard(listener: (heard: Heard) => void): void
  /** Says what is still to be said, and ends. */
  close(): Promise<void>
}

/** Without `remote` this process is alone. What was heard from another node is not told on. */
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
