import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { toWireTime } from '../../platform/index.ts'
import type { Platform } from '../../platform/index.ts'
import type { Search } from '../../search/index.ts'
import * as store from '../store/index.ts'

/** A product that everybody may see, for sitemaps. */
export type PublicProduct = { readonly id: Id<'prd'>; readonly listedAt?: string }

const batchLength = 500

/** The products and sellers that guests may see, in parts of a sitemap that are named by their first id. */
export function createPublicProducts({ db, search }: Platform & { search: Search }) {
  /** The first product of each part of `length`. */
  const listPublicParts = (length: number): Promise<Id<'prd'>[]> => store.listStarts(db, length)

  /** At most `length` products from `first` on, read in batches. */
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

  /** The first seller of each part of `length`, of the sellers with a listed product. */
  const listSellerParts = (length: number): Promise<Id<'sel'>[]> => store.listSellerStarts(db, length)

  /** At most `length` sellers from `first` on; `listedAt` is that of the seller's newest product. */
  async function* readSellerPart(
    first: Id<'sel'>,
    length: number,
  ): AsyncGenerator<{ readonly id: Id<'sel'>; readonly listedAt?: string }> {
    for (const { id, listed_at } of await store.listPublicSellers(db, first, length))
      yield omitUndefined({ id, listedAt: toWireTime(listed_at) })
  }

  /** The paths of the categories with listed products, and of their ancestors. */
  async function listPublicCategories(): Promise<string[]> {
    const { facets } = await search.find({ text: '', sort: 'relevance', page: 1 })
    return facets.categories.map(({ value }) => value).toSorted()
  }

  return { listPublicParts, readPublicPart, listSellerParts, readSellerPart, listPublicCategories }
}
