/** Remembers what was computed, for texts that many products share; forgets all of it once that is `most` texts. */
export function remember<T>(most: number, compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    if (known.size >= most) known.clear()
    const computed = compute(text)
    known.set(text, computed)
    return computed
  }
}
