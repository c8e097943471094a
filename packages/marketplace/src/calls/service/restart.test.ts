import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromHours, fromMinutes } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import {
  listRuleEngines,
  openAtOnce,
  openCallLane,
  openWorld,
  refuse,
  createStatusChange,
} from '../../embedded/index.ts'
import type { CallLane, CallRow, SellerReply, SellerRequest, World } from '../../embedded/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('calls that are started again, on %s', (engine) => {
  let world: World
  let seller: CallLane['seller']
  let given: CallLane['given']
  let operator: CallLane['operator']
  let put: CallLane['put']
  let rows: CallLane['rows']
  let row: CallLane['row']
  let kinds: CallLane['kinds']
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl, calls: { timeLimitMs: 1500 } })
  })
  beforeEach(async () => {
    ;({ seller, given, operator, put, rows, row, kinds } = await openCallLane(world))
  })
  afterEach(async () => {
    await seller.close()
    await world.reset()
  })
  afterAll(() => world.close())

  test('R243a: a failing call is tried again now, before its time', async () => {
    seller.answer(refuse)
    const id = await put(createStatusChange('frozen'))
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
    for (let i = 0; i < 7; i += 1) ids.push(await put(createStatusChange('frozen'), `sub_${i}`))
    await world.settle()
    const [last = 'cal_'] = ids.slice(5)
    seller.answer(openAtOnce)
    const before = seller.requests.length

    await world.market.calls.restart(given.seller, last, given.sellerId)
    await world.queues.runDue(world.clock.now())
    await world.market.calls.engine.idle()

    expect(await row(last)).toMatchObject({ state: 'confirmed' })
    expect(seller.requests.length).toBe(before + 1)
    await world.advance(fromMinutes(10))
  })

  const stoppedRelease = async (): Promise<Id<'cal'>> => {
    seller.answer((request: SellerRequest): SellerReply => {
      if (request.activity === 'newInstance') return { resultCode: '000004', instanceId: 'i-9' }
      return request.activity === 'queryInstance' ? { resultCode: '000004' } : refuse()
    })
    await world.given.paidOrder(await world.given.buyer(), given.productId)
    await world.advance(fromHours(5))
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
      .withTables<{ call: CallRow }>()
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
    await world.advance(fromHours(4))
    const create = (await rows()).find((call) => call.operation_kind === 'create_instance')

    await expect(
      world.market.calls.restart(given.seller, create?.id as Id<'cal'>, given.sellerId),
    ).rejects.toMatchObject({ code: 'call.nothing_to_restart', details: { state: 'stopped' } })
  })

  test('a seller restarts only their own calls; an operator any', async () => {
    seller.answer(refuse)
    const id = await put(createStatusChange('frozen'))
    await world.settle()
    const stranger = await world.given.seller()

    await expect(world.market.calls.restart(stranger, id, stranger.sellerId)).rejects.toMatchObject({
      code: 'call.not_found',
    })
    expect(await world.market.calls.restart(operator, id)).toBe(id)
  })
})
