import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { fromHours } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { openAtOnce, openCallLane, openWorld, refuse, listRuleEngines } from '../../embedded/index.ts'
import type { CallLane, SellerReply, World } from '../../embedded/index.ts'
import { listHistory } from '../../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('answers that are not plainly applied, on %s', (engine) => {
  let world: World
  let seller: CallLane['seller']
  let given: CallLane['given']
  let operator: CallLane['operator']
  let rows: CallLane['rows']
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl, calls: { timeLimitMs: 1500 } })
  })
  beforeEach(async () => {
    ;({ seller, given, operator, rows } = await openCallLane(world))
  })
  afterEach(async () => {
    await seller.close()
    await world.reset()
  })
  afterAll(() => world.close())

  test('a refusal that names an instance all the same: it is released when the opening fails', async () => {
    seller.answer((request) =>
      request.activity === 'newInstance' && seller.of('newInstance').length === 3
        ? { resultCode: '000005', resultMsg: 'not today', instanceId: 'i-unexpected' }
        : request.activity === 'releaseInstance'
          ? { resultCode: '000000' }
          : refuse(),
    )
    const orderId = await world.given.paidOrder(await world.given.buyer(), given.productId)

    await world.advance(fromHours(4))

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
        saas: {
          answers: {
            create_instance: async (tx, answered) => {
              if (broken) throw new Error('planted')
              await provisioning.applyCreated(tx, answered)
            },
            query_instance: provisioning.applyQueried,
            release_instance: async (tx, answered) => {
              for (const { call, answer } of answered) await provisioning.applyReleased(tx, call, answer)
            },
          },
          strayInstances: { create_instance: provisioning.noteStrayInstance },
        },
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

    test('is left to a person at once, also when a write failed and its domain went on asking', async () => {
      const logged = vi.spyOn(world.platform.log, 'error')
      world.market.calls.onOperations({
        saas: {
          answers: {
            create_instance: async (tx) => {
              await tx.write(sql`select 1 / 0`)
              await tx.send(sql`select 1`)
            },
          },
        },
      })
      await world.given.paidOrder(await world.given.buyer(), given.productId)

      await world.settle()

      const [stuck] = await rows()
      expect(stuck).toMatchObject({ state: 'stuck' })
      expect(logged.mock.calls.map(([, message]) => message)).toEqual([
        'The answer of a call could not be applied; the call is stuck',
      ])
      await expect(world.market.calls.applyAgain(operator, stuck?.id as Id<'cal'>)).rejects.toMatchObject({
        code: 'call.still_stuck',
        details: { reason: 'division by zero' },
      })
      logged.mockRestore()
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
        saas: {
          answers: {
            create_instance: async (tx, answered) => {
              if (answered.some(({ call }) => call.id === bad)) throw new Error('planted')
              await provisioning.applyCreated(tx, answered)
            },
            query_instance: provisioning.applyQueried,
          },
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
})
