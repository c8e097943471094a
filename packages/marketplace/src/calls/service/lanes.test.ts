import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hours, minutes } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { openAtOnce, openScriptedSeller, openWorld, worldEngines } from '../../embedded/index.ts'
import type { ScriptedSeller, SellerReply, SellerRequest, World } from '../../embedded/index.ts'
import type { Operation } from '../../dialects/index.ts'
import { inTx, listHistory, system } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
type Rows = {
  call: {
    id: Id<'cal'>
    state: string
    operation_kind: string
    open_failure: boolean
    restarted_from: string | null
    restarted_as: string | null
    blocked_by: string | null
    lane: string | null
  }
}
const status = (to: 'frozen' | 'active'): Operation => ({
  kind: 'set_instance_status',
  reference: 'i-1',
  status: to,
})
const refresh = (orderNumber: string): Operation => ({
  kind: 'refresh_instance',
  reference: 'i-1',
  scene: 'renewal',
  orderNumber,
  lineNumber: `${orderNumber}-000001`,
  expiresAt: 1_800_000_000_000 as never,
})
const release: Operation = { kind: 'release_instance', reference: 'i-1' }
const refuse = (): SellerReply => ({ resultCode: '000005', resultMsg: 'not today' })

describe.each(worldEngines(postgresUrl))('lanes, restarts and kept answers, on %s', (engine) => {
  let world: World
  let seller: ScriptedSeller
  let given: Awaited<ReturnType<World['given']['listedProduct']>>
  let operator: MemberActor
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl, calls: { timeLimitMs: 1500 } })
  })
  beforeEach(async () => {
    seller = await openScriptedSeller()
    given = await world.given.listedProduct(seller.url)
    operator = await world.given.operator()
  })
  afterEach(async () => {
    await seller.close()
    await world.reset()
  })
  afterAll(() => world.close())

  const rows = () =>
    world.platform.db.withTables<Rows>().selectFrom('call').selectAll().orderBy('id').execute()
  const row = async (id: Id<'cal'>) => (await rows()).find((call) => call.id === id)
  const put = (operation: Operation, lane = 'sub_1'): Promise<Id<'cal'>> =>
    inTx(world.platform, { actor: system }, (tx) =>
      world.market.calls.enqueue(tx, {
        sellerId: given.sellerId,
        productId: given.productId,
        lane,
        subject: 'ord_of_lane',
        operation,
      }),
    )
  const sent = (): string[] =>
    seller.requests.map(({ activity, members }) =>
      `${activity} ${members.status ?? members.orderId ?? ''}`.trim(),
    )
  const kinds = async () => (await listHistory(world.platform.db, 'ord_of_lane')).map((entry) => entry.kind)

  test('thawing replaces a freeze that still waits, and only what is newest is sent', async () => {
    seller.answer(refuse)
    const freeze = await put(status('frozen'))
    await world.settle()

    const thaw = await put(status('active'))
    seller.answer(openAtOnce)
    await world.settle()

    expect(await row(freeze)).toMatchObject({ state: 'superseded', open_failure: false })
    expect(await row(thaw)).toMatchObject({ state: 'confirmed' })
    expect(sent()).toEqual(['updateInstanceStatus FREEZE', 'updateInstanceStatus UNFREEZE'])
    expect(await kinds()).toContain('call.superseded')
  })

  test('one in the middle of a lane is replaced, and the order of the others holds', async () => {
    const ids = [await put(refresh('CS1')), await put(status('frozen')), await put(refresh('CS2'))]

    await world.settle()

    expect(await Promise.all(ids.map(async (id) => (await row(id))?.state))).toEqual([
      'superseded',
      'confirmed',
      'confirmed',
    ])
    expect(sent()).toEqual(['updateInstanceStatus FREEZE', 'refreshInstance CS2'])
    expect((await rows()).every((call) => call.blocked_by === null)).toBe(true)
  })

  test('a refresh replaces an older one that has stopped: that one is not started again', async () => {
    seller.answer(refuse)
    const older = await put(refresh('CS1'))
    await world.advance(hours(2))
    expect(await row(older)).toMatchObject({ state: 'stopped', open_failure: true })
    seller.answer(openAtOnce)

    await put(refresh('CS2'))
    await world.settle()

    expect(await row(older)).toMatchObject({ state: 'superseded', open_failure: false })
    await expect(world.market.calls.restart(given.seller, older, given.sellerId)).rejects.toMatchObject({
      code: 'call.nothing_to_restart',
      details: { state: 'superseded' },
    })
  })

  test('a call that stopped leaves its lane: the next one goes out', async () => {
    let frozen = 0
    seller.answer((request) => (request.activity === 'refreshInstance' ? refuse() : openAtOnce(request)))
    await put(refresh('CS1'))
    await put(status('frozen'))

    await world.advance(hours(2))
    frozen = seller.of('updateInstanceStatus').length

    expect(frozen).toBe(1)
  })

  test('R243a: a failing call is tried again now, before its time', async () => {
    seller.answer(refuse)
    const id = await put(status('frozen'))
    await world.settle()
    expect(await row(id)).toMatchObject({ state: 'waiting', open_failure: true })
    seller.answer(openAtOnce)

    const restarted = await world.market.calls.restart(given.seller, id, given.sellerId)
    await world.settle()

    expect(restarted).toBe(id)
    expect(await row(id)).toMatchObject({ state: 'confirmed', open_failure: false })
    expect(await kinds()).toContain('call.restarted')
  })

  test('R243a: restarting a waiting call of a parked seller makes it the one that tries them', async () => {
    seller.answer(() => (response) => void response.writeHead(500).end())
    const ids: Id<'cal'>[] = []
    for (let i = 0; i < 7; i += 1) ids.push(await put(status('frozen'), `sub_${i}`))
    await world.settle()
    const [last = 'cal_'] = ids.slice(5)
    seller.answer(openAtOnce)
    const before = seller.requests.length

    await world.market.calls.restart(given.seller, last, given.sellerId)
    await world.queues.runDue(world.clock.now())
    await world.market.calls.engine.idle()

    expect(await row(last)).toMatchObject({ state: 'confirmed' })
    expect(seller.requests.length).toBe(before + 1)
    await world.advance(minutes(10))
  })

  const stoppedRelease = async (): Promise<Id<'cal'>> => {
    seller.answer((request: SellerRequest): SellerReply => {
      if (request.activity === 'newInstance') return { resultCode: '000004', instanceId: 'i-9' }
      return request.activity === 'queryInstance' ? { resultCode: '000004' } : refuse()
    })
    await world.given.paidOrder(await world.given.buyer(), given.productId)
    await world.advance(hours(5))
    const found = (await rows()).find((call) => call.operation_kind === 'release_instance')
    expect(found).toMatchObject({ state: 'stopped', open_failure: true })
    return found?.id as Id<'cal'>
  }

  test('R243a: one whose tries are over is started again as a new call; the old one stays as it was, and only once', async () => {
    const id = await stoppedRelease()
    seller.answer(openAtOnce)

    const again = await world.market.calls.restart(given.seller, id, given.sellerId)
    await world.settle()

    expect(again).not.toBe(id)
    expect(await row(id)).toMatchObject({ state: 'stopped', open_failure: false, restarted_as: again })
    expect(await row(again)).toMatchObject({ state: 'confirmed', restarted_from: id })
    const releases = seller.of('releaseInstance').map((request) => request.members)
    expect(releases.at(-1)).toMatchObject({ instanceId: 'i-9', orderId: releases[0]?.orderId })
    await expect(world.market.calls.restart(given.seller, id, given.sellerId)).rejects.toMatchObject({
      code: 'call.nothing_to_restart',
    })
  })

  test('R243a: what has no purpose any more is not started again', async () => {
    const id = await stoppedRelease()
    seller.answer(openAtOnce)
    await world.market.calls.restart(given.seller, id, given.sellerId)
    await world.settle()
    await world.platform.db
      .withTables<Rows>()
      .updateTable('call')
      .set({ open_failure: true })
      .where('id', '=', id)
      .execute()

    await expect(world.market.calls.restart(given.seller, id, given.sellerId)).rejects.toMatchObject({
      code: 'call.no_purpose',
    })
  })

  test('R243a: a purchase that failed and was paid back is not started again', async () => {
    seller.answer(refuse)
    await world.given.paidOrder(await world.given.buyer(), given.productId)
    await world.advance(hours(4))
    const create = (await rows()).find((call) => call.operation_kind === 'create_instance')

    await expect(
      world.market.calls.restart(given.seller, create?.id as Id<'cal'>, given.sellerId),
    ).rejects.toMatchObject({ code: 'call.nothing_to_restart', details: { state: 'stopped' } })
  })

  test('a seller restarts only their own calls; an operator any', async () => {
    seller.answer(refuse)
    const id = await put(status('frozen'))
    await world.settle()
    const stranger = await world.given.seller()

    await expect(world.market.calls.restart(stranger, id, stranger.sellerId)).rejects.toMatchObject({
      code: 'call.not_found',
    })
    expect(await world.market.calls.restart(operator, id)).toBe(id)
  })

  test('a refusal that names an instance all the same: it is released when the opening fails', async () => {
    seller.answer((request) =>
      request.activity === 'newInstance' && seller.of('newInstance').length === 3
        ? { resultCode: '000005', resultMsg: 'not today', instanceId: 'i-unexpected' }
        : request.activity === 'releaseInstance'
          ? { resultCode: '000000' }
          : refuse(),
    )
    const orderId = await world.given.paidOrder(await world.given.buyer(), given.productId)

    await world.advance(hours(4))

    expect((await world.market.orders.get(world.platform.db, orderId)).state).toBe('refunded')
    expect(seller.of('releaseInstance').map((request) => request.members.instanceId)).toEqual([
      'i-unexpected',
    ])
    const told = (await listHistory(world.platform.db, orderId)).map((entry) => entry.kind)
    expect(told).not.toContain('instance.orphan_possible')
  })

  test('an answer that comes when its order is paid back already: the instance that it names is released', async () => {
    const held: ((reply: SellerReply) => void)[] = []
    seller.answer((request) =>
      request.activity === 'newInstance' && held.length === 0
        ? new Promise<SellerReply>((resolve) => held.push(resolve))
        : request.activity === 'newInstance'
          ? refuse()
          : openAtOnce(request),
    )
    const quick = await openWorld({
      engine,
      postgresUrl,
      calls: {
        timeLimitMs: 60_000,
        schedules: {
          create_instance: { windowMs: 0, spacing: { kind: 'even', everyMs: 1 }, source: 'this test' },
        },
      },
    })
    const product = await quick.given.listedProduct(seller.url)
    const orderId = await quick.given.paidOrder(await quick.given.buyer(), product.productId)
    await quick.queues.runDue(quick.clock.now())
    while (held.length === 0) await new Promise((resolve) => setImmediate(resolve))
    await quick.market.calls.engine.recover(true)
    await quick.queues.runDue(quick.clock.now())
    const state = async () => (await quick.market.orders.get(quick.platform.db, orderId)).state
    while ((await state()) !== 'refunded') await new Promise((resolve) => setImmediate(resolve))
    expect(seller.of('releaseInstance')).toHaveLength(0)

    held[0]?.({ resultCode: '000000', instanceId: 'i-late' })
    await quick.settle()

    expect(seller.of('releaseInstance').map((request) => request.members.instanceId)).toEqual(['i-late'])
    expect((await listHistory(quick.platform.db, orderId)).map((entry) => entry.kind)).toContain(
      'instance.orphan_found',
    )
    await quick.close()
  })

  describe('an answer that could not be applied', () => {
    let broken = true
    const handlers = () => {
      const { provisioning } = world.market
      world.market.calls.onOperations({
        answers: {
          create_instance: async (tx, call, answer) => {
            if (broken) throw new Error('planted')
            await provisioning.applyCreated(tx, call, answer)
          },
          query_instance: provisioning.applyQueried,
          release_instance: provisioning.applyReleased,
        },
        sightings: { create_instance: provisioning.noteSighting },
      })
    }

    test('is applied again by an operator when the cause is gone; nothing is sent', async () => {
      broken = true
      handlers()
      const orderId = await world.given.paidOrder(await world.given.buyer(), given.productId)
      await world.settle()
      const [stuck] = await rows()
      expect(stuck).toMatchObject({ state: 'stuck', open_failure: true })
      const id = stuck?.id as Id<'cal'>
      await expect(world.market.calls.applyAgain(operator, id)).rejects.toMatchObject({
        code: 'call.still_stuck',
        details: { reason: 'planted' },
      })
      broken = false
      const creates = seller.of('newInstance').length

      const state = await world.market.calls.applyAgain(operator, id)
      await world.settle()

      expect(state).toBe('confirmed')
      expect(seller.of('newInstance')).toHaveLength(creates)
      expect((await world.market.orders.get(world.platform.db, orderId)).state).toBe('completed')
      await expect(world.market.calls.applyAgain(operator, id)).rejects.toMatchObject({
        code: 'call.not_stuck',
      })
    })

    test('undoes nothing of those that were settled with it', async () => {
      broken = false
      handlers()
      const { provisioning } = world.market
      const buyer = await world.given.buyer()
      const orders: Id<'ord'>[] = []
      for (let i = 0; i < 4; i += 1) orders.push(await world.given.paidOrder(buyer, given.productId))
      const bad = (await rows())[2]?.id
      world.market.calls.onOperations({
        answers: {
          create_instance: async (tx, call, answer) => {
            if (call.id === bad) throw new Error('planted')
            await provisioning.applyCreated(tx, call, answer)
          },
          query_instance: provisioning.applyQueried,
        },
      })
      const held: (() => void)[] = []
      seller.answer((request) => {
        if (request.activity !== 'newInstance') return openAtOnce(request)
        return new Promise((resolve) => {
          held.push(() => resolve(openAtOnce(request)))
          if (held.length === 4) for (const go of held) go()
        })
      })

      await world.settle()

      const states = (await rows()).filter((call) => call.operation_kind === 'create_instance')
      expect(states.map((call) => call.state)).toEqual(['confirmed', 'confirmed', 'stuck', 'confirmed'])
      const after = await Promise.all(
        orders.map(async (id) => (await world.market.orders.get(world.platform.db, id)).state),
      )
      expect(after).toEqual(['completed', 'completed', 'processing', 'completed'])
    })
  })

  describe('with nobody who applies its answers', () => {
    test('a release replaces everything that waits in its lane; what is under way is waited for', async () => {
      // Nobody is told: the lane has calls and no service.
      world.market.calls.onOperations({})
      const held: ((reply: SellerReply) => void)[] = []
      seller.answer(() => new Promise<SellerReply>((resolve) => held.push(resolve)))
      const first = await put(status('frozen'))
      await world.queues.runDue(world.clock.now())
      while (held.length === 0) await new Promise((resolve) => setImmediate(resolve))
      const second = await put(refresh('CS2'))
      const third = await put(status('active'))

      const last = await put(release)
      await world.queues.runDue(world.clock.now())
      expect(seller.requests).toHaveLength(1)
      seller.answer(openAtOnce)
      held[0]?.({ resultCode: '000000' })
      await world.settle()

      expect(
        await Promise.all([first, second, third, last].map(async (id) => (await row(id))?.state)),
      ).toEqual(['confirmed', 'superseded', 'superseded', 'confirmed'])
      expect(sent()).toEqual(['updateInstanceStatus FREEZE', 'releaseInstance'])
    })
  })
})
