import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addMs, fromDays, fromHours, toIso } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { createReturns, openWorld, listWorldEngines } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listWorldEngines(postgresUrl))('how many refunds a buyer has in a year, on %s', (engine) => {
  let world: World
  const returns = createReturns(() => world)
  const { listed, kindsOf, serviceOf, running, balanceOf, quotaOf, report } = returns
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl, calls: { timeLimitMs: 1500 } })
  })
  afterEach(async () => {
    await returns.seller.close()
    await world.reset()
  })
  afterAll(() => world.close())

  test('R131, R132, R136: outside refunds count, succeeded and open ones; the eleventh is refused and creates nothing', async () => {
    const service = await running()
    await report(service.buyer, { reference: 'ecs-1', refunds: 8 })
    await report(service.buyer, { reference: 'ecs-2', state: 'open' })
    await report(service.buyer, { reference: 'ecs-2', state: 'open' })
    await report(service.buyer, { reference: 'ecs-3', state: 'failed' })
    expect(await quotaOf(service.buyer)).toEqual({ year: 2026, most: 10, used: 8, open: 1, left: 1 })
    await report(service.buyer, { reference: 'ecs-4', state: 'open' })
    const before = await kindsOf(service.subscriptionId)

    await expect(service.giveBack('five_day', 1000n)).rejects.toMatchObject({ code: 'refund.quota_used_up' })

    expect(await kindsOf(service.subscriptionId)).toEqual(before)
    expect(await balanceOf(service.buyer)).toBe(99_000n)
    expect(await service.look()).toMatchObject({
      refund: { allowed: false, refusal: { code: 'refund.quota_used_up' } },
      refundable: [],
    })
    // A refund that failed at the other system does not count any more.
    await report(service.buyer, { reference: 'ecs-4', state: 'failed' })
    await service.giveBack('five_day', 1000n)
    expect(await quotaOf(service.buyer)).toEqual({ year: 2026, most: 10, used: 9, open: 1, left: 0 })
  })

  test('R131: on 1 January in the market’s zone there are ten new ones', async () => {
    const { productId } = await listed()
    const buyer = await world.given.buyer(100_000n)
    await report(buyer, { reference: 'ecs-1', refunds: 10 })
    await world.advance(fromDays(37) + fromHours(9))
    expect(toIso(world.clock.now())).toBe('2026-12-31T15:33:00.000Z')
    const service = await serviceOf(buyer, productId)
    await expect(service.giveBack('five_day', 1000n)).rejects.toMatchObject({ code: 'refund.quota_used_up' })

    await world.advance(addMs(world.clock.now(), fromHours(1)) - world.clock.now())

    await service.giveBack('five_day', 1000n)
    expect(await quotaOf(buyer)).toMatchObject({ year: 2027, used: 1, left: 9 })
  })

  test('R132, R136: of four refunds that are asked for at once, only the tenth is made', async () => {
    const { productId } = await listed()
    const buyer = await world.given.buyer(100_000n)
    const services = []
    for (let i = 0; i < 4; i += 1) services.push(await serviceOf(buyer, productId))
    await report(buyer, { reference: 'ecs-1', refunds: 9 })

    const outcomes = await Promise.allSettled(services.map((one) => one.giveBack('five_day', 1000n)))

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of outcomes)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'refund.quota_used_up' })
    const states = await Promise.all(services.map(async (one) => (await one.held()).subscription.state))
    expect(states.toSorted()).toEqual(['active', 'active', 'active', 'cancelled'])
    expect(await quotaOf(buyer)).toMatchObject({ used: 10, left: 0 })
    expect(await balanceOf(buyer)).toBe(97_000n)
  })

  test('R131: of reports of one reference for two buyers at once one counts, and the other is refused', async () => {
    const operator = await world.given.operator()
    const requestedAt = toIso(world.clock.now())
    const reports = []
    for (let i = 0; i < 6; i += 1) {
      const { buyerId } = await world.given.buyer()
      reports.push({ buyerId: buyerId as Id<'byr'>, state: i % 2 ? ('open' as const) : ('failed' as const) })
    }

    const outcomes = await Promise.allSettled(
      reports.map(({ buyerId, state }) =>
        world.market.refunds.reportOutside(operator, buyerId, {
          reference: 'ecs-1',
          state,
          refunds: 1,
          requestedAt,
        }),
      ),
    )

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of outcomes)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'refund.reference_taken' })
    const kept = await Promise.all(
      reports.map(async ({ buyerId }) => (await world.market.refunds.getQuotaOf(operator, buyerId)).outside),
    )
    expect(kept.flat()).toHaveLength(1)
  })

  test('R131: only operators report outside refunds, of buyers that there are, and R7 keeps it', async () => {
    const service = await running()
    const buyerId = service.buyer.buyerId as Id<'byr'>
    const ask = {
      reference: 'x',
      state: 'succeeded',
      refunds: 1,
      requestedAt: toIso(world.clock.now()),
    } as const
    const { refunds } = world.market

    await expect(refunds.reportOutside(service.buyer, buyerId, ask)).rejects.toMatchObject({
      code: 'parties.not_an_operator',
    })
    await expect(refunds.getQuotaOf(service.buyer, buyerId)).rejects.toMatchObject({
      code: 'parties.not_an_operator',
    })
    const operator = await world.given.operator()
    await expect(refunds.reportOutside(operator, 'byr_none' as Id<'byr'>, ask)).rejects.toMatchObject({
      code: 'parties.buyer_not_found',
    })
    await refunds.reportOutside(operator, buyerId, ask)
    await refunds.reportOutside(operator, buyerId, ask)

    expect((await refunds.getQuotaOf(operator, buyerId)).outside).toMatchObject([
      { reference: 'x', refunds: 1 },
    ])
    expect((await kindsOf(buyerId)).filter((kind) => kind === 'refund.outside_reported')).toHaveLength(1)
  })
})
