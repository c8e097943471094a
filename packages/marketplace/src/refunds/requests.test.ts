import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createMoney, fromDays, fromHours, toIso } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { listRuleEngines, openAtOnce, openScriptedSeller, openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { runInTx, system } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'
import { buySupervised, pdf } from '../supervision/testing/supervised.ts'
import { createRequesting, paid, toCny } from './testing/requesting.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('requests for refunds, on %s', (engine) => {
  let world: World
  const requesting = createRequesting(() => world)
  const { ask, approve, reject, withdraw, look, stateOf, claimsOf, listTold, parties } = requesting
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterEach(() => world.reset())
  afterAll(() => world.close())

  const refunds = () => world.market.refunds
  const orders = () => world.market.orders
  const db = () => world.platform.db
  const balanceBefore = 1_000_000n

  test('R139, R140, R147, R155: the seller approves, the money is back at once, the delivery and its line end', async () => {
    const it = await buySupervised(world, { flow: 'standard' })
    const id = await ask(it)
    expect(await it.of()).toMatchObject({ stage: 'demand', refundAskedAt: world.clock.now() })
    expect(await listTold(parties(it).seller)).toEqual(['asked'])

    expect(await approve(it, id)).toEqual({ state: 'refunded' })

    expect(await it.balance()).toBe(balanceBefore)
    expect(await it.stage()).toBe('ended')
    expect(await it.orderState()).toBe('refunded')
    expect((await it.subscription())?.state).toBe('cancelled')
    expect(await claimsOf(it)).toEqual([])
    expect(await listTold(parties(it).seller)).toEqual(['(asked)'])
    expect((await it.kinds()).slice(-4)).toEqual([
      'refund_request.asked',
      'refund_request.approved',
      'delivery.refunded',
      'order.refunded',
    ])
    const { refundOrders } = await look(it, id)
    expect(refundOrders.map(({ total }) => total)).toEqual([toCny(paid)])
    const { items } = await world.market.views.listRefundEntries({ buyerId: it.buyer.buyerId }, { limit: 10 })
    expect(items.map(({ requestId, state }) => [requestId, state])).toEqual([[id, 'refunded']])
  })

  test('R155: of a part that was agreed on the rest stays with the seller, and the order ends', async () => {
    const it = await buySupervised(world, { flow: 'simplified' })
    await approve(it, await ask(it, 400n))

    expect(await it.balance()).toBe(balanceBefore - paid + 400n)
    const [line] = (await orders().get(db(), it.orderId)).lines
    expect(line).toMatchObject({ state: 'refunded', returned: toCny(400n), amount: toCny(paid) })
    expect(await it.orderState()).toBe('refunded')
  })

  test('R139: more than was paid, nothing, or another currency cannot be asked for', async () => {
    const it = await buySupervised(world, { flow: 'simplified' })
    for (const amount of [toCny(paid + 1n), toCny(0n), toCny(-1n), createMoney(1n, 'USD')])
      await expect(
        refunds().askRefund({ actor: it.buyer }, it.orderId, { amount, reason: '…' }),
      ).rejects.toMatchObject({ code: 'supervision.amount_out_of_range' })
    expect(await claimsOf(it)).toEqual([])
  })

  test('R140, R148: a rejected request lets the delivery go on, and another may follow', async () => {
    const it = await buySupervised(world, { flow: 'simplified' })
    const first = await ask(it)
    await expect(ask(it)).rejects.toMatchObject({ code: 'refund.already_open' })
    await expect(it.deliver()).rejects.toMatchObject({ code: 'supervision.refund_open' })

    await reject(it, first)

    expect(await look(it, first)).toMatchObject({
      of: { state: 'rejected', rejection: { by: 'seller', reason: '已开始实施' } },
    })
    expect(await listTold(parties(it).buyer)).toEqual(['rejected'])
    await it.deliver()
    const second = await ask(it)
    await withdraw(it, second)
    expect(await listTold(parties(it).seller)).toEqual(['withdrawn', '(asked)'])
    expect(await it.stage()).toBe('acceptance')
    expect((await it.of()).refundAskedAt).toBeUndefined()
    expect(await claimsOf(it)).toEqual([])
    for (const again of [approve, reject, withdraw])
      await expect(again(it, second)).rejects.toMatchObject({ code: 'refund.request_moved' })
  })

  test('R139: a file is read by the seller and operators, and by nobody else', async () => {
    const it = await buySupervised(world, { flow: 'simplified' })
    const asked = { amount: toCny(1n), reason: '见附件', file: pdf }
    const { requestId } = await refunds().askRefund({ actor: it.buyer }, it.orderId, asked)

    const [file] = (await look(it, requestId)).files
    const fileId = file?.id as Id<'fil'>
    const main = { main: true, grants: [] }
    const read = (actor: MemberActor) =>
      world.market.files.read({ actor, rights: { buyer: main, seller: main, operator: main } }, fileId)
    for (const reader of [it.seller, it.operator, it.buyer])
      expect((await read(reader)).file.name).toBe('proof.pdf')
    for (const stranger of [await world.given.seller(), await world.given.buyer()])
      await expect(read(stranger)).rejects.toMatchObject({ code: 'file.not_found' })
  })

  test('R138, R141, R142: after the acceptance, and when the term is over, it is refused', async () => {
    const it = await buySupervised(world, { flow: 'simplified' })
    await it.deliver()
    await world.market.supervisions.accept(it.buyer, it.id)

    await expect(ask(it)).rejects.toMatchObject({ code: 'refund.guarantee_over' })
    await world.advance(fromDays(60))

    await expect(ask(it)).rejects.toMatchObject({ code: 'refund.order_expired' })
    expect(await refunds().getRefundOffer(it.buyer, { orderId: it.orderId })).toMatchObject({
      allowed: false,
      refusal: { code: 'refund.order_expired' },
    })
  })

  test('R142: what is not supervised is refused, and a service whose opening is not over', async () => {
    const seller = await openScriptedSeller()
    try {
      seller.answer(openAtOnce)
      const { productId } = await world.given.listedProduct(seller.url)
      const buyer = await world.given.buyer()
      const orderId = await world.given.paidOrder(buyer, productId)
      const plain = refunds().askRefund({ actor: buyer }, orderId, { amount: toCny(1n), reason: '…' })
      await expect(plain).rejects.toMatchObject({ code: 'refund.not_supervised' })

      const it = await buySupervised(world, { flow: 'saas', url: seller.url })
      await expect(ask(it)).rejects.toMatchObject({ code: 'supervision.not_opened' })
      await world.settle()

      await approve(it, await ask(it, 300n))
      await world.settle()

      expect(await it.balance()).toBe(balanceBefore - paid + 300n)
      expect(seller.of('releaseInstance')).toHaveLength(1)
    } finally {
      await seller.close()
    }
  })

  test.each([
    [
      ['phone', 'user_name'],
      ['phone', 'userName', 'userId'],
    ],
    [undefined, []],
  ] as const)(
    'R158, R47: a seller whose opening failed is told how to contact the buyer, as consented: %j',
    async (buyerData, names) => {
      const { productId, sellerId } = await world.given.listedProduct('http://127.0.0.1:9/', undefined, {
        ...(buyerData && { buyerData: [...buyerData] }),
      })
      const buyer = await world.given.buyer()
      const contact = { name: 'Buyer', email: 'buyer@loggia.example', phone: '13800000000' }
      await world.market.parties.setBuyerContact(buyer, contact)
      const { orderId } = await orders().submit(
        { actor: buyer },
        {
          lines: [
            { priceItemId: await world.given.monthlyPriceItem(productId), quantity: 1, periodCount: 1 },
          ],
          expectedTotal: toCny(paid),
          agreed: true,
          dataConsent: true,
        },
      )
      await orders().pay({ actor: buyer }, orderId)
      await world.advance(fromHours(4))

      const { items } = await world.market.notifications.list({ kind: 'seller', id: sellerId }, { limit: 9 })
      const failed = items.find(({ kind }) => kind === 'opening_failed')
      expect(Object.keys(failed?.data.contact as object).sort()).toEqual([...names].sort())
    },
  )

  test('R149, R152, R153: an invoice is in the way of a refund, and an open request in the way of an invoice', async () => {
    const it = await buySupervised(world, { flow: 'simplified' })
    const claim = (kind: 'invoice_requested' | 'invoice_issued') =>
      runInTx(world.platform, { actor: system }, (tx) =>
        orders().claimLines(tx, [it.orderLineId], { kind, subject: 'an invoice' }),
      )
    const free = (kind: 'invoice_requested' | 'invoice_issued') =>
      runInTx(world.platform, { actor: system }, (tx) =>
        orders().freeLines(tx, [it.orderLineId], { kind, subject: 'an invoice' }),
      )
    await claim('invoice_requested')
    await expect(ask(it)).rejects.toMatchObject({ code: 'order.invoice_requested' })
    await claim('invoice_issued')
    await expect(ask(it)).rejects.toMatchObject({ code: 'order.invoice_issued' })
    await free('invoice_issued')
    await free('invoice_requested')

    const id = await ask(it)

    await expect(claim('invoice_requested')).rejects.toMatchObject({ code: 'order.refund_in_review' })
    await world.platform.db.script(`insert into order_line_claim (order_line_id, kind, subject, since)
      values ('${it.orderLineId}', 'invoice_issued', 'an older invoice', '${toIso(world.clock.now())}')`)
    await expect(approve(it, id)).rejects.toMatchObject({ code: 'order.invoice_issued' })
    expect(await stateOf(it, id)).toBe('seller_review')
    await withdraw(it, id)
  })
})
