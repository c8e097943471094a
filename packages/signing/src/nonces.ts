import { randomInt } from 'node:crypto'

/** Remembers used nonces. Keep one store for each access key, shared by all processes that verify with it. */
export type NonceStore = {
  /**
   * True if the nonce is new; it is then held up to and including `untilMs` (UTC milliseconds). False if it is held
   * already: the request is a replay. Must check and hold in one atomic step.
   */
  remember(nonce: string, untilMs: number): Promise<boolean> | boolean
}

/** A {@link NonceStore} that answers synchronously. */
export type MemoryNonceStore = { remember(nonce: string, untilMs: number): boolean }

/** Options of {@link createMemoryNonceStore}: real time in UTC milliseconds, and how many nonces it keeps at least. */
export type MemoryNonceStoreOptions = { nowMs: () => number; capacity?: number }

/**
 * A store for one process. The newest `capacity` nonces (100,000 by default) are held for their whole time. Older ones
 * may be dropped, since refusing genuine requests would harm more than a replay of a nearly stale one. A nonce is
 * stored as 53 bits of a hash that differs between stores, in 32 to 64 bytes of a full table (empty slots included),
 * and its text is not kept. A collision, of a probability below one in ten thousand million at a full store, refuses a
 * request and never accepts a replay.
 */
export function createMemoryNonceStore({
  nowMs,
  capacity = 100_000,
}: MemoryNonceStoreOptions): MemoryNonceStore {
  if (!Number.isSafeInteger(capacity) || capacity < 1)
    throw new RangeError(`A nonce store holds at least one nonce, not ${capacity}.`)
  const fingerprintOf = createFingerprint()
  let older = createTable(0)
  let newer = createTable(Math.min(capacity, 512))

  function makeRoom(now: number): void {
    if (newer.size() < newer.capacity) return
    const isOlderOver = older.lastUntilMs() < now
    if (isOlderOver || newer.capacity === capacity) {
      older = newer
      newer = createTable(older.capacity)
    } else newer = grown(newer, Math.min(capacity, 2 * newer.capacity))
  }

  return {
    remember(nonce, untilMs) {
      const now = nowMs()
      const print = fingerprintOf(nonce)
      if (newer.holds(print, now) || older.holds(print, now)) return false
      makeRoom(now)
      newer.add(print, untilMs)
      return true
    },
  }
}

/**
 * Returns a hash function from text to an integer of 53 bits, never 0; seeded for each store, so that nobody can
 * prepare a collision.
 */
function createFingerprint(): (text: string) => number {
  const seeds = [randomInt(2 ** 32), randomInt(2 ** 32)] as const
  return (text) => {
    let [left, right] = seeds
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at)
      left = Math.imul(left ^ unit, 0x5bd1e995)
      left ^= left >>> 15
      right = Math.imul(right ^ unit, 0x1b873593)
      right = (right << 13) | (right >>> 19)
    }
    return (left >>> 0) * 2 ** 21 + (right & 0x1fffff) + 1
  }
}

/** Fingerprints with their times, by open addressing. Entries are never removed; a table is dropped as a whole. */
type Table = {
  readonly capacity: number
  size(): number
  /** The latest time until which any entry is held. */
  lastUntilMs(): number
  holds(print: number, now: number): boolean
  add(print: number, untilMs: number): void
  entries(): Iterable<readonly [print: number, untilMs: number]>
}

function createTable(capacity: number): Table {
  const slots = 2 ** Math.ceil(Math.log2(2 * capacity + 1))
  const prints = new Float64Array(slots)
  const untils = new Float64Array(slots)
  let size = 0
  let lastUntilMs = Number.NEGATIVE_INFINITY

  // Half of the slots stay empty, so that a search ends after one or two.
  function slotOf(print: number): number {
    let slot = (print >>> 0) & (slots - 1)
    while (prints[slot] !== 0 && prints[slot] !== print) slot = (slot + 1) & (slots - 1)
    return slot
  }

  return {
    capacity,
    size: () => size,
    lastUntilMs: () => lastUntilMs,
    holds: (print, now) => {
      const slot = slotOf(print)
      return prints[slot] === print && (untils[slot] ?? 0) >= now
    },
    add: (print, untilMs) => {
      const slot = slotOf(print)
      if (prints[slot] === 0) size += 1
      prints[slot] = print
      untils[slot] = untilMs
      lastUntilMs = Math.max(lastUntilMs, untilMs)
    },
    *entries() {
      for (const [slot, print] of prints.entries()) if (print !== 0) yield [print, untils[slot] ?? 0]
    },
  }
}

function grown(table: Table, capacity: number): Table {
  const larger = createTable(capacity)
  for (const [print, untilMs] of table.entries()) larger.add(print, untilMs)
  return larger
}
