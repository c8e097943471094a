import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fromDays, fromHours, createMoney, toIso } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { allPromised, createReturns, openAtOnce, openWorld, listRuleEngines } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('refunds that a buyer asks for, on %s', (engine) => {
  let world: World
  const returns = createReturns(() => world)
  const { listed, kindsOf, serviceOf, running, balanceOf, quotaOf } = returns
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl, calls: { timeLimitMs: 1500 } })
  })
  afterEach(async () => {
    await returns.seller.close()
    await world.reset()
  })
  afterAll(() => world.close())

  test('R130, R133, R134, R144, R147, R150, R156: within five days all the money goes back, without a fee and without the seller’s word, the service ends and the seller releases it', async () => {
    const service = await running()
    await world.advance(fromDays(5) - 1)
    expect(await service.look()).toMatchObject({
      refund: { allowed: true },
      refundable: [{ kind: 'five_day', amount: { amount: '10.00' }, until: '2026-11-29T06:33:00.000Z' }],
    })

    const given = await service.giveBack('five_day', 1000n)
    await world.settle()

    expect(await balanceOf(service.buyer)).toBe(100_000n)
    const { subscription, terms } = await service.held()
    expect(subscription).toMatchObject({ state: 'cancelled', renewsItself: false })
    expect(terms.every((term) => term.refundedAt !== undefined)).toBe(true)
    expect((await service.order(service.orderId)).state).toBe('refunded')
    const refundOrder = await service.order(given.orderId)
    expect(refundOrder).toMatchObject({
      kind: 'refund',
      refundsOrderId: service.orderId,
      memberId: service.buyer.memberId,
      number: given.number,
    })
    expect(refundOrder.lines.map((line) => [line.amount.amountMinor, line.subscriptionId])).toEqual([
      [1000n, service.subscriptionId],
    ])
    const [released] = returns.seller.of('releaseInstance')
    expect(released?.members).toMatchObject({
      orderId: given.number,
      orderLineId: refundOrder.lines[0]?.number,
    })
    expect(await service.kinds()).toEqual(['service.opened', 'service.returned'])
    expect(await kindsOf(service.orderId)).toContain('order.refunded')
    expect(await kindsOf(given.orderId)).toContain('refund.paid')
  })

  test('R130: after 120 hours it is refused and nothing changes', async () => {
    const service = await running()
    await world.advance(fromDays(5))

    const asked = service.giveBack('five_day', 1000n)

    await expect(asked).rejects.toMatchObject({ code: 'refund.window_closed' })
    expect(await service.look()).toMatchObject({
      refund: { allowed: false, refusal: { code: 'refund.window_closed' } },
      refundable: [],
    })
    expect(await balanceOf(service.buyer)).toBe(99_000n)
    expect(await quotaOf(service.buyer)).toMatchObject({ used: 0, left: 10 })
  })

  test('R130, R54: what was promised at the purchase holds, whatever the product says later', async () => {
    const { productId, seller: owner } = await listed(openAtOnce, { ...allPromised, fiveDayRefund: false })
    const buyer = await world.given.buyer(100_000n)
    const without = await serviceOf(buyer, productId)
    await world.platform.db.script(
      `update product set five_day_refund = true where seller_id = '${owner.sellerId ?? ''}'`,
    )
    const withIt = await serviceOf(buyer, productId)
    await world.platform.db.script(
      `update product set five_day_refund = false where seller_id = '${owner.sellerId ?? ''}'`,
    )

    await expect(without.giveBack('five_day', 1000n)).rejects.toMatchObject({ code: 'refund.not_promised' })
    await withIt.giveBack('five_day', 1000n)

    expect((await withIt.held()).subscription.state).toBe('cancelled')
    expect((await without.held()).subscription.state).toBe('active')
  })

  test('R111, R143, R144, R150: the newest renewal that has not begun goes back alone; the seller is told the new end', async () => {
    const service = await running()
    await world.market.subscriptions.setAutoRenewal(service.buyer, service.subscriptionId, {
      on: true,
      daysBefore: 7,
      times: 0,
    })
    const first = await service.pay('renewal')
    const second = await service.pay('renewal')
    await world.settle()
    await world.advance(fromDays(10))
    expect((await service.look()).refundable).toEqual([
      expect.objectContaining({
        kind: 'renewal',
        until: '2027-01-24T06:33:00.000Z',
        endsAt: '2027-01-24T06:33:00.000Z',
        order: expect.objectContaining({ id: second }),
      }),
    ])

    const given = await service.giveBack('renewal', 1000n)
    await world.settle()

    const { subscription, terms } = await service.held()
    expect(toIso(subscription.endsAt ?? 0)).toBe('2027-01-24T06:33:00.000Z')
    // Automatic renewal would buy the returned term again the next night.
    expect(subscription).toMatchObject({ state: 'active', renewsItself: false })
    expect(terms.map((term) => term.refundedAt !== undefined)).toEqual([false, false, true])
    expect([(await service.order(first)).state, (await service.order(second)).state]).toEqual([
      'completed',
      'refunded',
    ])
    expect(await balanceOf(service.buyer)).toBe(98_000n)
    const told = returns.seller.of('refreshInstance').at(-1)?.members
    expect(told).toMatchObject({
      scene: 'UNSUBSCRIBE_RENEWAL_PERIOD',
      expireTime: '20270124063300000',
      orderId: given.number,
    })
    await service.giveBack('renewal', 1000n)
    await expect(service.giveBack('renewal', 1000n)).rejects.toMatchObject({
      code: 'subscription.no_renewal_to_come',
    })
    expect(await quotaOf(service.buyer)).toMatchObject({ used: 2, left: 8 })
  })

  test('R16, R111: the seller is told which product goes on, where the returned renewal was by another period', async () => {
    const service = await running()
    await service.pay('renewal', 1, 'year')
    await world.settle()
    await service.giveBack('renewal', 10_000n)
    await world.settle()
    await service.pay('renewal')
    await world.settle()
    await service.giveBack('renewal', 1000n)
    await world.settle()

    const [line] = (await service.order(service.orderId)).lines
    const told = returns.seller.of('refreshInstance').map(({ members }) => [members.scene, members.productId])
    expect(told).toEqual([
      ['RENEWAL', expect.stringMatching(/^OFFI/)],
      ['UNSUBSCRIBE_RENEWAL_PERIOD', line?.offer.productCode],
      ['RENEWAL', undefined],
      ['UNSUBSCRIBE_RENEWAL_PERIOD', undefined],
    ])
    expect(told[0]?.[1]).not.toBe(told[1]?.[1])
  })

  test('R111: a renewal that has begun is not returned', async () => {
    const service = await running()
    await service.pay('renewal')
    await world.advance(fromDays(30))

    await expect(service.giveBack('renewal', 1000n)).rejects.toMatchObject({
      code: 'subscription.no_renewal_to_come',
    })
  })

  test('a five-day return takes the changes and the renewals on top with it, in one refund order and one of the ten', async () => {
    const service = await running()
    await service.pay('change', 2)
    await world.settle()
    await service.pay('renewal', 2)
    await world.settle()
    const spent = 100_000n - (await balanceOf(service.buyer))

    const given = await service.giveBack('five_day', spent)
    await world.settle()

    expect(await balanceOf(service.buyer)).toBe(100_000n)
    expect((await service.order(given.orderId)).lines).toHaveLength(3)
    expect(await quotaOf(service.buyer)).toMatchObject({ used: 1 })
    expect(returns.seller.of('releaseInstance')).toHaveLength(1)
  })

  test('a five-day return while a change waits for the seller: the change goes back too, and a late answer changes nothing', async () => {
    const service = await running((request) =>
      request.activity === 'upgradeInstance' ? { resultCode: '000005' } : openAtOnce(request),
    )
    await service.pay('change', 2)
    await world.settle()
    const spent = 100_000n - (await balanceOf(service.buyer))
    expect((await service.held()).subscription.changing).toBeDefined()

    await service.giveBack('five_day', spent)
    await world.advance(fromHours(4))

    expect(await balanceOf(service.buyer)).toBe(100_000n)
    const { subscription } = await service.held()
    expect(subscription).toMatchObject({ state: 'cancelled', quantity: 1 })
    expect(subscription.changing).toBeUndefined()
    expect(returns.seller.of('releaseInstance')).toHaveLength(1)
  })

  test('a renewal is not returned while a change of its days waits for the seller', async () => {
    const service = await running((request) =>
      request.activity === 'upgradeInstance' ? { resultCode: '000005' } : openAtOnce(request),
    )
    await service.pay('renewal')
    await world.settle()
    await service.pay('change', 2)

    await expect(service.giveBack('renewal', 1000n)).rejects.toMatchObject({ code: 'subscription.changing' })
    await world.advance(fromHours(4))
    await service.giveBack('renewal', 1000n)

    expect(await balanceOf(service.buyer)).toBe(99_000n)
  })

  test('R118, R130: a trial is not returned; once it is paid, five days count from then', async () => {
    const { productId } = await listed()
    await world.platform.db.script('update price_item set trial_days = 7')
    const buyer = await world.given.buyer(100_000n)
    const priceItemId = await world.given.monthlyPriceItem(productId)
    const { orderId } = await world.market.orders.submit(
      { actor: buyer },
      {
        lines: [{ priceItemId, quantity: 1, periodCount: 1, trial: true }],
        expectedTotal: createMoney(0n, 'CNY'),
        agreed: true,
      },
    )
    await world.market.orders.pay({ actor: buyer }, orderId)
    await world.settle()
    const line = (await world.market.orders.get(world.platform.db, orderId)).lines[0]
    const { id } =
      (await world.market.subscriptions.findByLine(world.platform.db, line?.id as Id<'orl'>)) ?? {}
    const subscriptionId = id as Id<'sub'>
    const ask = (fen: bigint) =>
      world.market.refunds.ask({ actor: buyer }, subscriptionId, {
        kind: 'five_day',
        expectedAmount: createMoney(fen, 'CNY'),
      })
    await expect(ask(0n)).rejects.toMatchObject({ code: 'subscription.trial_not_returned' })
    await world.advance(fromDays(6))
    const { id: quoteId } = await world.market.quotes.ask(buyer, {
      kind: 'conversion',
      lines: [{ subscriptionId, priceItemId, quantity: 1, periodCount: 1 }],
    })
    await world.market.quotes.pay({ actor: buyer }, quoteId as Id<'quo'>)
    await world.advance(fromDays(5) - 1)

    await ask(1000n)
    await world.settle()

    expect(await balanceOf(buyer)).toBe(100_000n)
    expect((await world.market.orders.get(world.platform.db, orderId)).state).toBe('completed')
    expect(returns.seller.of('releaseInstance')).toHaveLength(1)
  })

  test('another amount than the one that was shown is refused, and nothing changes', async () => {
    const service = await running()

    await expect(service.giveBack('five_day', 999n)).rejects.toMatchObject({
      code: 'refund.amount_changed',
      details: expect.objectContaining({ actualAmount: '10.00' }),
    })
    expect((await service.held()).subscription.state).toBe('active')
  })

  test('R150: a seller who is down is told when it is back; the buyer has the money at once', async () => {
    let isDown = false
    const service = await running((request) =>
      isDown && request.activity === 'releaseInstance' ? { status: 503, body: 'down' } : openAtOnce(request),
    )
    isDown = true

    await service.giveBack('five_day', 1000n)
    await world.settle()
    expect(await balanceOf(service.buyer)).toBe(100_000n)
    isDown = false
    await world.advance(fromHours(24))

    expect(returns.seller.of('releaseInstance').length).toBeGreaterThan(1)
    expect(await kindsOf(service.orderId)).toContain('instance.released')
  })

  test('R148: one service that is returned twice at once goes back once', async () => {
    const service = await running()

    const outcomes = await Promise.allSettled([1, 2, 3].map(() => service.giveBack('five_day', 1000n)))

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await balanceOf(service.buyer)).toBe(100_000n)
    expect(await quotaOf(service.buyer)).toMatchObject({ used: 1 })
  })

  type SumTables = { ledger_entry: { account_id: string; amount_minor: bigint } }
  /** A small pseudo-random generator; the same seed gives the same sequence. */
  const randomFrom = (seed: number) => () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed / 2_147_483_648
  }
  test.each([1, 2, 3])(
    'money is conserved over purchases, renewals, changes and refunds in any order (%d)',
    async (seed) => {
      const { productId } = await listed()
      const buyer = await world.given.buyer(1_000_000n)
      const random = randomFrom(seed)
      const services: Awaited<ReturnType<typeof serviceOf>>[] = []
      const { orders } = world.market
      for (let step = 0; step < 25; step += 1) {
        const one = services[Math.floor(random() * services.length)]
        const act = random()
        if (!one || act < 0.3) services.push(await serviceOf(buyer, productId))
        else if (act < 0.5) await one.pay('renewal').catch(() => undefined)
        else if (act < 0.65) {
          const { quantity } = (await one.held()).subscription
          await one.pay('change', quantity + 1).catch(() => undefined)
        } else if (act < 0.9) {
          const offered = (await one.look()).refundable[Math.floor(random() * 2)]
          if (offered) await one.giveBack(offered.kind, BigInt(offered.amount.amount.replace('.', '')))
        } else await world.advance(fromDays(2))
        await world.settle()

        let standing = 0n
        for (const { subscriptionId, held } of services) {
          const { orderLineId: firstLineId } = (await held()).subscription
          const lines = await orders.listStanding(world.platform.db, { subscriptionId, firstLineId })
          standing += lines.reduce((all, { amount }) => all + amount.amountMinor, 0n)
        }
        expect(await balanceOf(buyer)).toBe(1_000_000n - standing)
        const entries = await world.platform.db
          .withTables<SumTables>()
          .selectFrom('ledger_entry')
          .select('amount_minor')
          .execute()
        expect(entries.reduce((all, { amount_minor: amount }) => all + amount, 0n)).toBe(0n)
      }
    },
  )
})
