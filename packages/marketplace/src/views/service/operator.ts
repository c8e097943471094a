import { toPage } from '@loggia/kernel'
import type { Id, Language, Page, PageRequest } from '@loggia/kernel'
import type {
  BalanceChange,
  BalanceChangeFilter,
  OperatorBuyer,
  OperatorKey,
  OperatorSeller,
  RouteReply,
} from '@loggia/protocol/console'
import { ledgerProblems, marketCurrency } from '../../ledger/index.ts'
import { partyProblems } from '../../parties/index.ts'
import type { Platform } from '../../platform/index.ts'
import { presentGate } from '../present/calls.ts'
import {
  presentBalanceChange,
  presentOneBuyer,
  presentOneSeller,
  presentOperatorBuyer,
  presentOperatorKey,
  presentOperatorSeller,
} from '../present/operator.ts'
import { viewProblems } from '../problems.ts'
import { countedTo, fromPartyCursor, toPartyCursor, toRange } from '../rules.ts'
import type { PartyPlace } from '../rules.ts'
import * as store from '../store/index.ts'

const languageOf = (language: Language): 'zh' | 'en' => (language === 'zh-CN' ? 'zh' : 'en')

/** Checks the balance in a cursor: the database accepts nothing else as a number. */
const isAmount = (place: string): boolean => /^\d{1,18}$/.test(place)

function placeOf(after: string | undefined, sort: store.BuyerSort): PartyPlace | undefined {
  if (after === undefined) return undefined
  const place = fromPartyCursor(after)
  // A cursor of another sort is refused, too: a name is not a balance.
  if (!place || (sort === 'balance' && !isAmount(place.place))) throw viewProblems.cursor_malformed()
  return place
}

/** Buyers, sellers and changes of balances as operators see them. */
export function createOperatorViews({ db, clock }: Platform) {
  /** Buyers with their balances. Throws `views.cursor_malformed`. */
  async function listBuyers(
    { sort, ...filter }: store.BuyerFilter & { readonly sort: store.BuyerSort },
    { limit, after, language }: PageRequest & { readonly language: Language },
  ): Promise<Page<OperatorBuyer>> {
    const rows = await store.listBuyers(db, filter, {
      limit,
      sort,
      after: placeOf(after, sort),
      language: languageOf(language),
      currency: marketCurrency,
    })
    return toPage(rows, limit, { item: presentOperatorBuyer, cursor: toPartyCursor })
  }

  /** One buyer with counts of its orders, services and messages; throws `parties.buyer_not_found`. */
  async function getBuyer(buyerId: Id<'byr'>): Promise<RouteReply<'GET /api/operator/buyers/:buyerId'>> {
    const page = { limit: 1, sort: 'newest' as const, language: 'zh' as const, currency: marketCurrency }
    const [row] = await store.listBuyers(db, { id: buyerId }, page)
    if (!row) throw partyProblems.buyer_not_found({ buyerId })
    return presentOneBuyer(row, await store.countForBuyer(db, buyerId, countedTo))
  }

  /** Sellers with the state of their calls. Throws `views.cursor_malformed`. */
  async function listSellers(
    { sort, ...filter }: store.SellerFilter & { readonly sort: 'newest' | 'name' },
    { limit, after, language }: PageRequest & { readonly language: Language },
  ): Promise<Page<OperatorSeller>> {
    const rows = await store.listSellersOfMarket(db, filter, {
      limit,
      sort,
      after: placeOf(after, sort),
      language: languageOf(language),
      most: countedTo,
    })
    return toPage(rows, limit, { item: presentOperatorSeller, cursor: toPartyCursor })
  }

  /** One seller with counts of its orders, addresses, keys and messages; throws `parties.seller_not_found`. */
  async function getSeller(sellerId: Id<'sel'>): Promise<RouteReply<'GET /api/operator/sellers/:sellerId'>> {
    const page = { limit: 1, sort: 'newest' as const, language: 'zh' as const, most: countedTo }
    const [row] = await store.listSellersOfMarket(db, { id: sellerId }, page)
    if (!row) throw partyProblems.seller_not_found({ sellerId })
    const [gate] = await store.listGates(db, { sellerId }, { limit: 1 })
    const by = { now: clock.now(), most: countedTo }
    const counts = gate && (await store.countCalls(db, [sellerId], by)).get(sellerId)
    const has = await store.countForSeller(db, sellerId, countedTo)
    return presentOneSeller(row, has, gate && counts && presentGate(gate, counts, by.now))
  }

  /** A seller's keys without any part of the secrets, newest first. */
  async function listKeysOfSeller(sellerId: Id<'sel'>, page: PageRequest): Promise<Page<OperatorKey>> {
    const rows = await store.listKeys(db, sellerId, page)
    const products = await store.listProductsOfKeys(
      db,
      rows.map((row) => row.id),
    )
    const item = (row: store.KeyRow) =>
      presentOperatorKey(
        row,
        products.filter((product) => product.key_id === row.id),
      )
    return toPage(rows, page.limit, { item, cursor: (row) => row.id })
  }

  /** Proposed changes of balances, newest first (R6). */
  const listBalanceChanges = async (
    of: BalanceChangeFilter,
    page: PageRequest,
  ): Promise<Page<BalanceChange>> =>
    toPage(await store.listBalanceChanges(db, { ...of, ...toRange(of) }, page), page.limit, {
      item: presentBalanceChange,
      cursor: (row) => row.id,
    })

  /** Throws `ledger.change_unknown`. */
  async function getBalanceChange(id: Id<'bch'>): Promise<BalanceChange> {
    const row = await store.findBalanceChange(db, id)
    if (!row) throw ledgerProblems.change_unknown()
    return presentBalanceChange(row)
  }

  return {
    listBuyers,
    getBuyer,
    listSellers,
    getSeller,
    listKeysOfSeller,
    listBalanceChanges,
    getBalanceChange,
  }
}
