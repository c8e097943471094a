/** Tells open pages of this process that a subject has new history. A page also looks by itself, so a lost word delays it only. */
export type Changes = {
  publish(subject: string): void
  /** Returns the function that ends it. */
  subscribe(subject: string, listener: () => void): () => void
}

export function createChanges(): Changes {
  const listeners = new Map<string, Set<() => void>>()
  return {
    publish(subject) {
      for (const listener of listeners.get(subject) ?? []) listener()
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
