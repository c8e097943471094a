import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addMs, fromDays } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { CatalogTables } from '../../catalog/index.ts'
import { listRuleEngines, openScriptedSeller, openWorld } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import { runInTx, system } from '../../platform/index.ts'
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
  /** What operators are still asked to do. */
  const countTasks = async (): Promise<number> => {
    const { items } = await world.market.notifications.list({ kind: 'operator' }, { limit: 50 })
    return items.filter(({ kind, readAt }) => kind === 'interface_task' && readAt === undefined).length
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

  test('buyers see what the newest dial tests found, of the product and of all products of its seller', async () => {
    const { views } = world.market
    const read = async () => [
      (await views.getProduct(productId)).check,
      (await views.getPublicSeller(seller.sellerId)).check,
    ]
    expect(await read()).toEqual([undefined, undefined])
    const other = await watched.openWatched(server, seller)

    await days(1)
    const { at, ...passed } = (await views.getProduct(productId)).check ?? { at: '' }

    expect([passed, at.slice(0, 10)]).toEqual([{ products: 1, passed: 1 }, '2026-11-25'])
    expect((await read())[1]).toMatchObject({ products: 2, passed: 2 })
    breakDown(server)
    await days(1)
    expect(await read()).toMatchObject([
      { products: 1, passed: 0 },
      { products: 2, passed: 0 },
    ])
    await monitoring().delistEarly(operator, other.productId, { reason })
    expect((await read())[1]).toMatchObject({ products: 1, passed: 0 })
    await monitoring().switchTests(operator, productId, { on: false, reason })
    expect(await read()).toEqual([undefined, undefined])
  })

  test('R52: the page of a seller says nothing of a product that is not listed', async () => {
    await days(1)
    const products = world.platform.db.withTables<CatalogTables>().updateTable('product')
    await products.set({ state: 'hidden', hidden: true }).where('id', '=', productId).execute()
    expect(await state()).toBe('hidden')

    expect((await world.market.views.getPublicSeller(seller.sellerId)).check).toBeUndefined()
  })

  test('delisted for good, it is watched no longer, and nobody is asked to decide about it', async () => {
    await monitoring().delistEarly(operator, productId, { reason })
    await monitoring().check(seller, productId)
    await world.settle()
    await monitoring().askRelisting(seller, productId, {})
    expect(await countTasks()).toBe(1)

    await world.market.catalog.delist(operator, productId, { reason })

    expect(await countTasks()).toBe(0)
    await expect(monitoring().getWatch(operator, 'operator', productId)).rejects.toMatchObject({
      code: 'monitoring.not_watched',
    })
    expect(await shown()).toMatchObject({ mayCheck: false, mayAskRelisting: false })
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

  test('a check that is asked for twice is made once, and three times a minute at most', async () => {
    const { dialTestId } = await monitoring().check(seller, productId)
    await expect(monitoring().check(seller, productId)).rejects.toMatchObject({
      code: 'monitoring.check_running',
    })
    expect((await shown()).mayCheck).toBe(false)
    await world.settle()
    expect((await monitoring().getTest(seller, 'seller', dialTestId)).test).toMatchObject({
      half: 'repair',
      state: 'passed',
    })

    await monitoring().check(seller, productId)
    await expect(monitoring().check(seller, productId)).rejects.toMatchObject({
      code: 'monitoring.check_limited',
    })
  })

  test('a test shows what was called, with secrets masked', async () => {
    await watched.callScene(seller, productId, 'query')
    const { dialTestId } = await monitoring().check(seller, productId)
    await world.settle()

    const { calls } = await monitoring().getTest(seller, 'seller', dialTestId)

    expect(calls.map(({ scene, isNeeded, passed, url }) => [scene, isNeeded, passed, url])).toEqual([
      ['new_period', true, true, server.url],
      ['query', expect.any(Boolean), true, server.url],
    ])
    expect(calls[1]?.reply?.masked).toContain('password')
    expect(JSON.stringify(calls)).not.toContain('canary-initial-password')
  })

  test('R239: without a case nothing is called, and it shows; with the first case it goes on', async () => {
    await world.platform.db.script('delete from debug_case')
    await days(3)
    expect([await standing(), await testCount()]).toEqual(['no_cases', 1])
    const [first] = (await monitoring().listTests(seller, 'seller', page)).items
    expect(first?.test).toMatchObject({ state: 'skipped', skipped: 'no_cases' })
    await expect(monitoring().check(seller, productId)).rejects.toMatchObject({ code: 'monitoring.no_cases' })

    await watched.callScene(seller, productId, 'new_period')
    await days(1)

    expect([await standing(), await testCount()]).toEqual(['healthy', 3])
  })

  describe('a license of codes that was listed without a server', () => {
    let listed: Awaited<ReturnType<World['given']['listedProduct']>>
    beforeEach(async () => {
      listed = await world.given.listedProduct(server.url, undefined, {
        type: 'license',
        supervision: { flow: 'license_code' },
      })
    })
    const watchesOf = async () => (await monitoring().listWatches(listed.seller, 'seller', page)).items
    async function bindServer(): Promise<void> {
      const { access } = world.market
      const { sellerId } = listed
      const addressId = await runInTx(world.platform, { actor: system }, (tx) =>
        access.approveAddressIn(tx, { sellerId, url: server.url }),
      )
      const { id: keyId } = await access.makeKey(listed.seller, 'authorisation_code')
      const speech = { protocol: 'license-code' } as const
      await access.bind(listed.seller, listed.productId, { addressId, keyId, speech, confirm: false })
    }

    test('R44: bound while it is on sale it is watched at once, without cases', async () => {
      expect(await watchesOf()).toEqual([])

      await bindServer()

      expect(await watchesOf()).toMatchObject([
        { standing: 'no_cases', watch: { productId: listed.productId, hasCases: false } },
      ])
      const toOperators = await monitoring().listWatches(operator, 'operator', {
        ...page,
        standing: 'no_cases',
      })
      expect(toOperators.items).toHaveLength(1)
    })

    test('R44: bound while it is suspended it is watched when it is on sale again', async () => {
      await world.market.catalog.suspend(operator, listed.productId, { days: 3, reason })
      await bindServer()
      expect(await watchesOf()).toEqual([])

      await days(4)

      expect(await watchesOf()).toMatchObject([{ standing: 'no_cases' }])
    })
  })

  test('R239: a case that is saved while a test finds none is not lost, nor one of a product that comes back on sale', async () => {
    const { db } = world.platform
    // The test finds no scene to call, but a case is there when its result is written.
    await db.script(`update debug_case set scene = 'gone'`)
    await days(1)
    await db.script(`update debug_case set scene = 'new_period'`)
    expect((await shown()).watch.hasCases).toBe(true)
    await days(1)
    expect([await standing(), await testCount()]).toEqual(['healthy', 4])

    await db.script('update debug_case set passed = false')
    await days(1)
    expect(await standing()).toBe('no_cases')
    await world.market.catalog.suspend(operator, productId, { days: 1, reason })
    await db.script('update debug_case set passed = true')
    await days(2)
    expect([await standing(), (await shown()).watch.hasCases]).toEqual(['healthy', true])
  })

  test('R240: what is suspended is not called, what is delisted for good is watched no longer', async () => {
    await world.market.catalog.suspend(operator, productId, { days: 3, reason })
    await days(2)
    expect([await testCount(), (await shown()).watch.nextTestAt]).toEqual([0, undefined])
    expect((await shown()).mayCheck).toBe(false)
    await expect(monitoring().check(seller, productId)).rejects.toMatchObject({
      code: 'monitoring.not_called',
    })
    await days(2)
    expect(await testCount()).toBeGreaterThan(0)
    const before = await testCount()

    await world.market.catalog.delist(operator, productId, { reason })
    await days(2)

    expect([await testCount(), (await monitoring().listWatches(seller, 'seller', page)).items]).toEqual([
      before,
      [],
    ])
    expect((await shown()).mayCheck).toBe(false)
  })

  test('tests are kept for 90 days', async () => {
    await days(1)
    expect(await testCount()).toBe(2)
    await world.platform.db.script(`update dial_test set ended_at = ended_at - interval '90 days'`)

    await days(1)

    expect(await testCount()).toBe(2)
    // Also those of a product that is called no more.
    await world.market.catalog.delist(operator, productId, { reason })
    await days(88)
    expect(await testCount()).toBe(2)
    await days(4)
    expect(await testCount()).toBe(0)
    expect(await world.queues.nextWakeup()).toBeUndefined()
  })
})
