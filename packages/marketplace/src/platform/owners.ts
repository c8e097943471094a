/**
 * Merges maps in which each key has one owner. Throws with the duplicate keys; otherwise the later map would win
 * silently.
 */
export function mergeOwned<T extends object>(what: string, maps: readonly (T | undefined)[]): T {
  const keys = maps.flatMap((map) => Object.keys(map ?? {}))
  const twice = new Set(keys.filter((key, i) => keys.indexOf(key) !== i))
  if (twice.size > 0) throw new Error(`Two domains have ${what} ${[...twice].join(', ')}`)
  return Object.assign({}, ...maps) as T
}
