import { randomFillSync } from 'node:crypto'

/** Asking the system for 16 bytes costs nearly as much as for this many. */
const poolBytes = 8192

/** Random bytes for nonces and keys; each byte is given out once. Requests longer than the pool go to the system. */
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
    // Bytes that were given out must not stay readable here.
    pool.fill(0, used, used + length)
    used += length
    return bytes
  }
}
