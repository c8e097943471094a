import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fromDays } from '@loggia/kernel'
import { listRuleEngines, openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { listPossible } from '../supervision/service/lists.ts'
import { buySupervised, pdf } from '../supervision/testing/supervised.ts'
import { createRequesting, paid, toCny } from './testing/requesting.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))(
  'refunds of goods and of bundles, and answers that do not come, on %s',
  (engine) => {
    let world: World
    const requesting = createRequesting(() => world)
    const { ask, approve, withdraw, sendBack, confirmBack, stateOf, listTold, parties, shipped } = requesting
    beforeAll(async () => {
      world = await openWorld({ engine, postgresUrl })
    })
    afterEach(() => world.reset())
    afterAll(() => world.close())

    const refunds = () => world.market.refunds
    const acts = () => world.market.supervisions
    const balanceBefore = 1_000_000n

    test('R151: goods that were not shipped are refunded at once', async () => {
      const it = await buySupervised(world, { flow: 'hardware' })

      expect(await approve(it, await ask(it))).toEqual({ state: 'refunded' })

      expect(await it.balance()).toBe(balanceBefore)
    })

    test('R151: goods that were received go back first, and the money follows', async () => {
      const it = await shipped({ received: true })
      const id = await ask(it)

      expect(await approve(it, id)).toEqual({ state: 'goods_return' })
      expect(await it.balance()).toBe(balanceBefore - paid)
      expect(await listTold(parties(it).buyer)).toEqual(['goods_due'])
      await expect(confirmBack(it, id)).rejects.toMatchObject({ code: 'refund.request_moved' })
      expect(await sendBack(it, id)).toEqual({ state: 'goods_sent' })
      await expect(withdraw(it, id)).rejects.toMatchObject({ code: 'refund.request_moved' })
      expect(await listTold(parties(it).seller)).toEqual(['goods_sent'])
      expect(await confirmBack(it, id)).toEqual({ state: 'refunded' })

      expect(await it.balance()).toBe(balanceBefore)
      expect(await it.stage()).toBe('ended')
    })

    test('R151, R100: a seller who gets something else back rejects it, and the ten days begin anew', async () => {
      const it = await shipped({ received: true })
      await world.advance(fromDays(10) - 1)
      const id = await ask(it)
      await approve(it, id)
      await world.advance(fromDays(5))
      await sendBack(it, id)

      await refunds().receiveGoods({ actor: it.seller }, id, { approve: false, reason: '退回的不是本商品' })

      expect(await stateOf(it, id)).toBe('rejected')
      await world.advance(fromDays(10) - 1)
      expect(await it.stage()).toBe('acceptance')
      await world.advance(1)
      expect(await it.stage()).toBe('done')
    })

    test('R151, R103, R100: if an operator rejects it after an appeal, the ten days begin with the decision', async () => {
      const it = await shipped({ received: true })
      await world.advance(fromDays(4))
      const id = await ask(it)
      await approve(it, id)
      await world.advance(fromDays(20))
      await sendBack(it, id)
      await acts().appeal({ actor: it.seller }, { role: 'seller', id: it.id, reason: '空包裹', file: pdf })
      await world.advance(fromDays(3))

      await acts().decideAppeal(it.operator, it.id, { outcome: 'continue', reason: '退回的不是本商品' })

      await world.advance(fromDays(10) - 1)
      expect(await it.stage()).toBe('acceptance')
      await world.advance(1)
      expect(await it.stage()).toBe('done')
    })

    test('R151, R100: a request that is withdrawn before the goods are sent leaves what was left of the ten days', async () => {
      const it = await shipped({ received: true })
      await world.advance(fromDays(4))
      const id = await ask(it)
      await approve(it, id)
      await world.advance(fromDays(5))

      await withdraw(it, id)

      await world.advance(fromDays(6) - 1)
      expect(await it.stage()).toBe('acceptance')
      await world.advance(1)
      expect(await it.stage()).toBe('done')
    })

    test('R151: goods on their way are not asked for until an operator permits it', async () => {
      const it = await shipped({ received: false })
      await expect(ask(it)).rejects.toMatchObject({ code: 'refund.in_transit' })

      await refunds().permitRefund(it.operator, it.id, '买家拒收')

      expect(await listTold(parties(it).buyer)).toEqual(['permitted'])
      expect(await approve(it, await ask(it))).toEqual({ state: 'goods_return' })
      const other = await buySupervised(world, { flow: 'hardware' })
      await expect(refunds().permitRefund(it.operator, other.id, '…')).rejects.toMatchObject({
        code: 'refund.not_in_transit',
      })
    })

    test('R151: a permit is for one request; after it another one is given', async () => {
      const it = await shipped({ received: false })
      await refunds().permitRefund(it.operator, it.id, '买家拒收')
      await withdraw(it, await ask(it))
      await expect(ask(it)).rejects.toMatchObject({ code: 'refund.in_transit' })

      await refunds().permitRefund(it.operator, it.id, '买家再次拒收')

      await ask(it)
      expect((await it.kinds()).filter((kind) => /permitted|asked/.test(kind))).toEqual([
        'refund_request.permitted',
        'refund_request.asked',
        'refund_request.permitted',
        'refund_request.asked',
      ])
    })

    test('R103, R100: the time of a request and of an appeal within it counts once for the ten days', async () => {
      const it = await shipped({ received: true })
      await ask(it)
      await world.advance(fromDays(20))
      await acts().appeal({ actor: it.buyer }, { role: 'buyer', id: it.id, reason: '商家不处理' })
      await world.advance(fromDays(3))
      const before = (await it.of()).shipment?.acceptAt ?? 0

      await acts().decideAppeal(it.operator, it.id, { outcome: 'continue', reason: '无退款理由' })

      expect(((await it.of()).shipment?.acceptAt ?? 0) - before).toBe(fromDays(23))
    })

    test('R146, R103: the seller is reminded after 3 and 5 working days, after 7 the buyer may appeal, once each, and nothing is approved', async () => {
      const it = await buySupervised(world, { flow: 'simplified' })
      // A Tuesday: the third working day after it is Friday, the fifth Tuesday, the seventh Thursday.
      const id = await ask(it)
      const appeal = () =>
        acts().appeal({ actor: it.buyer }, { role: 'buyer', id: it.id, reason: '商家不处理' })

      await world.advance(fromDays(3) - 1)
      expect(await listTold(parties(it).seller)).toEqual(['asked'])
      await world.advance(1)
      expect(await listTold(parties(it).seller)).toEqual(['reminder'])
      const told = async () =>
        (await world.market.notifications.list(parties(it).seller, { limit: 1 })).items[0]?.at
      const first = await told()
      await world.advance(fromDays(4))
      expect(await told()).not.toBe(first)
      await world.advance(fromDays(2) - 1)
      await expect(appeal()).rejects.toMatchObject({ code: 'supervision.refund_open' })
      expect(
        (await refunds().listRequestsOfMarket(it.operator, { list: 'overdue', limit: 5 })).items,
      ).toEqual([])
      await world.advance(1)

      expect(await listTold(parties(it).buyer)).toEqual(['may_appeal'])
      expect(await listTold(parties(it).operator)).toEqual(['overdue'])
      expect(
        (await refunds().listRequestsOfMarket(it.operator, { list: 'overdue', limit: 5 })).items,
      ).toHaveLength(1)
      await world.advance(fromDays(60))
      expect(await stateOf(it, id)).toBe('seller_review')
      await appeal()
      for (const act of [approve, withdraw])
        await expect(act(it, id)).rejects.toMatchObject({ code: 'refund.appealed' })
    })

    test('R146: holidays that are entered while a request waits move its reminders, and the date from which both may appeal', async () => {
      const it = await buySupervised(world, { flow: 'simplified' })
      // A Tuesday, 24 November 2026. Without holidays the dates are Friday 27, Tuesday 1 and Thursday 3 December.
      await ask(it)
      const appeal = () =>
        acts().appeal({ actor: it.buyer }, { role: 'buyer', id: it.id, reason: '商家不处理' })
      const name = { zh: '店庆', en: 'Anniversary' }
      await world.market.calendar.setDays(
        it.operator,
        ['2026-11-26', '2026-11-27', '2026-12-07'].map((date) => ({ date, kind: 'holiday', name })),
      )

      await world.advance(fromDays(7) - 1)
      expect(await listTold(parties(it).seller)).toEqual(['asked'])
      await world.advance(1)
      expect(await listTold(parties(it).seller)).toEqual(['reminder'])
      // The seventh working day is Tuesday 8 December.
      await world.advance(fromDays(7) - 1)
      expect(await listTold(parties(it).operator)).toEqual([])
      expect(await listTold(parties(it).buyer)).toEqual([])
      await world.advance(1)

      expect(await listTold(parties(it).operator)).toEqual(['overdue'])
      expect(await listTold(parties(it).buyer)).toEqual(['may_appeal'])
      await appeal()
    })

    test('R151, R103: while goods go back it is the buyer’s turn, and a seller who does not get them may appeal', async () => {
      const it = await shipped({ received: true })
      const id = await ask(it)
      const own = async () => [
        (await acts().listOfBuyer(it.buyer, { list: 'own', limit: 5 })).items.length,
        (await acts().listOfSeller(it.seller, { list: 'own', limit: 5 })).items.length,
      ]
      const appeal = () =>
        acts().appeal({ actor: it.seller }, { role: 'seller', id: it.id, reason: '货未退回', file: pdf })
      expect(await own()).toEqual([0, 1])
      await approve(it, id)
      expect(await own()).toEqual([1, 0])
      await expect(appeal()).rejects.toMatchObject({ code: 'supervision.refund_open' })
      await world.advance(fromDays(9))

      await appeal()

      await acts().decideAppeal(it.operator, it.id, { outcome: 'continue', reason: '买家未退货' })
      expect(await stateOf(it, id)).toBe('rejected')
      expect(await own()).toEqual([1, 0])
    })

    test('R146, R103: an appeal holds up the reminders, which go on from the next working day', async () => {
      const it = await shipped({ received: true })
      const id = await ask(it)
      await approve(it, id)
      await world.advance(fromDays(10))
      await sendBack(it, id)
      await acts().appeal({ actor: it.buyer }, { role: 'buyer', id: it.id, reason: '不确认收货' })
      const reminders = async () =>
        (await listTold(parties(it).seller)).filter((what) => what.includes('reminder'))
      await world.advance(fromDays(20))
      expect(await reminders()).toEqual([])
      expect(await listTold(parties(it).buyer)).not.toContain('may_appeal')

      await acts().withdrawAppeal(it.buyer, { role: 'buyer', id: it.id })
      await world.advance(fromDays(4))

      expect(await reminders()).toHaveLength(1)
    })

    test.each([
      ['continue', 'rejected', 0n],
      ['done', 'closed', 0n],
      ['refunded', 'closed', 1000n],
    ] as const)(
      'R103, R146: an appeal that is decided “%s” leaves the request %s',
      async (outcome, state, back) => {
        const it = await buySupervised(world, { flow: 'simplified' })
        const id = await ask(it)
        await world.advance(fromDays(9))
        await acts().appeal({ actor: it.buyer }, { role: 'buyer', id: it.id, reason: '商家不处理' })

        await acts().decideAppeal(it.operator, it.id, { outcome, reason: '双方均已联系' })

        expect(await stateOf(it, id)).toBe(state)
        expect(await it.balance()).toBe(balanceBefore - paid + back)
        expect(await requesting.claimsOf(it)).toEqual([])
        expect((await it.of()).refundAskedAt).toBeUndefined()
        expect(await listTold(parties(it).operator)).toEqual(['(overdue)'])
      },
    )

    test('a buyer may ask ten times for a delivery, and not stop it for ever', async () => {
      const it = await buySupervised(world, { flow: 'simplified' })
      for (let n = 0; n < 10; n += 1) await withdraw(it, await ask(it))

      await expect(ask(it)).rejects.toMatchObject({ code: 'refund.too_many_requests' })
      await it.deliver()
    })

    test('R140: a request is closed if an operator ends the delivery in another way', async () => {
      const it = await buySupervised(world, { flow: 'simplified' })
      const id = await ask(it, 400n)
      expect(listPossible(await it.shown())).toContain('refund')

      await acts().refund(it.operator, it.id, '双方同意')

      expect(await stateOf(it, id)).toBe('closed')
      expect(await requesting.claimsOf(it)).toEqual([])
      expect(await it.balance()).toBe(balanceBefore)
      expect(await listTold(parties(it).seller)).toEqual(['(asked)'])
    })

    test('R145: lines that belong together are refunded together, in proportion, or not at all', async () => {
      const it = await buySupervised(world, { flow: 'simplified' })
      const { orderId, more } = await bundle()
      const [first, second] = (await world.market.orders.get(world.platform.db, orderId)).lines
      expect(await refunds().getRefundOffer(it.buyer, { orderId })).toMatchObject({
        most: { amount: '40.00' },
        lines: [{ number: first?.number }, { number: second?.number }],
      })

      const { requestId } = await refunds().askRefund({ actor: it.buyer }, orderId, {
        amount: toCny(2000n),
        reason: '整套退订',
        lineNumber: second?.number,
      })
      await refunds().decideRequest({ actor: more.seller }, requestId, { approve: true })

      const { lines, state } = await world.market.orders.get(world.platform.db, orderId)
      expect(lines.map(({ returned }) => returned.amountMinor)).toEqual([500n, 1500n])
      expect(state).toBe('refunded')

      /** Two lines of one seller, of which one costs three times as much. */
      async function bundle() {
        const product = await world.given.listedProduct('http://127.0.0.1:9/', it.seller, {
          type: 'manual_service',
        })
        const priceItemId = await world.given.monthlyPriceItem(product.productId)
        const line = (quantity: number) => ({ priceItemId, quantity, periodCount: 1 })
        const made = await world.market.orders.submit(
          { actor: it.buyer },
          { lines: [line(1), line(3)], expectedTotal: toCny(4000n), agreed: true },
        )
        await world.platform.db.script(
          `update order_line set offer = offer || '{"bundle": "suite"}' where order_id = '${made.orderId}'`,
        )
        await world.market.orders.pay({ actor: it.buyer }, made.orderId)
        return { orderId: made.orderId, more: product }
      }
    })

    test('R145: while one of them is accepted, none is refunded', async () => {
      const it = await buySupervised(world, { flow: 'simplified' })
      await it.deliver()
      await acts().accept(it.buyer, it.id)
      const other = await buySupervised(world, { flow: 'simplified' })
      await world.platform.db.script(`
      update order_line set offer = offer || '{"bundle": "suite"}', order_id = '${other.orderId}',
        seller_id = '${other.seller.sellerId}' where id = '${it.orderLineId}';
      update order_line set offer = offer || '{"bundle": "suite"}' where id = '${other.orderLineId}'`)

      await expect(ask(other)).rejects.toMatchObject({ code: 'refund.guarantee_over' })
    })
  },
)
