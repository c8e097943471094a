import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromDays, omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import {
  listRuleEngines,
  openAtOnce,
  openBoughtService,
  openScriptedSeller,
  openWorld,
} from '../embedded/index.ts'
import type { ScriptedSeller, World } from '../embedded/index.ts'
import { requireBuyer } from '../parties/index.ts'
import type { MemberActor } from '../platform/index.ts'
import { countStatements } from '../platform/testing/statements.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('the services of a buyer, on %s', (engine) => {
  let world: World
  let seller: ScriptedSeller
  let buyer: MemberActor
  let productId: Id<'prd'>
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  beforeEach(async () => {
    seller = await openScriptedSeller()
    seller.answer(openAtOnce)
    ;({ productId } = await world.given.listedProduct(seller.url))
    buyer = await world.given.buyer()
  })
  afterEach(async () => {
    await seller.close()
    await world.reset()
  })
  afterAll(() => world.close())

  const buy = () => openBoughtService(world, buyer, productId)
  const setAuto = (id: Id<'sub'>, on: boolean, period?: 'month' | 'year') =>
    world.market.subscriptions.setAutoRenewal(buyer, id, { on, daysBefore: 1, times: 0, period })
  const listByLoss = (limit: number, after?: string) =>
    world.market.views.listServices(
      { buyerId: requireBuyer(buyer), sort: 'loss' },
      omitUndefined({ limit, after }),
    )

  test('R113: are listed by when they lose their use or their data; what renews automatically comes last', async () => {
    const kept = await buy()
    await world.advance(fromDays(1))
    const inGrace = await buy()
    await world.advance(fromDays(20))
    const active = await buy()
    const renewing = await buy()
    await setAuto(renewing.subscriptionId, true)
    await world.advance(fromDays(10.5))
    const last = await buy()

    const listed = []
    for (let after: string | undefined, isOver = false; !isOver; isOver = after === undefined) {
      const page = await listByLoss(2, after)
      listed.push(...page.items)
      after = page.next
    }

    expect(listed.map(({ state }) => state)).toEqual(['grace', 'retention', 'active', 'active', 'active'])
    expect(listed.map(({ id }) => id)).toEqual(
      [inGrace, kept, active, last, renewing].map(({ subscriptionId }) => subscriptionId),
    )
  })

  test('each is seen once, also if what it loses next moves to another page meanwhile', async () => {
    const ids: Id<'sub'>[] = []
    for (let n = 0; n < 6; n += 1) {
      ids.push((await buy()).subscriptionId)
      await world.advance(fromDays(1))
    }
    const [first, , third] = ids
    if (!first || !third) throw new Error('Nothing was bought')
    await setAuto(first, true)
    const placesOf = (page: Awaited<ReturnType<typeof listByLoss>>) =>
      page.items.map(({ id }) => ids.indexOf(id as Id<'sub'>))

    const one = await listByLoss(2)
    // One that was seen comes last now, and one that was not seen comes first.
    await setAuto(third, true)
    await setAuto(first, false)
    const two = await listByLoss(2, one.next)
    const three = await listByLoss(2, two.next)

    expect([placesOf(one), placesOf(two), placesOf(three)]).toEqual([
      [1, 2],
      [0, 3],
      [4, 5],
    ])
    expect(three.next).toBeUndefined()
  })

  test('R117: are counted by type and state, with trials and those that end within 15 days without renewal', async () => {
    const count = (type?: 'saas' | 'license') => world.market.views.countServices(requireBuyer(buyer), type)
    expect(await count()).toEqual({ types: [], states: [], trials: 0, expiring: 0 })
    await buy()
    const renewing = await buy()
    await setAuto(renewing.subscriptionId, true)
    await world.given.buyer()

    const atFirst = await count()
    await world.advance(fromDays(16))
    await buy()

    expect(atFirst).toEqual({
      types: [{ type: 'saas', count: 2 }],
      states: [{ state: 'active', count: 2 }],
      trials: 0,
      expiring: 0,
    })
    expect(await count('saas')).toEqual({
      types: [{ type: 'saas', count: 3 }],
      states: [{ state: 'active', count: 3 }],
      trials: 0,
      expiring: 1,
    })
    expect(await count('license')).toEqual({
      types: [{ type: 'saas', count: 3 }],
      states: [],
      trials: 0,
      expiring: 0,
    })
    const listed = await world.market.views.listServices(
      { buyerId: requireBuyer(buyer), type: 'license', sort: 'loss' },
      { limit: 5 },
    )
    expect(listed.items).toEqual([])
  })

  test('R110: a page of many that renew automatically asks no more of the database than a page of one', async () => {
    const many = 8
    const other = await world.given.listedProduct(seller.url)
    const list = () => world.market.views.listServices({ buyerId: requireBuyer(buyer) }, { limit: 20 })
    await setAuto((await buy()).subscriptionId, true)
    const ofOne = await countStatements(world.platform.db, list)
    for (let n = 1; n < many; n += 1) {
      const { subscriptionId } = n % 2 ? await openBoughtService(world, buyer, other.productId) : await buy()
      await setAuto(subscriptionId, true, n % 3 ? 'month' : 'year')
    }

    const ofMany = await countStatements(world.platform.db, list)

    expect(ofMany.statements).toBe(ofOne.statements)
    const renewals = ofMany.answer.items.toReversed().map(({ nextRenewal }) => nextRenewal)
    expect(renewals).toEqual(
      Array.from({ length: many }, (_, n) =>
        n === 0 || n % 3
          ? { period: 'month', amount: { amount: '10.00', currency: 'CNY' } }
          : { period: 'year', amount: { amount: '100.00', currency: 'CNY' } },
      ),
    )
  })
})
