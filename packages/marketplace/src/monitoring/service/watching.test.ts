import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromDays } from '@loggia/kernel'
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

describe.each(listRuleEngines(postgresUrl))(
  'what is watched and tested, and what is shown of it, on %s',
  (engine) => {
    let world: World
    let server: ScriptedSeller
    let operator: MemberActor
    let seller: MemberActor & { readonly sellerId: Id<'sel'> }
    let productId: Id<'prd'>
    const watched = createWatched(() => world)
    const { breakDown } = watched
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
    /** What operators are still asked to do. */
    const countTasks = async (): Promise<number> => {
      const { items } = await world.market.notifications.list({ kind: 'operator' }, { limit: 50 })
      return items.filter(({ kind, readAt }) => kind === 'interface_task' && readAt === undefined).length
    }

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
      await expect(monitoring().check(seller, productId)).rejects.toMatchObject({
        code: 'monitoring.no_cases',
      })

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
  },
)
