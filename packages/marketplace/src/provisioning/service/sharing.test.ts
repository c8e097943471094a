import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fromDays, fromHours, fromMinutes, createMoney } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import {
  listRuleEngines,
  openAtOnce,
  openAtOnceV1,
  openScriptedSeller,
  openWorld,
} from '../../embedded/index.ts'
import type { ScriptedSeller, SellerReply, SellerRequest, World } from '../../embedded/index.ts'
import { listHistory } from '../../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

type Tables = {
  message: {
    kind: string
    party_kind: string
    subject: string
    data: Record<string, unknown>
  }
  instance: { subscription_id: string; reference: string | null; state: string }
}

describe.each(listRuleEngines(postgresUrl))(
  'an instance id that two services would share, on %s',
  (engine) => {
    let world: World
    let seller: ScriptedSeller
    beforeAll(async () => {
      world = await openWorld({ engine, postgresUrl, calls: { timeLimitMs: 1500 } })
    })
    afterEach(async () => {
      await seller.close()
      await world.reset()
    })
    afterAll(() => world.close())

    async function listed(protocol: 'saas-v2' | 'saas-v1' = 'saas-v2') {
      seller = await openScriptedSeller()
      const isOld = protocol === 'saas-v1'
      const given = await world.given.listedProduct(seller.url, undefined, {
        ...(isOld && { speech: { protocol, keyBits: 128 } }),
      })
      if (isOld) seller.signWith(given.accessKey)
      const open = isOld ? openAtOnceV1(given.accessKey) : openAtOnce
      return { ...given, open }
    }

    const tables = () => world.platform.db.withTables<Tables>()
    const shared = () =>
      tables()
        .selectFrom('message')
        .selectAll()
        .where('kind', '=', 'instance_shared')
        .orderBy('party_kind')
        .orderBy('subject')
        .execute()
    const serviceOf = async (orderId: Id<'ord'>) => {
      const { platform, market } = world
      const order = await market.orders.get(platform.db, orderId)
      const [line] = order.lines
      const subscription = await market.subscriptions.findByLine(platform.db, line?.id as Id<'orl'>)
      return { order, state: order.state, id: subscription?.id as Id<'sub'>, subscription }
    }
    const buyOne = async (productId: Id<'prd'>) => {
      const buyer = await world.given.buyer(100_000n)
      return { buyer, orderId: await world.given.paidOrder(buyer, productId) }
    }
    const giveBack = async ({ buyer, orderId }: Awaited<ReturnType<typeof buyOne>>) => {
      const { id } = await serviceOf(orderId)
      await world.market.refunds.ask({ actor: buyer }, id, {
        kind: 'five_day',
        expectedAmount: createMoney(1000n, 'CNY'),
      })
      await world.settle()
    }

    /** Answers every opening with the same id until `isFixed`. */
    const oneForAll =
      (open: (request: SellerRequest) => SellerReply, isFixed: () => boolean, code = '000000') =>
      (request: SellerRequest): SellerReply => {
        if (request.activity !== 'newInstance' || isFixed()) return open(request)
        const opened = open(request)
        if (typeof opened === 'function') return opened
        return { ...opened, resultCode: code, instanceId: 'i-same' }
      }

    test.each([
      ['saas-v2', '000000'],
      ['saas-v2', '000004'],
      ['saas-v1', '000000'],
      ['saas-v1', '000004'],
    ] as const)(
      'in %s with %s is a faulty answer: it is tried again until it is another one, and both are told',
      async (protocol, code) => {
        let fixed = false
        const { productId, open } = await listed(protocol)
        seller.answer(oneForAll(open, () => fixed))
        const first = await buyOne(productId)
        await world.settle()
        seller.answer(oneForAll(open, () => fixed, code))

        const second = await buyOne(productId)
        await world.advance(fromMinutes(5))

        expect((await serviceOf(first.orderId)).state).toBe('completed')
        const waiting = await serviceOf(second.orderId)
        expect(waiting.state).toBe('processing')
        const attempts = (await listHistory(world.platform.db, second.orderId)).filter(
          ({ kind }) => kind === 'call.attempted',
        )
        expect(attempts.length).toBeGreaterThan(1)
        expect(attempts[0]?.data).toMatchObject({ state: 'waiting', verdict: { code: 'instance_id_taken' } })
        const told = await shared()
        expect(told.map(({ party_kind }) => party_kind)).toEqual(['operator', 'seller'])
        expect(told[0]?.data).toMatchObject({
          what: 'opening',
          reference: 'i-same',
          orderNumber: waiting.order.number,
          otherOrderNumber: (await serviceOf(first.orderId)).order.number,
        })

        fixed = true
        await world.advance(fromMinutes(5))

        expect((await serviceOf(second.orderId)).state).toBe('completed')
      },
    )

    test('R71a: that never changes: the money goes back after three hours, and the other service is not released', async () => {
      const { productId, open } = await listed()
      seller.answer(oneForAll(open, () => false))
      const first = await buyOne(productId)
      await world.settle()

      const second = await buyOne(productId)
      await world.advance(fromHours(3) + fromMinutes(1))

      expect((await serviceOf(second.orderId)).state).toBe('refunded')
      expect((await serviceOf(first.orderId)).state).toBe('completed')
      expect(seller.of('releaseInstance')).toEqual([])
      const told = (await listHistory(world.platform.db, second.orderId)).map(({ kind }) => kind)
      expect(told).toContain('instance.orphan_possible')
    })

    test('R71a: of openings that are answered at once one gets it', async () => {
      const { productId, open } = await listed()
      const held: (() => void)[] = []
      let fixed = false
      const answer = oneForAll(open, () => fixed)
      seller.answer((request) => {
        if (request.activity !== 'newInstance' || held.length === 4) return answer(request)
        return new Promise((resolve) => {
          held.push(() => resolve(answer(request)))
          if (held.length === 4) for (const go of held) go()
        })
      })
      const orders = [
        await buyOne(productId),
        await buyOne(productId),
        await buyOne(productId),
        await buyOne(productId),
      ]

      await world.settle()

      const states = async () =>
        (await Promise.all(orders.map(({ orderId }) => serviceOf(orderId)))).map(({ state }) => state)
      expect((await states()).toSorted()).toEqual(['completed', 'processing', 'processing', 'processing'])
      fixed = true
      await world.advance(fromMinutes(5))
      expect(new Set(await states())).toEqual(new Set(['completed']))
    })

    test('of another seller is another one', async () => {
      const one = await listed()
      seller.answer(oneForAll(one.open, () => false))
      const other = await world.given.listedProduct(seller.url)

      const orders = [await buyOne(one.productId), await buyOne(other.productId)]
      await world.settle()

      for (const { orderId } of orders) expect((await serviceOf(orderId)).state).toBe('completed')
    })

    test('of a service that was released may be used again', async () => {
      const { productId, open } = await listed()
      seller.answer(oneForAll(open, () => false))
      const first = await buyOne(productId)
      await world.settle()
      await giveBack(first)
      expect(seller.of('releaseInstance')).toHaveLength(1)

      const second = await buyOne(productId)
      await world.settle()

      expect((await serviceOf(second.orderId)).state).toBe('completed')
    })

    test('and that only a refusal names is not released when the opening fails', async () => {
      const { productId, open } = await listed()
      const first = await buyOne(productId)
      await world.settle()
      const reference = `i-${(await serviceOf(first.orderId)).order.lines[0]?.number}`
      seller.answer((request) =>
        request.activity === 'newInstance' ? { resultCode: '000103', instanceId: reference } : open(request),
      )

      const second = await buyOne(productId)
      await world.advance(fromHours(3) + fromMinutes(1))

      expect((await serviceOf(second.orderId)).state).toBe('refunded')
      expect(seller.of('releaseInstance')).toEqual([])
    })

    /** Two services that share an id, as is possible for services from before ids were compared. */
    async function sharing() {
      const { productId, open } = await listed()
      seller.answer(open)
      const both = [await buyOne(productId), await buyOne(productId)] as const
      await world.settle()
      await tables().updateTable('instance').set({ reference: 'i-same' }).execute()
      return both
    }

    test('R71a: from before: the end of one is not told, the end of the last one is', async () => {
      const [first, second] = await sharing()

      await giveBack(first)

      expect(seller.of('releaseInstance')).toEqual([])
      expect((await serviceOf(first.orderId)).state).toBe('refunded')
      const told = await shared()
      expect(told.map(({ party_kind }) => party_kind)).toEqual(['operator', 'seller'])
      expect(told[0]?.data).toMatchObject({ what: 'release', reference: 'i-same' })
      expect((await listHistory(world.platform.db, first.orderId)).map(({ kind }) => kind)).toContain(
        'instance.shared',
      )

      await giveBack(second)

      expect(seller.of('releaseInstance')).toHaveLength(1)
    })

    test('from before: neither a freeze nor a returned renewal is told, a renewal is', async () => {
      const [first, second] = await sharing()
      const renew = async ({ buyer, orderId }: typeof first) => {
        const { id } = await serviceOf(orderId)
        const { choices } = await world.market.subscriptions.listChoices(buyer, id)
        const priceItemId = choices[0]?.prices.find(({ period }) => period === 'month')
          ?.priceItemId as Id<'pri'>
        const line = { subscriptionId: id, priceItemId, quantity: 1, periodCount: 1 }
        const { id: quoteId } = await world.market.quotes.ask(buyer, { kind: 'renewal', lines: [line] })
        await world.market.quotes.pay({ actor: buyer }, quoteId as Id<'quo'>)
        await world.settle()
      }
      await renew(first)
      const { id } = await serviceOf(first.orderId)
      await world.market.refunds.ask({ actor: first.buyer }, id, {
        kind: 'renewal',
        expectedAmount: createMoney(1000n, 'CNY'),
      })
      await world.settle()

      expect(seller.of('refreshInstance').map(({ members }) => members.scene)).toEqual(['RENEWAL'])

      await renew(second)
      await world.advance(fromDays(31))

      expect((await serviceOf(first.orderId)).subscription?.state).toBe('retention')
      expect(seller.of('updateInstanceStatus')).toEqual([])
      const whats = (await shared())
        .filter(({ party_kind }) => party_kind === 'seller')
        .map(({ data }) => data.what)
      expect(new Set(whats)).toEqual(new Set(['freeze', 'returned_renewal']))
    })

    test('R71a, R116: from before: neither a freeze for a violation nor its end is told', async () => {
      const [first] = await sharing()
      const { id } = await serviceOf(first.orderId)
      const operator = await world.given.operator()

      await world.market.subscriptions.bar(operator, id, 'a violation')
      await world.settle()
      await world.market.subscriptions.unbar(operator, id)
      await world.settle()

      expect(seller.of('updateInstanceStatus')).toEqual([])
      const whats = (await shared()).map(({ data }) => data.what)
      expect(new Set(whats)).toEqual(new Set(['freeze', 'lift']))
    })
  },
)
