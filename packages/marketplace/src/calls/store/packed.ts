/**
 * Packs many byte values into one parameter, with the start (counted from 1) and the length of each. An array of them
 * would be sent as text and parsed character by character.
 */
export function packBytes(values: readonly (Uint8Array | undefined)[]): {
  bytes: Buffer
  starts: number[]
  lengths: (number | null)[]
} {
  const starts: number[] = []
  let next = 1
  for (const value of values) {
    starts.push(next)
    next += value?.length ?? 0
  }
  return {
    bytes: Buffer.concat(values.filter((value) => value !== undefined)),
    starts,
    lengths: values.map((value) => value?.length ?? null),
  }
}
