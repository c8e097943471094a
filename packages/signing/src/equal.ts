import { timingSafeEqual } from 'node:crypto'

const encoder = new TextEncoder()

/** Whether two texts are the same, in a time that depends on their lengths alone, so that a forger learns nothing from it. */
export function sameText(left: string, right: string): boolean {
  const a = encoder.encode(left)
  const b = encoder.encode(right)
  return a.length === b.length && timingSafeEqual(a, b)
}
