import { toIso } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { Platform } from '../../platform/index.ts'
import * as store from '../store/index.ts'

/** A product that everybody may see, for those who list addresses. */
export type PublicProduct = { readonly id: Id<'prd'>; readonly listedAt?: string }

const batchLength = 500

/** The products that guests may see, in parts that can be named and read again. */
export function createPublicProducts({ db }: Platform) {
  /** The first product of each part of `length`. */
  const listPublicParts = (length: number): Promise<Id<'prd'>[]> => store.listStarts(db, length)

  /** At most `length` products from one on, read in batches as they are taken. */
  async function* readPublicPart(first: Id<'prd'>, length: number): AsyncGenerator<PublicProduct> {
    let from = { id: first, including: true }
    for (let left = length; left > 0;) {
      const limit = Math.min(batchLength, left)
      const rows = await store.listPublic(db, { ...from, limit })
      for (const { id, listed_at } of rows)
        yield { id, ...(listed_at !== null && { listedAt: toIso(listed_at) }) }
      const last = rows.at(-1)
      if (!last || rows.length < limit) return
      from = { id: last.id, including: false }
      left -= rows.length
    }
  }

  return { listPublicParts, readPublicPart }
}
