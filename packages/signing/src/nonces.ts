/**
 * Remembers nonces that were used. Keep one store for each access key, shared by all processes that verify with it.
 */
export type NonceStore = {
  /**
   * True if the nonce is new; it is then held up to and including `untilMs` (UTC milliseconds).
   * False if it is already held: the request is a replay. Must decide and hold in one step.
   */
  remember(nonce: string, untilMs: number): Promise<boolean> | boolean
}

/** A {@link NonceStore} that answers at once. */
export type MemoryNonceStore = { remember(nonce: string, untilMs: number): boolean }

/** What {@link createMemoryNonceStore} needs: real time in UTC milliseconds and the most nonces it may hold. */
export type MemoryNonceStoreOptions = { nowMs: () => number; capacity?: number }

/**
 * A store for one process. It never holds more than `capacity` nonces (100,000 unless told); when it is full the
 * oldest one goes first, because refusing genuine requests would harm more than a replay of one that is nearly stale.
 */
export function createMemoryNonceStore({
  nowMs,
  capacity = 100_000,
}: MemoryNonceStoreOptions): MemoryNonceStore {
  if (!Number.isSafeInteger(capacity) || capacity < 1)
    throw new RangeError(`A nonce store holds at least one nonce, not ${capacity}.`)
  const held = new Map<string, number>()
  // One iterator for as long as there is something: a new one would pass over the places of all that was let go before.
  let entries = held.entries()
  let oldest: [nonce: string, untilMs: number] | undefined

  function nextOldest(): [string, number] | undefined {
    const next = entries.next()
    if (!next.done) return next.value
    entries = held.entries()
    return entries.next().value
  }

  function makeRoom(now: number): void {
    for (oldest ??= nextOldest(); oldest; oldest = nextOldest()) {
      const [nonce, untilMs] = oldest
      // One that is held anew stands further back by now.
      if (held.get(nonce) !== untilMs) continue
      if (untilMs >= now && held.size < capacity) return
      held.delete(nonce)
    }
  }

  return {
    remember(nonce, untilMs) {
      const now = nowMs()
      if ((held.get(nonce) ?? Number.NEGATIVE_INFINITY) >= now) return false
      held.delete(nonce)
      makeRoom(now)
      held.set(nonce, untilMs)
      return true
    },
  }
}
