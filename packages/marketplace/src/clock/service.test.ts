import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromDays, fromIso, fromHours, toInstant, fromMinutes, createMoney } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { openAtOnce, openScriptedSeller, openWorld, listRuleEngines } from '../embedded/index.ts'
import type { Interposer, ScriptedSeller, SellerReply, SellerRequest, World } from '../embedded/index.ts'
import { createMarketClock, runInTx, listHistory, system } from '../platform/index.ts'
import type { MemberActor, MessageEvents, Tx } from '../platform/index.ts'
import { createClockwork } from './service/index.ts'
import { clockSubject } from './schema.ts'
import type { MoveAsk, Moved } from './schema.ts'
import * as store from './store.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
type Rows = {
  subscription: { id: Id<'sub'>; state: string; ends_at: Instant | null }
  history: { subject: string; kind: string; at: Instant }
  attempt: { started_at: Instant; late: boolean }
}
const down = (): SellerReply => (response) => void response.writeHead(503).end()

describe.each(listRuleEngines(postgresUrl))('moving the clock, on %s', (engine) => {
  let world: World
  let seller: ScriptedSeller
  let productId: Id<'prd'>
  let operator: MemberActor
  /** Messages that buyers received. */
  let told: { kind: string; at: Instant }[] = []
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    const { clock, bus } = world.platform
    const hear = async (_: Tx, { kind, to }: MessageEvents['raised']): Promise<void> => {
      if (to.kind === 'buyer') told.push({ kind, at: clock.now() })
    }
    bus.register([{ 'message.raised': hear }])
  })
  beforeEach(async () => {
    told = []
    seller = await openScriptedSeller()
    productId = (await world.given.listedProduct(seller.url)).productId
    operator = await world.given.operator()
  })
  afterEach(async () => {
    await seller.close()
    await world.reset()
  })
  afterAll(() => world.close())

  const rows = () => world.platform.db.withTables<Rows>()
  const move = async (ask: MoveAsk, actor = operator): Promise<Moved> =>
    (await world.market.clockwork.move(actor, ask)).ended
  const held = () => rows().selectFrom('subscription').selectAll().executeTakeFirstOrThrow()
  const stateOf = async (): Promise<string> => (await held()).state
  const timesOf = async (kind: string): Promise<Instant[]> =>
    (await rows().selectFrom('history').select('at').where('kind', '=', kind).orderBy('at').execute()).map(
      ({ at }) => at,
    )

  /** Opens a service of one month. */
  async function opened(buyer: MemberActor): Promise<Id<'sub'>> {
    await world.given.paidOrder(buyer, productId)
    await world.settle()
    return (await held()).id
  }
  const topUp = ({ buyerId }: MemberActor, minor: bigint): Promise<unknown> =>
    runInTx(world.platform, { actor: system }, (tx) =>
      world.market.ledger.topUpIn(tx, {
        buyerId: buyerId as Id<'byr'>,
        amount: createMoney(minor, 'CNY'),
        reason: 'a test',
      }),
    )

  test('R110, R113, R117: 36 months of a service that renews itself and lapses twice happen in their order', async () => {
    const buyer = await world.given.buyer(12_000n)
    const id = await opened(buyer)
    await world.market.subscriptions.setAutoRenewal(buyer, id, { on: true, daysBefore: 7, times: 0 })

    for (const year of [1, 2, 3]) {
      await move({ kind: 'by', months: 11 })
      while ((await stateOf()) !== 'retention') await move({ kind: 'next' })
      if (year < 3) await topUp(buyer, 12_000n)
    }
    await move({ kind: 'by', months: 1 })

    expect(await stateOf()).toBe('released')
    const renewed = await timesOf('service.renewed')
    expect(renewed).toHaveLength(35)
    // 03:00 in the market's zone, 7 days before the 24th; two late ones at 03:00 on the 26th, in retention.
    expect(renewed.filter((at) => iso(at).endsWith('-16T19:00:00.000Z'))).toHaveLength(33)
    expect(renewed.filter((at) => iso(at).endsWith('-11-25T19:00:00.000Z'))).toHaveLength(2)
    const yearly = (time: string) => [2027, 2028, 2029].map((year) => fromIso(`${year}-11-${time}`))
    expect(await timesOf('service.expired')).toEqual(yearly('24T06:33:00Z'))
    expect(await timesOf('service.frozen')).toEqual(yearly('25T06:33:00Z'))
    expect(await timesOf('service.released')).toEqual([fromIso('2029-11-26T06:33:00Z')])
    expect(await timesOf('auto_renewal.failed')).toHaveLength(9 + 9 + 10)
    // Before a month that is not renewed ends, its buyer is told at 15, 7, 3 and 1 days, and then of each step.
    const since = told.filter(({ at }) => at > fromIso('2029-11-01T00:00:00Z'))
    expect(
      since
        .filter(({ kind }) => kind !== 'auto_renewal_failed')
        .map(({ kind, at }) => `${iso(at).slice(5, 10)} ${kind}`),
    ).toEqual([
      '11-09 service_expiring',
      '11-17 service_expiring',
      '11-21 service_expiring',
      '11-23 service_expiring',
      '11-24 service_in_grace',
      '11-25 service_frozen',
      '11-26 service_released',
    ])
    expect(seller.requests.map(({ activity, members }) => members.status ?? activity)).toEqual([
      'newInstance',
      'queryInstance',
      ...Array.from({ length: 11 }, () => 'refreshInstance'),
      'FREEZE',
      ...again(),
      'FREEZE',
      ...again(),
      'FREEZE',
      'releaseInstance',
    ])
  })

  test('what is due along the way happens at its own time, the retries of a seller that is down too', async () => {
    const buyer = await world.given.buyer()
    seller.answer(down)
    await world.given.paidOrder(buyer, productId)
    const from = world.clock.now()

    const moved = await move({ kind: 'by', days: 1 })

    expect(moved).toMatchObject({ end: 'arrived', reached: toInstant(from + fromDays(1)) })
    const attempts = await rows().selectFrom('attempt').select('started_at').orderBy('started_at').execute()
    expect(attempts.length).toBeGreaterThan(5)
    expect(attempts[1]?.started_at).toBe(from + fromMinutes(2))
    // R70: after three hours the money is refunded, at exactly that time.
    const refunded = await timesOf('order.refunded')
    expect(refunded.map((at) => at - from)).toEqual([fromHours(3)])
  })

  test('the next thing is where a move to it ends, and nothing of later has happened', async () => {
    await opened(await world.given.buyer())

    const moved = await move({ kind: 'next' })

    const { ends_at: endsAt } = await held()
    expect(moved.reached).toBe((endsAt ?? 0) - fromDays(15))
    expect(moved.end).toBe('arrived')
  })

  test('a move is stopped between two instants and leaves nothing half done', async () => {
    await opened(await world.given.buyer())
    const { clockwork } = world.market
    const { ended } = await clockwork.move(operator, { kind: 'by', months: 6 })
    const unsubscribe = world.platform.changes.subscribe('clock', () => clockwork.stop(operator))

    const moved = await ended
    unsubscribe()

    const { ends_at: endsAt } = await held()
    expect(moved).toMatchObject({ end: 'stopped', instants: 1, reached: (endsAt ?? 0) - fromDays(15) })
    expect(world.clock.now()).toBe(moved.reached)
    expect(clockwork.getState(operator).moving).toBeUndefined()
    expect((await move({ kind: 'by', months: 6 })).end).toBe('arrived')
    expect(await stateOf()).toBe('released')
  })

  test('a second mover is refused while one is under way, and told who it is', async () => {
    const { clockwork } = world.market
    const other = await world.given.operator()
    const [first, second] = await Promise.allSettled([
      clockwork.move(operator, { kind: 'by', days: 3 }),
      clockwork.move(other, { kind: 'by', days: 3 }),
    ])

    expect(second).toMatchObject({
      status: 'rejected',
      reason: { code: 'clock.moving', details: { by: operator.name } },
    })
    if (first.status === 'fulfilled') await first.value.ended
    expect((await move({ kind: 'by', days: 1 }, other)).end).toBe('arrived')
  })

  test('sellers and buyers move no clock; a refused move changes nothing', async () => {
    const buyer = await world.given.buyer()
    const now = world.clock.now()

    for (const actor of [buyer, await world.given.seller()]) {
      await expect(move({ kind: 'by', days: 1 }, actor)).rejects.toMatchObject({
        code: 'clock.operators_only',
      })
      expect(world.market.clockwork.getState(actor).mayMove).toBe(false)
    }
    await expect(move({ kind: 'to', at: toInstant(now - 1) })).rejects.toMatchObject({
      code: 'clock.backwards',
    })
    await expect(move({ kind: 'by', months: 121 })).rejects.toMatchObject({ code: 'clock.too_far' })
    await expect(move({ kind: 'next' })).rejects.toMatchObject({ code: 'clock.nothing_next' })
    expect(world.clock.now()).toBe(now)
    expect(world.market.clockwork.getState(operator)).toMatchObject({ now, mayMove: true })
  })

  test('moving signs nobody out', async () => {
    const { parties } = world.market
    await world.given.buyer()
    const email = (
      await world.platform.db
        .withTables<{ member: { email: string } }>()
        .selectFrom('member')
        .select('email')
        .executeTakeFirstOrThrow()
    ).email
    const { token } = await parties.signIn({
      email,
      password: 'a password of tests',
      userAgent: '',
      ip: '192.0.2.7',
    })

    await move({ kind: 'by', months: 60 })

    expect(await parties.authenticate(token)).toBeDefined()
  })

  test('a question that is under way keeps its lease while the clock goes on for a year', async () => {
    const { sellerId, productId } = await world.given.listedProduct(seller.url)
    let answer = (): void => undefined
    seller.answer(() => new Promise((resolve) => (answer = () => resolve({ resultCode: '000000' }))))
    const asked = world.market.calls.askNow({
      asker: 'byr_1',
      sellerId,
      productId,
      subject: 'ord_of_lane',
      serviceId: 'sub_1',
      operation: { kind: 'query_instance', references: ['i-1'] },
    })
    await expect.poll(() => seller.requests.length).toBe(1)

    await move({ kind: 'by', months: 12 })
    answer()

    expect((await asked)?.outcome.kind).not.toBe('unreachable')
    expect(await rows().selectFrom('attempt').select('late').execute()).toEqual([{ late: false }])
  })

  test('requests are signed for real time: a seller that takes 60 seconds’ difference takes all of them', async () => {
    const off: number[] = []
    seller.answer((request: SellerRequest) => {
      const timestamp = Number(request.query.timeStamp ?? request.query.timestamp)
      off.push(Math.abs(timestamp - Date.now()))
      return openAtOnce(request)
    })
    await opened(await world.given.buyer())

    await move({ kind: 'by', months: 2 })

    expect(seller.of('releaseInstance')).toHaveLength(1)
    expect(off.length).toBeGreaterThan(3)
    expect(Math.max(...off)).toBeLessThan(60_000)
  })

  test('a seller that answers slowly is waited for while the clock goes on, as at any other time', async () => {
    const slow = await openWorld({ engine, postgresUrl, clock: { callLimitMs: 20 } })
    const product = await slow.given.listedProduct(seller.url)
    await slow.given.paidOrder(await slow.given.buyer(), product.productId)
    await slow.settle()
    seller.answer(async (request) => {
      await pause(150)
      return openAtOnce(request)
    })

    const { ended } = await slow.market.clockwork.move(await slow.given.operator(), { kind: 'by', months: 2 })
    const { end } = await ended

    const told = seller.requests.map(({ activity, members }) => members.status ?? activity)
    expect({ end, told }).toEqual({
      end: 'arrived',
      told: ['newInstance', 'queryInstance', 'FREEZE', 'releaseInstance'],
    })
    await slow.close()
  })

  test('a seller that hangs is waited for three times, and then only as long as a move waits, until it answers', async () => {
    const allowed: number[] = []
    const interposer: Interposer = {
      sign: (given, _of, toWire) => toWire(given),
      send: (outgoing, _of, http) => http(outgoing),
      heard: ({ outgoing }) => void allowed.push(outgoing.timeLimitMs),
    }
    const calls = { timeLimitMs: 250, interposer }
    const quick = await openWorld({ engine, postgresUrl, calls, clock: { callLimitMs: 50 } })
    const product = await quick.given.listedProduct(seller.url)
    seller.answer((request) => (seller.requests.length > 5 ? openAtOnce(request) : () => undefined))
    await quick.given.paidOrder(await quick.given.buyer(), product.productId)

    const { ended } = await quick.market.clockwork.move(await quick.given.operator(), {
      kind: 'by',
      hours: 2,
    })
    const { end } = await ended

    expect(end).toBe('arrived')
    expect(allowed).toEqual([250, 250, 250, 50, 50, 50, 250])
    await quick.close()
  })

  test('a seller that stays away is tried ever more rarely on the way, and soon once the clock has arrived', async () => {
    type Gates = { gate: { breaker: string; probe_at: Instant } }
    await opened(await world.given.buyer())
    seller.answer(down)

    const { reached } = await move({ kind: 'by', months: 2 })

    // Freezes come after a month and a day; with one attempt every two minutes there would be twenty thousand.
    const { length } = await rows().selectFrom('attempt').select('late').execute()
    expect(length).toBeGreaterThan(30)
    expect(length).toBeLessThan(400)
    const gate = await world.platform.db
      .withTables<Gates>()
      .selectFrom('gate')
      .selectAll()
      .executeTakeFirstOrThrow()
    expect(gate.breaker).toBe('open')
    expect(gate.probe_at).toBeLessThanOrEqual(reached + fromMinutes(2))
  })

  test('each move is on record with who moved it, from where, to where and how it ended', async () => {
    const from = world.clock.now()

    await move({ kind: 'by', days: 30 })

    const [entry] = await listHistory(world.platform.db, clockSubject)
    expect(entry).toMatchObject({
      kind: 'clock.moved',
      at: from + fromDays(30),
      actor: { kind: 'member', name: operator.name },
      data: { from: iso(from), reached: iso(toInstant(from + fromDays(30))), end: 'arrived' },
    })
    expect(await store.read(world.platform.db)).toMatchObject({ movedBy: operator.name })
  })

  test('a process that ends in the middle of a move leaves the clock at the instant it had come to', async () => {
    const { platform } = world
    const from = toInstant(Date.now())
    const reached = toInstant(from + fromDays(200))
    await runInTx(platform, { actor: system }, (tx) =>
      store.begin(tx, {
        from,
        target: toInstant(from + fromDays(365)),
        by: 'Somebody',
        wallAt: platform.wall.now(),
        aheadMs: 0,
      }),
    )
    await store.saveAhead(platform.db, fromDays(200))

    const hands = createMarketClock(platform.wall)
    const next = createClockwork({
      ...platform,
      clock: hands,
      calls: world.market.calls,
      settings: { hands, movable: true, movers: 'operators', callLimitMs: 2000 },
    })
    await next.open()

    expect(hands.now() - reached).toBeGreaterThanOrEqual(0)
    expect(hands.now() - reached).toBeLessThan(fromMinutes(1))
    expect(next.getState(operator).moving).toBeUndefined()
    const entries = await listHistory(platform.db, clockSubject)
    expect(entries.map(({ data }) => data.end)).toEqual(['interrupted'])
    expect((await store.read(platform.db)).moving).toBeUndefined()
  })

  test('without its setting a clock stays where it was moved to, and goes no further', async () => {
    const { platform } = world
    await move({ kind: 'by', days: 100 })
    const { aheadMs } = await store.read(platform.db)
    const hands = createMarketClock(platform.wall)
    const fixed = createClockwork({
      ...platform,
      clock: hands,
      calls: world.market.calls,
      settings: { hands, movable: false, movers: 'operators', callLimitMs: 2000 },
    })
    await fixed.open()

    expect(Math.abs(hands.now() - platform.wall.now() - aheadMs)).toBeLessThan(1000)
    fixed.connect(world.queues)
    await expect(fixed.move(operator, { kind: 'by', days: 1 })).rejects.toMatchObject({
      code: 'clock.not_movable',
    })
  })
})

const iso = (at: Instant): string => new Date(at).toISOString()
/** Calls for a service renewed in retention: refresh, unfreeze, and eleven renewals. */
const again = (): string[] => [
  'refreshInstance',
  'UNFREEZE',
  ...Array.from({ length: 11 }, () => 'refreshInstance'),
]
