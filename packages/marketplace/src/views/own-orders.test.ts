import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromDays, toIso } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { OwnOrdersFilter } from '@loggia/protocol/console'
import { listWorldEngines, openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { requireBuyer, requireSeller } from '../parties/index.ts'
import type { MemberActor } from '../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const page = { limit: 10 }

describe.each(listWorldEngines(postgresUrl))(
  'R287: the orders of a buyer and of a seller, on %s',
  (engine) => {
    let world: World
    let buyer: MemberActor
    let second: MemberActor
    let seller: MemberActor
    let rival: MemberActor
    let later: string
    /** In the order in which they were placed; the last is the second buyer’s, from the rival. */
    let ids: Id<'ord'>[]
    beforeAll(async () => {
      world = await openWorld({ engine, postgresUrl })
      const { given } = world
      const mine = await given.listedProduct('http://127.0.0.1:1/produce')
      const theirs = await given.listedProduct('http://127.0.0.1:2/produce')
      seller = mine.seller
      rival = theirs.seller
      buyer = await given.buyer()
      second = await given.buyer()
      const first = await given.submittedOrder(buyer, mine.productId)
      await world.advance(fromDays(1))
      later = toIso(world.clock.now())
      ids = [
        first,
        await given.paidOrder(buyer, mine.productId),
        await given.submittedOrder(second, mine.productId),
        await given.submittedOrder(second, theirs.productId),
      ]
    })
    afterAll(() => world.close())

    const ofBuyer = async (who: MemberActor, filter: OwnOrdersFilter) => {
      const { items } = await world.market.views.listBuyerOrders(
        { ...filter, buyerId: requireBuyer(who) },
        page,
      )
      return items.map(({ id }) => ids.indexOf(id))
    }
    const ofSeller = async (who: MemberActor, filter: OwnOrdersFilter) => {
      const { items } = await world.market.views.listSellerOrders(
        { ...filter, sellerId: requireSeller(who) },
        page,
      )
      return items.map(({ id }) => ids.indexOf(id))
    }
    const all = async () => (await world.market.views.listAllOrders({}, page)).items.toReversed()

    test('are narrowed by state and time', async () => {
      expect(await ofBuyer(buyer, {})).toEqual([1, 0])
      expect(await ofBuyer(buyer, { state: 'processing' })).toEqual([1])
      expect(await ofBuyer(buyer, { to: later })).toEqual([0])
      expect(await ofSeller(seller, { from: later })).toEqual([2, 1])
      expect(await ofSeller(seller, { from: later, state: 'pending_payment' })).toEqual([2])
    })

    test('are found by number, product and, by a seller, the buyer', async () => {
      const [first, , third] = await all()
      const product = first?.lines[0]?.product.name

      expect(await ofBuyer(buyer, { text: first?.number.toLowerCase() })).toEqual([0])
      expect(await ofBuyer(buyer, { text: product?.en.toUpperCase() })).toEqual([1, 0])
      expect(await ofSeller(seller, { text: third?.buyer.name.zh })).toEqual([2])
      expect(await ofSeller(seller, { text: product?.zh, state: 'processing' })).toEqual([1])
      expect(await ofBuyer(buyer, { text: '%' })).toEqual([])
    })

    test('nobody finds another party’s order, nor by what the list does not show them', async () => {
      const [first, , , last] = await all()

      expect(await ofBuyer(second, { text: first?.number })).toEqual([])
      expect(await ofSeller(rival, { text: first?.number })).toEqual([])
      expect(await ofSeller(seller, { text: last?.lines[0]?.product.name.en })).toEqual([])
      // Sellers see organisations, not the people in them, so that they cannot try out addresses.
      expect(await ofSeller(seller, { text: buyer.name })).toEqual([])
      expect(await ofSeller(seller, { text: '@loggia.example' })).toEqual([])
    })
  },
)
