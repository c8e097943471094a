/**
 * Many values of bytes as one parameter, and where each begins (counted from 1) and how long it is: an array of them would
 * be written as text and read again, character by character.
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
