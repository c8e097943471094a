import { omitUndefined, toPage } from '@loggia/kernel'
import type { Id, Page, PageRequest } from '@loggia/kernel'
import { lockListables } from '../catalog/index.ts'
import { runInTx } from '../platform/index.ts'
import type { MemberActor, MemberRequest, Platform } from '../platform/index.ts'
import { favouriteProblems } from './problems.ts'
import { fromPlaceCursor, requireRoom, toPlaceCursor } from './rules.ts'
import type { Favourite } from './schema.ts'
import * as store from './store.ts'

export type Favourites = ReturnType<typeof createFavourites>

export function createFavourites(platform: Platform) {
  const { clock, db } = platform

  /** Throws `favourite.not_on_sale`, `favourite.too_many`. */
  const keep = (request: MemberRequest, productId: Id<'prd'>): Promise<void> =>
    runInTx(platform, request, async (tx) => {
      const { memberId } = request.actor
      await store.waitForTurn(tx, memberId)
      const kept = await store.listIds(tx, memberId)
      if (kept.includes(productId)) return
      requireRoom(kept.length)
      const [listable] = await lockListables(tx, [productId])
      if (!listable) throw favouriteProblems.not_on_sale()
      const { unitPrice, period } = listable.lowest
      await store.insert(tx, memberId, { productId, keptAt: clock.now(), unitPrice, period })
    })

  const remove = (request: MemberRequest, productId: Id<'prd'>): Promise<void> =>
    runInTx(platform, request, (tx) => store.remove(tx, request.actor.memberId, productId))

  const listIds = ({ memberId }: MemberActor): Promise<Id<'prd'>[]> => store.listIds(db, memberId)

  /** The latest first. Throws `favourite.cursor_malformed`. */
  async function list({ memberId }: MemberActor, { limit, after }: PageRequest): Promise<Page<Favourite>> {
    const place = after === undefined ? undefined : fromPlaceCursor(after)
    if (after !== undefined && !place) throw favouriteProblems.cursor_malformed()
    const rows = await store.list(db, memberId, omitUndefined({ limit, after: place }))
    return toPage(rows, limit, { item: (row) => row, cursor: toPlaceCursor })
  }

  return { keep, remove, listIds, list }
}
