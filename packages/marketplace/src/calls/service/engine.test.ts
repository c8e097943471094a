import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fromMinutes } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { openAtOnce, openScriptedSeller, openWorld, listWorldEngines } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import { connectJobs } from '../../jobs.ts'
import { createMarketplace } from '../../marketplace.ts'
import { createEventBus, runInTx, listHistory, system } from '../../platform/index.ts'
import { defaultCallSettings } from '../schema.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
type Rows = {
  call: { id: string; state: string; fence: number; live: boolean }
  attempt: {
    call_id: string
    n: number
    late: boolean
    verdict: { code: string } | null
    reply_sealed: Uint8Array | null
  }
}

describe.each(listWorldEngines(postgresUrl))('the calls engine on %s', (engine) => {
  let world: World
  let seller: ScriptedSeller
  const settings = { timeLimitMs: 1500, leaseMarginMs: 60_000 }
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl, calls: settings })
  })
  afterEach(async () => {
    await seller.close()
    await world.reset()
  })
  afterAll(() => world.close())

  const rows = () => world.platform.db.withTables<Rows>()
  const calls = () => rows().selectFrom('call').selectAll().orderBy('id').execute()
  const attempts = () => rows().selectFrom('attempt').selectAll().orderBy('call_id').orderBy('n').execute()

  async function given(orders: number) {
    seller = await openScriptedSeller()
    const { productId, sellerId } = await world.given.listedProduct(seller.url)
    const buyer = await world.given.buyer(10_000_000n)
    const orderIds: Id<'ord'>[] = []
    for (let i = 0; i < orders; i += 1) orderIds.push(await world.given.paidOrder(buyer, productId))
    return { productId, sellerId, buyer, orderIds }
  }

  const states = (orderIds: readonly Id<'ord'>[]) =>
    Promise.all(orderIds.map(async (id) => (await world.market.orders.get(world.platform.db, id)).state))

  test('at most four calls of one seller are open at once', async () => {
    const { orderIds } = await given(12)
    seller.answer(async (request) => {
      await new Promise((resolve) => setImmediate(resolve))
      return openAtOnce(request)
    })

    await world.settle()

    expect(await states(orderIds)).toEqual(Array(12).fill('completed'))
    expect(seller.peak()).toBeLessThanOrEqual(4)
    expect(seller.peak()).toBeGreaterThan(1)
  })

  test('a seller that hangs takes nothing from another one', async () => {
    await given(8)
    const hanging = seller
    hanging.answer(() => () => undefined)
    const healthy = await openScriptedSeller()
    const other = await world.given.listedProduct(healthy.url)
    const orderId = await world.given.paidOrder(await world.given.buyer(), other.productId)

    await world.queues.runDue(world.clock.now())
    while (hanging.peak() < 4 || healthy.of('newInstance').length === 0)
      await new Promise((resolve) => setImmediate(resolve))

    expect(hanging.requests).toHaveLength(4)
    // The four calls still hang; the answer to their retries does not matter here.
    hanging.answer(openAtOnce)
    await world.advance(fromMinutes(1))
    expect(await states([orderId])).toEqual(['completed'])
    await healthy.close()
  })

  test('calls of one lane go out in order: the next is not sent before the one before is closed', async () => {
    const { orderIds, productId, sellerId } = await given(1)
    seller.answer((request) =>
      request.activity === 'newInstance' && seller.of('newInstance').length < 3
        ? { resultCode: '000005' }
        : openAtOnce(request),
    )
    const order = await world.market.orders.get(world.platform.db, orderIds[0] as Id<'ord'>)
    const subscription = await world.market.subscriptions.findByLine(
      world.platform.db,
      order.lines[0]?.id as Id<'orl'>,
    )
    const operation = { kind: 'set_instance_status' as const, reference: 'i-1', status: 'frozen' as const }
    await runInTx(world.platform, { actor: system }, (tx) =>
      world.market.calls.enqueue(tx, {
        sellerId,
        productId,
        lane: subscription?.id ?? '',
        subject: order.id,
        operation,
      }),
    )

    await world.advance(fromMinutes(10))

    expect(seller.requests.map((request) => request.activity)).toEqual([
      'newInstance',
      'newInstance',
      'newInstance',
      'updateInstanceStatus',
      'queryInstance',
    ])
  })

  test('an attempt whose process died is on record, and the call goes out again, as the same operation', async () => {
    const { orderIds } = await given(1)
    const held: (() => void)[] = []
    seller.answer((request) =>
      request.activity === 'newInstance'
        ? new Promise((resolve) => held.push(() => resolve(openAtOnce(request))))
        : openAtOnce(request),
    )
    await world.queues.runDue(world.clock.now())
    while (held.length < 1) await new Promise((resolve) => setImmediate(resolve))

    await world.market.calls.engine.recover(true)
    await world.queues.runDue(world.clock.now())
    while (held.length < 2) await new Promise((resolve) => setImmediate(resolve))
    held[0]?.()
    while (!(await attempts()).some((attempt) => attempt.late))
      await new Promise((resolve) => setImmediate(resolve))
    expect(await states(orderIds)).toEqual(['processing'])
    held[1]?.()
    await world.settle()

    const [create] = await calls()
    const tries = (await attempts()).filter((attempt) => attempt.call_id === create?.id)
    expect(tries).toMatchObject([
      { n: 1, late: true, verdict: { code: 'interrupted' } },
      { n: 2, late: false, verdict: { code: 'succeeded' } },
    ])
    expect(tries[0]?.reply_sealed).not.toBeNull()
    const [first, second] = seller.of('newInstance').map((request) => request.members)
    expect(second).toMatchObject({ orderId: first?.orderId, orderLineId: first?.orderLineId })
    expect(await states(orderIds)).toEqual(['completed'])
  })

  test('two attempts of one call that are answered together: one holds it and is applied, the other is late', async () => {
    await given(2)
    let [open, hold]: [() => void, boolean] = [() => undefined, false]
    const held = new Promise<void>((resolve) => (open = resolve))
    const db = {
      ...world.platform.db,
      transaction: async <T>(work: Parameters<typeof world.platform.db.transaction<T>>[0]): Promise<T> => {
        if (hold) await held
        return world.platform.db.transaction(work)
      },
    }
    const platform = { ...world.platform, db, bus: createEventBus() }
    const market = createMarketplace(platform, {
      calls: { ...defaultCallSettings, timeLimitMs: 60_000, settlers: 1, allow: ['127.0.0.0/8'] },
    })
    const queues = connectJobs(market, platform)
    const waiting: (() => void)[] = []
    seller.answer((request) => new Promise((resolve) => waiting.push(() => resolve(openAtOnce(request)))))
    const arrived = async (n: number): Promise<void> => {
      while (waiting.length < n) await new Promise((resolve) => setImmediate(resolve))
    }
    await queues.runCalls(world.clock.now())
    await arrived(2)
    await market.calls.engine.recover(true)
    await queues.runCalls(world.clock.now())
    await arrived(4)

    // The first settle waits for the database; the answers that arrive meanwhile are settled together.
    hold = true
    for (const answer of waiting) answer()
    for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    hold = false
    open()
    await market.calls.engine.idle()

    const creates = (await attempts()).filter((attempt) => attempt.verdict)
    expect(creates.map((attempt) => [attempt.n, attempt.late])).toEqual([
      [1, true],
      [2, false],
      [1, true],
      [2, false],
    ])
    await market.calls.engine.stop(0)
  })

  test('a lease that is not over is left alone by a node that is not by itself', async () => {
    await given(1)
    seller.answer(() => () => undefined)
    await world.queues.runDue(world.clock.now())
    while (seller.requests.length === 0) await new Promise((resolve) => setImmediate(resolve))

    await world.market.calls.engine.recover(false)

    expect(await calls()).toMatchObject([{ state: 'sending', fence: 1 }])
    await world.market.calls.engine.idle()
  })

  test('an answer that cannot be applied is kept, the call is stuck, and nothing of the handler remains', async () => {
    const { orderIds } = await given(1)
    const platform = { ...world.platform, bus: createEventBus() }
    const market = createMarketplace(platform, {
      calls: { ...defaultCallSettings, ...settings, allow: ['127.0.0.0/8'] },
    })
    const queues = connectJobs(market, platform)
    market.calls.onOperations({
      saas: {
        answers: {
          create_instance: async (tx, answered) => {
            await tx
              .withTables<{ wakeup: { kind: string; subject: string; due_at: Date } }>()
              .deleteFrom('wakeup')
              .execute()
            throw new Error(`planted: ${answered.map(({ call }) => call.id).join()}`)
          },
        },
      },
    })

    await queues.runDue(world.clock.now())
    await market.calls.engine.idle()

    expect(await calls()).toMatchObject([{ state: 'stuck', fence: 1 }])
    expect((await attempts())[0]).toMatchObject({ verdict: { code: 'succeeded' } })
    expect((await listHistory(world.platform.db, orderIds[0] as Id<'ord'>)).at(-1)).toMatchObject({
      kind: 'call.stuck',
    })
    expect(await world.market.views.getOverview()).toMatchObject({ stuckCalls: 1 })
    expect((await attempts())[0]?.reply_sealed).not.toBeNull()
    expect(await states(orderIds)).toEqual(['processing'])
    await market.calls.engine.stop(0)
  })

  test('a call that cannot be built waits, and holds up nobody else', async () => {
    const damaged = await given(1)
    const keys = world.platform.db.withTables<{
      access_key: { seller_id: string; secret_sealed: Uint8Array }
    }>()
    await keys
      .updateTable('access_key')
      .set({ secret_sealed: new Uint8Array(64) })
      .where('seller_id', '=', damaged.sellerId)
      .execute()
    const other = await world.given.listedProduct(seller.url)
    const orderId = await world.given.paidOrder(await world.given.buyer(), other.productId)

    await world.settle()

    expect(await states([...damaged.orderIds, orderId])).toEqual(['processing', 'completed'])
    expect(await world.queues.nextDue()).toBe(world.clock.now() + fromMinutes(1))
  })

  test('a node without room claims nothing, and has nothing due until an answer makes room', async () => {
    await given(2)
    const platform = { ...world.platform, bus: createEventBus() }
    const market = createMarketplace(platform, {
      calls: { ...defaultCallSettings, ...settings, nodeLimit: 1, allow: ['127.0.0.0/8'] },
    })
    const queues = connectJobs(market, platform)
    seller.answer(() => () => undefined)

    await queues.runDue(world.clock.now())

    expect((await calls()).map((call) => call.state).sort()).toEqual(['sending', 'waiting'])
    expect(await market.calls.engine.nextDue()).toBeUndefined()
    await market.calls.engine.stop(0)
  })

  test('an answer outlives a database that is away for a moment', async () => {
    const { orderIds } = await given(1)
    let away = 0
    const db = {
      ...world.platform.db,
      transaction: <T>(work: Parameters<typeof world.platform.db.transaction<T>>[0]): Promise<T> => {
        if (seller.requests.length > 0 && (away += 1) <= 3)
          return Promise.reject(Object.assign(new Error('planted'), { code: 'ECONNREFUSED' }))
        return world.platform.db.transaction(work)
      },
    }
    const platform = { ...world.platform, db, bus: createEventBus() }
    const market = createMarketplace(platform, {
      calls: { ...defaultCallSettings, ...settings, allow: ['127.0.0.0/8'] },
      monitoring: { dialTestsAtOnce: 0 },
    })
    const queues = connectJobs(market, platform)

    await queues.runDue(world.clock.now())
    await market.calls.engine.idle()

    expect(away).toBeGreaterThan(3)
    expect(seller.of('newInstance')).toHaveLength(1)
    expect(await states(orderIds)).toEqual(['completed'])
    await market.calls.engine.stop(0)
  })

  test('told to stop, it breaks off what is under way; the call waits, due now', async () => {
    const { orderIds } = await given(1)
    const platform = { ...world.platform, bus: createEventBus() }
    const market = createMarketplace(platform, {
      calls: { ...defaultCallSettings, timeLimitMs: 60_000, allow: ['127.0.0.0/8'] },
    })
    const queues = connectJobs(market, platform)
    seller.answer(() => () => undefined)
    await queues.runDue(world.clock.now())
    while (seller.requests.length === 0) await new Promise((resolve) => setImmediate(resolve))

    await market.calls.engine.stop(0)

    expect(await calls()).toMatchObject([{ state: 'waiting' }])
    expect((await attempts())[0]).toMatchObject({ verdict: { code: 'interrupted' } })
    seller.answer(openAtOnce)
    await world.advance(fromMinutes(2))
    expect(await states(orderIds)).toEqual(['completed'])
  })
})

describe.runIf(postgresUrl)('several nodes on one PostgreSQL', () => {
  test('send each call once', async () => {
    const world = await openWorld({ engine: 'postgres', postgresUrl, calls: { sellerLimit: 100 } })
    const seller = await openScriptedSeller()
    const { productId } = await world.given.listedProduct(seller.url)
    const buyer = await world.given.buyer(10_000_000n)
    for (let i = 0; i < 40; i += 1) await world.given.paidOrder(buyer, productId)
    const nodes = [1, 2, 3].map(() => {
      const platform = { ...world.platform, bus: createEventBus() }
      const market = createMarketplace(platform, {
        calls: { ...defaultCallSettings, allow: ['127.0.0.0/8'] },
      })
      return { market, queues: connectJobs(market, platform) }
    })

    const now = world.clock.now()
    await Promise.all(
      nodes.map(async ({ market, queues }) => {
        do await market.calls.engine.idle()
        while (await queues.runDue(now))
      }),
    )
    await world.settle()

    const asked = seller.of('newInstance').map((request) => request.members.orderLineId)
    expect(asked).toHaveLength(40)
    expect(new Set(asked).size).toBe(40)
    for (const { market } of nodes) await market.calls.engine.stop(0)
    await seller.close()
    await world.close()
  })
})
