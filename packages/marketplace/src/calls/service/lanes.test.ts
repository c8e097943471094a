import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addMs, fromHours } from '@loggia/kernel'
import {
  isWaitedFor,
  openAtOnce,
  openCallLane,
  openWorld,
  putCall,
  refuse,
  createStatusChange,
  listRuleEngines,
} from '../../embedded/index.ts'
import type { CallLane, SellerReply, World } from '../../embedded/index.ts'
import type { Operation } from '../../dialects/index.ts'
import { runInTx, system } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import { appendHistory } from '../../platform/history.ts'
import * as store from '../store/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const refresh = (orderNumber: string): Operation => ({
  kind: 'refresh_instance',
  reference: 'i-1',
  scene: 'renewal',
  orderNumber,
  lineNumber: `${orderNumber}-000001`,
  expiresAt: 1_800_000_000_000 as never,
})
const release: Operation = { kind: 'release_instance', reference: 'i-1' }

describe.each(listRuleEngines(postgresUrl))('the calls of a lane, on %s', (engine) => {
  let world: World
  let seller: CallLane['seller']
  let given: CallLane['given']
  let put: CallLane['put']
  let rows: CallLane['rows']
  let row: CallLane['row']
  let kinds: CallLane['kinds']
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl, calls: { timeLimitMs: 1500 } })
  })
  beforeEach(async () => {
    ;({ seller, given, put, rows, row, kinds } = await openCallLane(world))
  })
  afterEach(async () => {
    await seller.close()
    await world.reset()
  })
  afterAll(() => world.close())

  const sent = (): string[] =>
    seller.requests.map(({ activity, members }) =>
      `${activity} ${members.status ?? members.orderId ?? ''}`.trim(),
    )

  test('thawing replaces a freeze that still waits, and only what is newest is sent', async () => {
    seller.answer(refuse)
    const freeze = await put(createStatusChange('frozen'))
    await world.settle()

    const thaw = await put(createStatusChange('active'))
    seller.answer(openAtOnce)
    await world.settle()

    expect(await row(freeze)).toMatchObject({ state: 'superseded', open_failure: false })
    expect(await row(thaw)).toMatchObject({ state: 'confirmed' })
    expect(sent()).toEqual(['updateInstanceStatus FREEZE', 'updateInstanceStatus UNFREEZE'])
    expect(await kinds()).toContain('call.superseded')
  })

  test('a freeze that fails under way is not tried again once a thaw waits behind it', async () => {
    const held: ((reply: SellerReply) => void)[] = []
    seller.answer(() => new Promise<SellerReply>((resolve) => held.push(resolve)))
    const freeze = await put(createStatusChange('frozen'))
    await world.queues.runDue(world.clock.now())
    while (held.length === 0) await new Promise((resolve) => setImmediate(resolve))

    const thaw = await put(createStatusChange('active'))
    seller.answer(openAtOnce)
    held[0]?.(refuse())
    await world.settle()

    expect(await row(freeze)).toMatchObject({ state: 'superseded', open_failure: false })
    expect(await row(thaw)).toMatchObject({ state: 'confirmed' })
    expect(sent()).toEqual(['updateInstanceStatus FREEZE', 'updateInstanceStatus UNFREEZE'])
    expect((await kinds()).filter((kind) => kind === 'call.superseded')).toHaveLength(1)
  })

  test('a change that is paid is not replaced by a release: who asked hears of its end (R70)', async () => {
    seller.answer(refuse)
    const upgrade = await runInTx(world.platform, { actor: system }, (tx) =>
      putCall(world, tx, {
        sellerId: given.sellerId,
        productId: given.productId,
        lane: 'sub_1',
        subject: 'ord_of_lane',
        operation: {
          kind: 'upgrade_instance',
          reference: 'i-1',
          orderNumber: 'CS1',
          lineNumber: 'CS1-000001',
        },
        windowEndsAt: addMs(world.clock.now(), fromHours(3)),
      }),
    )
    const answers: string[] = []
    world.market.calls.onOperations({
      saas: {
        answers: {
          upgrade_instance: (_, answered) => {
            answers.push(...answered.map(({ answer }) => answer.kind))
            return Promise.resolve()
          },
        },
      },
    })
    await world.settle()

    await put(release)
    await world.advance(fromHours(4))

    expect(answers).toEqual(['stopped'])
    expect(await row(upgrade)).toMatchObject({ state: 'stopped' })
    expect(sent().at(-1)).toBe('releaseInstance')
  })

  test('one in the middle of a lane is replaced, and the order of the others holds', async () => {
    const ids = [
      await put(refresh('CS1')),
      await put(createStatusChange('frozen')),
      await put(refresh('CS2')),
    ]

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
    await world.advance(fromHours(2))
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
    await put(createStatusChange('frozen'))

    await world.advance(fromHours(2))
    frozen = seller.of('updateInstanceStatus').length

    expect(frozen).toBe(1)
  })

  describe('with nobody who applies its answers', () => {
    test('a release replaces everything that waits in its lane; what is under way is waited for', async () => {
      // No handlers: the lane has calls but no service.
      world.market.calls.onOperations({})
      const held: ((reply: SellerReply) => void)[] = []
      seller.answer(() => new Promise<SellerReply>((resolve) => held.push(resolve)))
      const first = await put(createStatusChange('frozen'))
      await world.queues.runDue(world.clock.now())
      while (held.length === 0) await new Promise((resolve) => setImmediate(resolve))
      const second = await put(refresh('CS2'))
      const third = await put(createStatusChange('active'))

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

describe.runIf(postgresUrl)('a call that is put behind one while the answer to that is written', () => {
  test('is let go: it is seen though it was committed only then', async () => {
    const world = await openWorld({ engine: 'postgres', postgresUrl })
    world.market.calls.onOperations({})
    const { seller, given, put, row } = await openCallLane(world)
    const held: ((reply: SellerReply) => void)[] = []
    seller.answer(() => new Promise<SellerReply>((resolve) => held.push(resolve)))
    const first = await put(refresh('CS1'))
    await world.queues.runDue(world.clock.now())
    while (held.length === 0) await new Promise((resolve) => setImmediate(resolve))
    const { sellerId, productId } = given
    const purpose = { sellerId, productId, lane: 'sub_1', subject: 'ord_of_lane' }

    seller.answer(openAtOnce)
    const second = await runInTx(world.platform, { actor: system }, async (tx) => {
      const id = await putCall(world, tx, { ...purpose, operation: createStatusChange('frozen') })
      held[0]?.({ resultCode: '000000' })
      while (!(await isWaitedFor(tx))) continue
      return id
    })
    await world.settle()

    expect([await row(first), await row(second)]).toMatchObject([
      { state: 'confirmed' },
      { state: 'confirmed', blocked_by: null },
    ])
    await seller.close()
    await world.close()
  })
})

describe.runIf(postgresUrl)('a call that is closed while the answer to the one before it is written', () => {
  test('hands on who waits for it, and that one is let go', async () => {
    const world = await openWorld({ engine: 'postgres', postgresUrl })
    world.market.calls.onOperations({})
    const { seller, put, row } = await openCallLane(world)
    const held: ((reply: SellerReply) => void)[] = []
    seller.answer(() => new Promise<SellerReply>((resolve) => held.push(resolve)))
    const first = await put(refresh('CS1'))
    await world.queues.runDue(world.clock.now())
    while (held.length === 0) await new Promise((resolve) => setImmediate(resolve))
    const second = await put(createStatusChange('frozen'))
    const third = await put(refresh('CS2'))

    seller.answer(openAtOnce)
    // Closes the call as the end of its window would.
    await runInTx(world.platform, { actor: system }, async (tx) => {
      await store.lock(tx, second)
      await store.close(tx, [{ callId: second, state: 'stopped', openFailure: false }], world.clock.now())
      held[0]?.({ resultCode: '000000' })
      while (!(await isWaitedFor(tx))) continue
    })
    await world.settle()

    expect([await row(first), await row(second), await row(third)]).toMatchObject([
      { state: 'confirmed' },
      { state: 'stopped' },
      { state: 'confirmed', blocked_by: null },
    ])
    await seller.close()
    await world.close()
  })
})

describe.runIf(postgresUrl)('a call that is put while the gate of its seller is held', () => {
  test('waits for the gate alone: whoever holds that may tell of the same subject', async () => {
    const world = await openWorld({ engine: 'postgres', postgresUrl })
    world.market.calls.onOperations({})
    const { seller, given, put } = await openCallLane(world)
    seller.answer(openAtOnce)
    await put(refresh('CS1'))
    await world.settle()
    const { sellerId, productId } = given
    const ask = { sellerId, family: 'saas' } as const
    const { channelId = 'chn_' } =
      (await world.market.access.findChannels(world.platform.db, [ask]))(ask) ?? {}
    const subject = 'ord_of_lane'
    const tell = (tx: Tx) => appendHistory(tx, [{ subject, at: world.clock.now(), kind: 'planted' }])
    const runs = { holding: 0, putting: 0 }
    const isHeld = Promise.withResolvers<void>()

    const holding = runInTx(world.platform, { actor: system }, async (tx) => {
      runs.holding += 1
      await store.lockGate(tx, channelId)
      isHeld.resolve()
      while (runs.holding === 1 && !(await isWaitedFor(tx))) continue
      await tell(tx)
    })
    await isHeld.promise
    await runInTx(world.platform, { actor: system }, async (tx) => {
      runs.putting += 1
      await tell(tx)
      const operation = createStatusChange('frozen')
      await putCall(world, tx, { sellerId, productId, lane: 'sub_2', subject, operation })
    })
    await holding

    // A deadlock would have run one of them again.
    expect(runs).toEqual({ holding: 1, putting: 1 })
    await seller.close()
    await world.close()
  })
})
