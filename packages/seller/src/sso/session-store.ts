/** A session as a store keeps it. */
export type StoredSession = {
  /** A digest of what the browser has, so that nobody who reads the store has a session. */
  readonly id: string
  /** JSON: who it is, and the tokens. */
  readonly facts: string
  /** When it ends at the latest, in UTC milliseconds. */
  readonly untilMs: number
}

/** Where sessions are kept. Several processes may share one store. Each method is one atomic step. */
export type SessionStore = {
  /** Stores a new session, and deletes those that ended before `nowMs`. */
  add(session: StoredSession, nowMs: number): Promise<void>
  find(id: string): Promise<StoredSession | undefined>
  /**
   * Takes a session to renew its tokens, until `untilMs` or the next change. False if there is none, or if somebody has
   * taken it until later than `nowMs`.
   */
  take(id: string, nowMs: number, untilMs: number): Promise<boolean>
  /** Replaces the facts of a session, if there is one, and gives it free. */
  change(id: string, facts: string): Promise<void>
  remove(id: string): Promise<void>
  /** Closes what the store itself opened. */
  close?(): Promise<void> | void
}

/**
 * Creates a {@link SessionStore} in the memory of one process, for trials and tests. When the process ends, everybody is
 * signed out.
 */
export function createMemorySessions(): SessionStore {
  const held = new Map<string, StoredSession & { readonly takenUntilMs: number }>()
  return {
    add: async (session, nowMs) => {
      for (const [id, { untilMs }] of held) if (untilMs < nowMs) held.delete(id)
      held.set(session.id, { ...session, takenUntilMs: 0 })
    },
    find: async (id) => held.get(id),
    take: async (id, nowMs, untilMs) => {
      const session = held.get(id)
      if (!session || session.takenUntilMs > nowMs) return false
      held.set(id, { ...session, takenUntilMs: untilMs })
      return true
    },
    change: async (id, facts) => {
      const session = held.get(id)
      if (session) held.set(id, { ...session, facts, takenUntilMs: 0 })
    },
    remove: async (id) => void held.delete(id),
  }
}
