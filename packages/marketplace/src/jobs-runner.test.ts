import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fromDays, fromMinutes, toId } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { openAtOnce, openScriptedSeller, openWorld } from './embedded/index.ts'
import type { ScriptedSeller, World } from './embedded/index.ts'
import { defaultCallSettings } from './calls/index.ts'
import { startJobs } from './jobs-runner.ts'
import type { RunningJobs } from './jobs-runner.ts'
import { createMarketplace } from './marketplace.ts'
import { insertTest } from './monitoring/store/index.ts'
import { createWatched } from './monitoring/testing/watched.ts'
import { createChangeFeed, createEventBus, runInTx, system } from './platform/index.ts'
import type { Heard, Platform, RemoteChangeFeed } from './platform/index.ts'

type Rows = {
  call: { state: string; due_at: Instant }
  attempt: { n: number; verdict: { code: string } | null }
  dial_test: {
    id: string
    half: string
    state: string
    skipped: string | null
    due_at: Instant
    lease_until: Instant | null
  }
  interface_watch: { failed_days: number; next_test_at: Instant }
  dial_call: { scene: string }
}

let world: World
let seller: ScriptedSeller
let jobs: RunningJobs
let productId: Id<'prd'>
let hear: (heard: Heard) => void

/** Beside the world, which makes the work, a node that does it; what it hears of the other one is said by the test. */
beforeEach(async () => {
  world = await openWorld()
  seller = await openScriptedSeller()
  productId = (await world.given.listedProduct(seller.url)).productId
  const remote: RemoteChangeFeed = {
    announce: () => undefined,
    onHeard: (listener) => (hear = listener),
    close: () => Promise.resolve(),
  }
  const platform: Platform = { ...world.platform, changes: createChangeFeed(remote), bus: createEventBus() }
  const calls = { ...defaultCallSettings, allow: ['127.0.0.0/8'] }
  const market = createMarketplace(platform, { calls })
  // Nothing happens by the passing of time.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  jobs = await startJobs(market, platform, { alone: false })
})
afterEach(async () => {
  vi.useRealTimers()
  await jobs.stop()
  await seller.close()
  await world.close()
})

const pay = async (): Promise<Id<'ord'>> => world.given.paidOrder(await world.given.buyer(), productId)
/** Turns of the event loop, in which everything that is going to happen has happened. */
async function turns(): Promise<void> {
  for (let n = 0; n < 200; n += 1) await new Promise((resolve) => setImmediate(resolve))
}

test.each(['calls', 'everything'])('hearing of %s, a node takes up what another one made', async (word) => {
  await pay()
  await turns()
  expect(seller.requests).toHaveLength(0)

  hear(word === 'everything' ? word : [word])

  while (seller.requests.length === 0) await turns()
  expect(seller.requests[0]?.activity).toBe('newInstance')
})

test('a node at rest takes up nothing, and ends what it has begun', async () => {
  let answer: (reply: ReturnType<typeof openAtOnce>) => void = () => undefined
  seller.answer((request) => new Promise((resolve) => (answer = () => resolve(openAtOnce(request)))))
  const orderId = await pay()
  hear('everything')
  while (seller.requests.length === 0) await turns()

  jobs.rest()
  await pay()
  hear('everything')
  answer({})
  const state = async () => (await world.market.orders.get(world.platform.db, orderId)).state
  while ((await state()) !== 'completed') await turns()
  await turns()

  expect(seller.requests).toHaveLength(1)
})

test('a node that stops breaks off what a seller does not answer after a second, and leaves it due at once', async () => {
  seller.answer(() => () => undefined)
  await pay()
  hear('everything')
  while (seller.requests.length === 0) await turns()

  let isStopped = false
  let tookMs = 0
  void jobs.stop().then(() => (isStopped = true))
  for (await turns(); !isStopped; await turns()) {
    await vi.advanceTimersByTimeAsync(100)
    tookMs += 100
  }

  const rows = world.platform.db.withTables<Rows>()
  const calls = await rows.selectFrom('call').select(['state', 'due_at']).execute()
  expect(calls).toEqual([{ state: 'waiting', due_at: world.clock.now() }])
  const attempts = await rows.selectFrom('attempt').select(['n', 'verdict']).execute()
  expect(attempts).toEqual([{ n: 1, verdict: { code: 'interrupted' } }])
  expect(tookMs).toBeGreaterThanOrEqual(1_000)
  expect(tookMs).toBeLessThanOrEqual(1_500)
})

test('a node that stops while only a dial test is on the wire leaves it due, calls no more of it and tells nothing', async () => {
  const watched = createWatched(() => world)
  const of = await watched.openWatched(seller)
  await watched.callScene(of.seller, of.productId, 'query')
  const before = seller.requests.length
  seller.answer(() => () => undefined)
  const planned = {
    id: world.platform.ids.next('dlt'),
    productId: of.productId,
    sellerId: toId(of.seller.sellerId, 'sel'),
    day: '2026-11-24',
    half: 'afternoon' as const,
    dueAt: world.clock.now(),
  }
  await runInTx(world.platform, { actor: system }, (tx) => insertTest(tx, planned))
  hear('everything')
  while (seller.requests.length === before) await turns()

  await jobs.stop()

  const rows = world.platform.db.withTables<Rows>()
  const tests = await rows.selectFrom('dial_test').select(['state', 'due_at', 'lease_until']).execute()
  expect(tests).toEqual([{ state: 'due', due_at: planned.dueAt, lease_until: null }])
  expect(await rows.selectFrom('dial_call').select('scene').execute()).toEqual([])
  expect(seller.requests).toHaveLength(before + 1)
})

test('dial tests that nobody made for days are left out and are no failed days; one in its two hours is made', async () => {
  const watched = createWatched(() => world)
  await watched.openWatched(seller)
  watched.breakDown(seller)
  const before = seller.requests.length
  const rows = world.platform.db.withTables<Rows>()
  const list = () => rows.selectFrom('dial_test').select(['half', 'state', 'skipped']).orderBy('id').execute()
  async function makeAll(): Promise<void> {
    hear('everything')
    while ((await list()).some(({ state }) => state === 'due' || state === 'running')) await turns()
  }
  // The node beside this world hears nothing meanwhile.
  await world.advance(fromDays(3))
  expect((await list()).map(({ state }) => state)).toEqual(Array(6).fill('due'))

  await makeAll()

  const late = ['afternoon', 'morning'].map((half) => ({ half, state: 'skipped', skipped: 'too_late' }))
  expect(await list()).toEqual([...late, ...late, ...late])
  const watch = () => rows.selectFrom('interface_watch').selectAll().executeTakeFirstOrThrow()
  const { failed_days: failedDays, next_test_at: next } = await watch()
  expect([failedDays, seller.requests.length]).toEqual([0, before])
  await world.advance(next - world.clock.now() + fromMinutes(119))
  await makeAll()
  expect((await list()).at(-1)).toEqual({ half: 'afternoon', state: 'failed', skipped: null })
  expect((await watch()).failed_days).toBe(1)
})
