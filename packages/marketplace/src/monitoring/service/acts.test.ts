import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addMs, fromDays } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { listRuleEngines, openScriptedSeller, openWorld } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { createWatched } from '../testing/watched.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const page = { limit: 100 }
const reason = 'the seller has called'

describe.each(listRuleEngines(postgresUrl))('what is decided of a watched product, on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  let operator: MemberActor
  let seller: MemberActor & { readonly sellerId: Id<'sel'> }
  let productId: Id<'prd'>
  const watched = createWatched(() => world)
  const { breakDown, takeTold } = watched
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl, monitoring: { dialTestsAtOnce: 4 } })
    watched.listen()
  })
  beforeEach(async () => {
    server = await openScriptedSeller()
    operator = await world.given.operator()
    ;({ productId, seller } = await watched.openWatched(server))
  })
  afterEach(async () => {
    await server.close()
    await world.reset()
  })
  afterAll(() => world.close())

  const monitoring = () => world.market.monitoring
  const shown = async () => (await monitoring().getWatch(seller, 'seller', productId)).shown
  const standing = () => watched.standingOf(seller, productId)
  const state = () => watched.stateOf(seller, productId)
  const days = (count: number) => world.advance(fromDays(count))
  const testCount = async () => (await monitoring().listTests(operator, 'operator', page)).items.length
  async function freeze(): Promise<void> {
    breakDown(server)
    await days(5)
    expect(await standing()).toBe('frozen')
    takeTold()
  }
  const withoutDate = (): string[] => takeTold().map((one) => one.slice(9))

  test('dial tests that are off are not made, and the seller is told why; on again they go on', async () => {
    await monitoring().switchTests(operator, productId, { on: false, reason })
    await days(3)

    expect([await standing(), await testCount(), withoutDate()]).toEqual([
      'off',
      0,
      ['seller dial_tests_switched'],
    ])
    expect(await shown()).toMatchObject({ watch: { off: { reason } }, mayCheck: false })
    await expect(monitoring().check(seller, productId)).rejects.toMatchObject({
      code: 'monitoring.switched_off',
    })
    await expect(monitoring().switchTests(operator, productId, { on: false, reason })).rejects.toMatchObject({
      code: 'monitoring.already_switched',
    })
    await monitoring().switchTests(operator, productId, { on: true, reason })
    await days(1)
    expect([await standing(), await testCount()]).toEqual(['healthy', 2])
  })

  test('a freeze that an operator lifts puts it back on sale, and its days are counted from zero', async () => {
    await expect(monitoring().unfreeze(operator, productId, { reason })).rejects.toMatchObject({
      code: 'monitoring.not_frozen',
    })
    await freeze()

    await monitoring().unfreeze(operator, productId, { reason })

    expect([await state(), (await shown()).watch.failedDays]).toEqual(['listed', 0])
    expect(withoutDate()).toEqual(['seller interface_unfrozen operator'])
    await days(4)
    expect(await state()).toBe('listed')
    await days(1)
    expect(await state()).toBe('suspended')
  })

  test('deferred consequences do not come: what fails until then does not count', async () => {
    breakDown(server)
    await days(4)
    takeTold()
    const until = addMs(world.clock.now(), fromDays(10))
    for (const wrong of [world.clock.now(), addMs(world.clock.now(), fromDays(91))])
      await expect(
        monitoring().deferConsequences(operator, productId, { until: wrong, reason }),
      ).rejects.toMatchObject({ code: 'monitoring.deferral_out_of_range' })

    await monitoring().deferConsequences(operator, productId, { until, reason })
    await days(10)

    expect(withoutDate().filter((one) => !one.includes('dial_test_failed'))).toEqual([
      'seller interface_deferred',
    ])
    expect([await state(), (await shown()).watch.failedDays]).toEqual(['listed', 4])
    await days(1)
    expect(await state()).toBe('suspended')
  })

  test('a deferral is shown until it is over, or until the product is delisted, and no longer', async () => {
    const toOperator = async () =>
      (await monitoring().listWatches(operator, 'operator', page)).items.map(({ watch }) => watch.deferred)
    const until = addMs(world.clock.now(), fromDays(3))
    const later = addMs(world.clock.now(), fromDays(9))
    await monitoring().deferConsequences(operator, productId, { until, reason })
    await days(2)
    expect([(await shown()).watch.deferred, ...(await toOperator())]).toEqual([
      { until, reason },
      { until, reason },
    ])

    await days(1)

    expect([(await shown()).watch.deferred, ...(await toOperator())]).toEqual([undefined, undefined])
    await monitoring().deferConsequences(operator, productId, { until: later, reason })
    await monitoring().delistEarly(operator, productId, { reason })
    expect([(await shown()).watch.deferred, ...(await toOperator())]).toEqual([undefined, undefined])
  })

  test('an operator delists it before the rules do; it can return, also after a refusal', async () => {
    await monitoring().delistEarly(operator, productId, { reason })

    expect([await standing(), await state()]).toEqual(['delisted', 'delisted'])
    expect(withoutDate()).toEqual(['seller interface_delisted 0', 'operator interface_task delisted 0'])
    await expect(monitoring().delistEarly(operator, productId, { reason })).rejects.toMatchObject({
      code: 'monitoring.already_delisted',
    })
    await expect(
      monitoring().decideRelisting(operator, productId, { approve: true, reason }),
    ).rejects.toMatchObject({ code: 'monitoring.relisting_not_asked' })
    const ask = async () => {
      await monitoring().check(seller, productId)
      await world.settle()
      await monitoring().askRelisting(seller, productId, { note: 'works again' })
    }
    await ask()
    await expect(monitoring().askRelisting(seller, productId, {})).rejects.toMatchObject({
      code: 'monitoring.relisting_asked',
    })
    await monitoring().decideRelisting(operator, productId, { approve: false, reason })
    expect([await standing(), await state()]).toEqual(['delisted', 'delisted'])
    await expect(monitoring().askRelisting(seller, productId, {})).rejects.toMatchObject({
      code: 'monitoring.not_repaired',
    })
    await ask()
    await monitoring().decideRelisting(operator, productId, { approve: true, reason })
    expect([await standing(), await state()]).toEqual(['healthy', 'listed'])
  })

  test('R53: buyers hear of a relisting when the suspension that goes on is over', async () => {
    await world.given.paidOrder(await world.given.buyer(), productId)
    await world.settle()
    await world.market.catalog.suspend(operator, productId, { days: 2, reason })
    await monitoring().delistEarly(operator, productId, { reason })
    await monitoring().check(seller, productId)
    await world.settle()
    await monitoring().askRelisting(seller, productId, {})
    takeTold()

    await monitoring().decideRelisting(operator, productId, { approve: true, reason })
    await days(1)

    expect([await state(), withoutDate()]).toEqual(['suspended', ['seller relisting_decided']])
    await days(2)
    expect([await state(), withoutDate()]).toEqual(['listed', ['buyer product_availability true']])
    expect(await standing()).toBe('healthy')
  })

  test('R238: a relisting is not approved after a check that failed since it was asked for', async () => {
    await monitoring().delistEarly(operator, productId, { reason })
    const check = async () => {
      await monitoring().check(seller, productId)
      await world.settle()
    }
    await check()
    await monitoring().askRelisting(seller, productId, {})
    breakDown(server)
    await check()

    await expect(
      monitoring().decideRelisting(operator, productId, { approve: true, reason }),
    ).rejects.toMatchObject({ code: 'monitoring.not_repaired' })

    expect([await standing(), await state()]).toEqual(['relisting', 'delisted'])
    await monitoring().decideRelisting(operator, productId, { approve: false, reason })
    expect(await standing()).toBe('delisted')
  })

  test('only the seller of a product and operators see it and act on it', async () => {
    await days(1)
    const stranger = await world.given.seller()
    const { productId: theirs } = await watched.openWatched(server, stranger)
    const [mine] = (await monitoring().listTests(seller, 'seller', page)).items
    const dialTestId = mine?.test.id ?? 'dlt_'

    for (const refused of [
      () => monitoring().getWatch(stranger, 'seller', productId),
      () => monitoring().check(stranger, productId),
      () => monitoring().askRelisting(stranger, productId, {}),
    ])
      await expect(refused()).rejects.toMatchObject({ code: 'catalog.product_not_found' })
    await expect(monitoring().getTest(stranger, 'seller', dialTestId)).rejects.toMatchObject({
      code: 'monitoring.test_not_found',
    })
    const own = await monitoring().listWatches(stranger, 'seller', page)
    expect(own.items.map(({ product }) => product.id)).toEqual([theirs])
    expect((await monitoring().listTests(stranger, 'seller', { ...page, productId })).items).toEqual([])
    for (const act of [
      () => monitoring().switchTests(seller, productId, { on: false, reason }),
      () => monitoring().unfreeze(seller, productId, { reason }),
      () => monitoring().delistEarly(seller, productId, { reason }),
      () => monitoring().decideRelisting(seller, productId, { approve: true, reason }),
      () => monitoring().listWatches(seller, 'operator', page),
    ])
      await expect(act()).rejects.toMatchObject({ kind: 'forbidden' })
    const filtered = await monitoring().listWatches(operator, 'operator', {
      ...page,
      sellerId: stranger.sellerId,
    })
    expect(filtered.items.map(({ product }) => product.id)).toEqual([theirs])
    const all = await monitoring().listWatches(operator, 'operator', { ...page, standing: 'healthy' })
    expect(all.items.map(({ product }) => product.id)).toEqual([productId])
  })
})
