import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromDays, toId } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { defaultCallSettings } from '../../calls/index.ts'
import { listRuleEngines, openScriptedSeller, openWorld } from '../../embedded/index.ts'
import type { ScriptedSeller, SellerReply, World } from '../../embedded/index.ts'
import { createMemoryPlatform } from '../../embedded/memory-platform.ts'
import { connectJobs } from '../../jobs.ts'
import { createMarketplace } from '../../marketplace.ts'
import type { Marketplace } from '../../marketplace.ts'
import { runInTx, system } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import * as store from '../store/index.ts'
import type { MonitoringTables } from '../tables.ts'
import { createWatched } from '../testing/watched.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('dial tests on two nodes, on %s', (engine) => {
  let world: World
  let other: Marketplace
  let server: ScriptedSeller
  let seller: MemberActor
  let productId: Id<'prd'>
  const watched = createWatched(() => world)
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl, monitoring: { dialTestsAtOnce: 4 } })
    const platform = createMemoryPlatform(world.platform.db, world.clock)
    other = createMarketplace(platform, {
      passwordCost: { n: 2 ** 10, r: 8, p: 1 },
      calls: { ...defaultCallSettings, allow: ['127.0.0.0/8'] },
    })
    connectJobs(other, platform)
    watched.listen()
    watched.listen(platform)
  })
  beforeEach(async () => {
    server = await openScriptedSeller()
    ;({ productId, seller } = await watched.openWatched(server))
  })
  afterEach(async () => {
    await server.close()
    await world.reset()
  })
  afterAll(async () => {
    await other.calls.engine.stop(0)
    await world.close()
  })

  const tables = () => world.platform.db.withTables<MonitoringTables>()
  const now = () => world.clock.now()
  const rowsOf = () => tables().selectFrom('dial_test').selectAll().orderBy('id').execute()
  async function plan(of: { productId: Id<'prd'>; sellerId: Id<'sel'> }) {
    const id = world.platform.ids.next('dlt')
    const test = { ...of, id, half: 'afternoon' as const, day: '2026-11-23', dueAt: now() }
    await runInTx(world.platform, { actor: system }, (tx) => store.insertTest(tx, test))
  }
  const sellerId = () => seller.sellerId as Id<'sel'>
  /** The process is gone: nobody renews what it had begun. */
  const endLeases = () =>
    world.platform.db.script(`update dial_test set lease_until = '2000-01-01' where state = 'running'`)

  test('what a killed node had begun is called again by another, and its late result changes and tells nothing', async () => {
    await world.advance(fromDays(1))
    watched.takeTold()
    const replies: ((reply: SellerReply) => void)[] = []
    const begun = server.requests.length
    server.answer(() => new Promise<SellerReply>((resolve) => replies.push(resolve)))
    await plan({ productId, sellerId: sellerId() })
    const [mine, theirs] = [world.market.monitoring.runner, other.monitoring.runner]

    expect(await mine.round(now())).toBe(1)
    await expect.poll(() => server.requests.length).toBe(begun + 1)
    await theirs.recover('over')
    expect([await theirs.nextDue(), await theirs.round(now())]).toEqual([undefined, 0])
    await endLeases()
    await theirs.recover('over')
    expect(await theirs.round(now())).toBe(1)
    await expect.poll(() => server.requests.length).toBe(begun + 2)
    const [first, second] = replies
    second?.({ resultCode: '000005', resultMsg: 'broken' })
    await theirs.idle()
    first?.({ resultCode: '000000', resultMsg: 'success.', instanceId: 'i-late' })
    await mine.idle()

    const test = (await rowsOf()).at(-1)
    expect(test).toMatchObject({ state: 'failed', fence: 2, calls: 1, passed_calls: 0, lease_until: null })
    const calls = await tables().selectFrom('dial_call').selectAll().execute()
    expect(calls.filter((call) => call.dial_test_id === test?.id).map(({ passed }) => passed)).toEqual([
      false,
    ])
    expect(watched.takeTold().map((one) => one.slice(9))).toEqual(['seller dial_test_failed'])
    expect(await watched.standingOf(seller, productId)).toBe('failing')
  })

  test('two nodes that look at the same time take each test once, and call one seller for one test at a time', async () => {
    const others = []
    for (let n = 0; n < 5; n += 1) others.push(await watched.openWatched(server))
    const more = await watched.openWatched(server, { ...seller, sellerId: sellerId() })
    const all = [...others, { productId, seller }, more]
    for (const one of all)
      await plan({ productId: one.productId, sellerId: toId(one.seller.sellerId, 'sel') })
    const runners = [world.market.monitoring.runner, other.monitoring.runner]

    let begun = 0
    for (let looked = 0; looked < 20; looked += 1) {
      const taken = await Promise.all(runners.map((runner) => runner.round(now())))
      begun += taken.reduce((sum, one) => sum + one, 0)
      const running = await tables()
        .selectFrom('dial_test')
        .select('seller_id')
        .where('state', '=', 'running')
        .execute()
      expect(new Set(running.map((row) => row.seller_id)).size).toBe(running.length)
      await Promise.all(runners.map((runner) => runner.idle()))
    }

    expect(begun).toBe(all.length)
    expect((await rowsOf()).map(({ state, fence }) => [state, fence])).toEqual(all.map(() => ['passed', 1]))
  })

  test('a node keeps its test however long it takes, and does not take it twice if the lease is lost', async () => {
    const replies: ((reply: SellerReply) => void)[] = []
    server.answer(() => new Promise<SellerReply>((resolve) => replies.push(resolve)))
    await plan({ productId, sellerId: sellerId() })
    const [mine, theirs] = [world.market.monitoring.runner, other.monitoring.runner]
    expect(await mine.round(now())).toBe(1)
    await expect.poll(() => replies.length).toBe(1)

    await endLeases()
    await mine.recover('over')
    await theirs.recover('over')
    expect(await rowsOf()).toMatchObject([{ state: 'running', fence: 1 }])
    await endLeases()
    await theirs.recover('over')

    expect([await mine.nextDue(), await mine.round(now())]).toEqual([undefined, 0])
    expect(await rowsOf()).toMatchObject([{ state: 'due', fence: 1 }])
    replies[0]?.({ resultCode: '000000', instanceId: 'i-1' })
    await mine.idle()
    expect(await mine.round(now())).toBe(1)
    await expect.poll(() => replies.length).toBe(2)
    replies[1]?.({ resultCode: '000000', instanceId: 'i-2' })
    await mine.idle()
    expect(await rowsOf()).toMatchObject([{ state: 'passed', fence: 2 }])
  })

  test('checks of repairs are taken before planned tests, of a seller and among sellers', async () => {
    const of = []
    for (let n = 0; n < 4; n += 1) of.push(await watched.openWatched(server))
    for (const one of of) await plan({ productId: one.productId, sellerId: toId(one.seller.sellerId, 'sel') })
    await plan({ productId, sellerId: sellerId() })
    const { dialTestId } = await world.market.monitoring.check(seller, productId)
    const { runner } = other.monitoring

    expect(await runner.round(now())).toBe(4)
    await runner.idle()

    const left = (await rowsOf()).filter(({ state }) => state === 'due')
    expect(left.map(({ half }) => half)).toEqual(['afternoon', 'afternoon'])
    expect((await rowsOf()).find(({ id }) => id === dialTestId)).toMatchObject({ state: 'passed' })
  })

  test('a node takes no more than its setting, and none when it rests', async () => {
    const replies: ((reply: SellerReply) => void)[] = []
    for (let n = 0; n < 5; n += 1) {
      const one = await watched.openWatched(server)
      await plan({ productId: one.productId, sellerId: toId(one.seller.sellerId, 'sel') })
    }
    server.answer(() => new Promise<SellerReply>((resolve) => replies.push(resolve)))
    const { runner } = other.monitoring

    expect([await runner.round(now()), await runner.round(now())]).toEqual([4, 0])
    expect(await runner.nextDue()).toBeUndefined()
    await expect.poll(() => replies.length).toBe(4)
    runner.rest()
    for (const reply of replies) reply({ resultCode: '000000', instanceId: 'i-1' })
    await runner.idle()

    expect(await runner.round(now())).toBe(0)
    expect((await rowsOf()).filter(({ state }) => state === 'due')).toHaveLength(1)
  })
})
