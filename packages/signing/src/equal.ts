import { timingSafeEqual } from 'node:crypto'

/** Compares two texts in a time that depends on their lengths alone, so that a forger learns nothing from it. */
export function isSameText(left: string, right: string): boolean {
  const a = Buffer.from(left)
  const b = Buffer.from(right)
  return a.length === b.length && timingSafeEqual(a, b)
}
