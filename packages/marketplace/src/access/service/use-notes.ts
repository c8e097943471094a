import { fromMinutes } from '@loggia/kernel'
import type { Id, WallInstant } from '@loggia/kernel'
import * as store from '../store/index.ts'
import type { AccessContext } from './context.ts'

/** Sellers see the minute in which a key was last used; more would be a write for every call. */
const withinMs = fromMinutes(1)

/** Notes outside of any transaction, so that no call waits for it, that keys have signed calls. */
export function createUseNotes({ db, wall, log }: Pick<AccessContext, 'db' | 'wall' | 'log'>) {
  const notedAt = new Map<Id<'key'>, WallInstant>()
  return async (keyIds: readonly Id<'key'>[]): Promise<void> => {
    const now = wall.now()
    const due = [...new Set(keyIds)].filter((id) => now - (notedAt.get(id) ?? 0) >= withinMs)
    if (due.length === 0) return
    for (const id of due) notedAt.set(id, now)
    try {
      await store.noteUsed(db, due, { now, withinMs })
    } catch (error) {
      log.warn({ error }, 'The use of keys could not be noted')
    }
  }
}
