import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { toWireTime } from '../../platform/index.ts'
import type { Platform } from '../../platform/index.ts'
import type { Search } from '../../search/index.ts'
import * as store from '../store/index.ts'

/** A product that everybody may see, for those who list addresses. */
export type PublicProduct = { readonly id: Id<'prd'>; readonly listedAt?: string }

const batchLength = 500

/** The products that guests may see, in parts that can be named and read again. */
export function createPublicProducts({ db, search }: Platform & { search: Search }) {
  /** The first product of each part of `length`. */
  const listPublicParts = (length: number): Promise<Id<'prd'>[]> => store.listStarts(db, length)

  /** At most `length` products from one on, read in batches as they are taken. */
  async function* readPublicPart(first: Id<'prd'>, length: number): AsyncGenerator<PublicProduct> {
    let from = { id: first, including: true }
    for (let left = length; left > 0;) {
      const limit = Math.min(batchLength, left)
      const rows = await store.listPublic(db, { ...from, limit })
      for (const { id, listed_at } of rows) yield omitUndefined({ id, listedAt: toWireTime(listed_at) })
      const last = rows.at(-1)
      if (!last || rows.length < limit) return
      from = { id: last.id, including: false }
      left -= rows.length
    }
  }

  /** Those who sell something that is listed, named by the first of each part of `length`. */
  const listSellerParts = (length: number): Promise<Id<'sel'>[]> => store.listSellerStarts(db, length)

  /** At most `length` sellers from one on; `listedAt` is that of its newest product. */
  async function* readSellerPart(
    first: Id<'sel'>,
    length: number,
  ): AsyncGenerator<{ readonly id: Id<'sel'>; readonly listedAt?: string }> {
    for (const { id, listed_at } of await store.listPublicSellers(db, first, length))
      yield omitUndefined({ id, listedAt: toWireTime(listed_at) })
  }

  /** The paths of the categories that hold something that is listed, and of those above them. */
  async function listPublicCategories(): Promise<string[]> {
    const { facets } = await search.find({ text: '', sort: 'relevance', page: 1 })
    return facets.categories.map(({ value }) => value).toSorted()
  }

  return { listPublicParts, readPublicPart, listSellerParts, readSellerPart, listPublicCategories }
}
