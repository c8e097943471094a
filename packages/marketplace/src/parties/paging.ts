import { omitUndefined } from '@loggia/kernel'
import type { Page } from '@loggia/kernel'
import { partyProblems } from './problems/index.ts'

export const presentPage = <T, W>(page: Page<T>, present: (item: T) => W) =>
  omitUndefined({ items: page.items.map(present), next: page.next })

/** A cursor is an id; the database may reject other characters. */
export const readPage = ({ limit, after }: { limit: number; after?: string | undefined }) => {
  if (after !== undefined && !/^\w+$/.test(after)) throw partyProblems.cursor_malformed()
  return omitUndefined({ limit, after })
}
