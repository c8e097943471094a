import type { Id, Page, PageRequest } from '@loggia/kernel'
import type { Favourite, ProductCard } from '@loggia/protocol/console'
import type { FeedbackService } from '../../feedback/index.ts'
import type { Favourites } from '../../favourites/index.ts'
import type { MemberActor, Platform } from '../../platform/index.ts'
import type { Search } from '../../search/index.ts'
import { presentFavourite } from '../present/catalog.ts'
import * as store from '../store/index.ts'
import { createCards, similarShown } from './cards.ts'

/** Products that were chosen: for a product, or by a member. */
export function createChosenViews({
  db,
  search,
  favourites,
  feedback,
}: Platform & {
  readonly search: Pick<Search, 'findNear'>
  readonly favourites: Pick<Favourites, 'list'>
  readonly feedback: Pick<FeedbackService, 'listFigures'>
}) {
  const { pricesOf, cardsOf } = createCards({ db, feedback })

  /** Products of its category by other sellers, nearest in price first. */
  async function listRelated(productId: Id<'prd'>): Promise<ProductCard[]> {
    return cardsOf(await store.listInOrder(db, await search.findNear(productId, similarShown)))
  }

  /** What the member keeps, with what it costs now or why it cannot be bought. Throws `favourite.cursor_malformed`. */
  async function listFavourites(actor: MemberActor, page: PageRequest): Promise<Page<Favourite>> {
    const kept = await favourites.list(actor, page)
    const rows = await store.listProductsByIds(
      db,
      kept.items.map(({ productId }) => productId),
    )
    const prices = await pricesOf(rows)
    const items = kept.items.flatMap((favourite) => {
      const row = rows.find(({ id }) => id === favourite.productId)
      return row ? [presentFavourite(favourite, row, prices(row.id))] : []
    })
    return { ...kept, items }
  }

  return { listRelated, listFavourites }
}
