import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { Found, FoundKind } from '@loggia/protocol/console'
import type { Need } from '@loggia/protocol/console/parties/kinds'
import type { MemberActor, Platform } from '../../platform/index.ts'
import type { Parties } from '../../parties/index.ts'
import * as store from '../store/index.ts'

type Search = {
  readonly kind: FoundKind
  /** The right of the page that a result leads to. */
  readonly needs: Need
  readonly find: (text: string) => Promise<readonly store.FoundRow[]>
}

/** The search in the header of the centres: a few results of each kind, and only what the reader may open. */
export function createFindViews({ db, parties }: Platform & { readonly parties: Pick<Parties, 'hasRight'> }) {
  const findIn = async (searches: readonly Search[], text: string): Promise<Found[]> => {
    const found = await Promise.all(
      searches.map(async ({ kind, find }) => (await find(text)).map((row) => presentFound(kind, row))),
    )
    return found.flat()
  }

  /** The searches whose results this member may open. */
  const listOpen = async (
    actor: MemberActor,
    party: Parameters<Parties['hasRight']>[0],
    searches: readonly Search[],
  ): Promise<readonly Search[]> => {
    const may = await Promise.all(searches.map(({ needs }) => parties.hasRight(party, actor, needs)))
    return searches.filter((_, at) => may[at])
  }

  const findForBuyer = (buyerId: Id<'byr'>, text: string): Promise<Found[]> =>
    findIn(
      [
        { kind: 'service', needs: 'any', find: (of) => store.findServices(db, of, buyerId) },
        { kind: 'order', needs: 'any', find: (of) => store.findOrders(db, of, { buyerId }) },
        { kind: 'top_up', needs: 'any', find: (of) => store.findTopUps(db, of, buyerId) },
      ],
      text,
    )

  const findForSeller = async (actor: MemberActor, sellerId: Id<'sel'>, text: string): Promise<Found[]> => {
    const searches: readonly Search[] = [
      { kind: 'order', needs: 'orders:read', find: (of) => store.findOrders(db, of, { sellerId }) },
      { kind: 'product', needs: 'products:read', find: (of) => store.findProducts(db, of, sellerId) },
      { kind: 'call', needs: 'calls:read', find: (of) => store.findCalls(db, of, sellerId) },
    ]
    return findIn(await listOpen(actor, { kind: 'seller', id: sellerId }, searches), text)
  }

  const everybody = ['reviewer', 'finance', 'appeals']
  const findForOperator = async (actor: MemberActor, text: string): Promise<Found[]> => {
    const searches: readonly Search[] = [
      { kind: 'order', needs: everybody, find: (of) => store.findOrders(db, of, undefined) },
      { kind: 'top_up', needs: 'finance', find: (of) => store.findTopUps(db, of, undefined) },
      { kind: 'buyer', needs: everybody, find: (of) => store.findBuyers(db, of) },
      { kind: 'seller', needs: 'reviewer', find: (of) => store.findSellers(db, of) },
      { kind: 'product', needs: 'reviewer', find: (of) => store.findProducts(db, of, undefined) },
      { kind: 'call', needs: ['reviewer', 'appeals'], find: (of) => store.findCalls(db, of, undefined) },
    ]
    return findIn(await listOpen(actor, { kind: 'operator' }, searches), text)
  }

  return { findForBuyer, findForSeller, findForOperator }
}

const presentFound = (kind: FoundKind, row: store.FoundRow): Found =>
  omitUndefined({
    kind,
    id: row.id,
    name: { zh: row.name_zh, en: row.name_en },
    about: row.about_zh === null ? undefined : { zh: row.about_zh, en: row.about_en ?? row.about_zh },
    code: row.code ?? undefined,
    exact: row.exact,
  })
