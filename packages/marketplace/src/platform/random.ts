import { randomFillSync } from 'node:crypto'

/** Filled at once: to ask the system for 16 bytes costs nearly as much as for these. */
const poolBytes = 8192

/** Random bytes for nonces and keys, each given out once. Asks for more than a pool holds go to the system. */
export function createRandomBytes(): (length: number) => Uint8Array {
  const pool = Buffer.allocUnsafe(poolBytes)
  let used = poolBytes
  return (length) => {
    if (length > poolBytes) return randomFillSync(new Uint8Array(length))
    if (used + length > poolBytes) {
      randomFillSync(pool)
      used = 0
    }
    const bytes = Uint8Array.from(pool.subarray(used, used + length))
    // What was given out is not to be read from here again.
    pool.fill(0, used, used + length)
    used += length
    return bytes
  }
}
