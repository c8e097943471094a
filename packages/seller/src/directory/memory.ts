import { createDirectory } from './directory.ts'
import type { DirectoryStore } from './directory.ts'
import { keyNames } from './entries.ts'
import type { Entry, Place } from './entries.ts'

/**
 * Creates a {@link DirectoryStore} in the memory of one process, for trials and tests. It forgets everything when the
 * process ends.
 */
export function createMemoryDirectory(): DirectoryStore {
  const entries = new Map<string, Entry>()
  const keyOf = (entry: Entry): string => JSON.stringify(keyNames.map((name) => entry[name]))
  const isAt = (entry: Entry, place: Place): boolean =>
    keyNames.every((name) => place[name] === undefined || place[name] === entry[name])
  return createDirectory({
    put: async (put) => {
      for (const entry of put) entries.set(keyOf(entry), entry)
    },
    remove: async (places) => {
      for (const [key, entry] of entries) if (places.some((place) => isAt(entry, place))) entries.delete(key)
    },
    list: async (place) =>
      [...entries]
        .filter(([, entry]) => isAt(entry, place))
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([, entry]) => entry),
  })
}
