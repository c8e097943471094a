import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addMs, fromMinutes, toIso } from '@loggia/kernel'
import type { DurationMs, Id, Instant } from '@loggia/kernel'
import { openWorld, listRuleEngines } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { createCallRows } from './call-rows.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('the queues of calls on %s', (engine) => {
  let world: World
  let rows: ReturnType<typeof createCallRows>
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    rows = createCallRows(world.platform)
  })
  afterEach(() => world.reset())
  afterAll(() => world.close())

  const views = () => world.market.views
  const from = (ms: DurationMs): Instant => addMs(world.clock.now(), ms)
  const aParty = () => world.given.listedProduct('http://127.0.0.1:1/saas')
  const aParked = async (breaker: 'open' | 'half_open' = 'open') => {
    const party = await aParty()
    await rows.setGate(party, { breaker, openedAt: from(-fromMinutes(5)), probeAt: from(fromMinutes(5)) })
    return party
  }
  const aHealthy = async () => {
    const party = await aParty()
    await rows.setGate(party)
    return party
  }

  describe('how each seller stands', () => {
    test('parked sellers come first, then by what is due; pages follow each other without a gap', async () => {
      const [idle, late, soon] = [await aHealthy(), await aHealthy(), await aHealthy()]
      const [parked, tried] = [await aParked(), await aParked('half_open')]
      const [equal, same] = [await aHealthy(), await aHealthy()]
      await rows.addCall(parked, { dueAt: from(fromMinutes(9)) })
      await rows.addCall(tried, { dueAt: from(fromMinutes(8)) })
      await rows.addCall(late, { dueAt: from(-fromMinutes(2)) })
      await rows.addCall(soon, { dueAt: from(fromMinutes(3)) })
      for (const party of [equal, same]) await rows.addCall(party, { dueAt: from(fromMinutes(4)) })
      const expected = [tried, parked, late, soon, equal, same, idle].map((party) => party.sellerId)

      for (const limit of [1, 2, 3, 100]) {
        const shown: string[] = []
        for (let after: string | undefined, ended = false; !ended;) {
          const page = await views().listGates({ limit, ...(after !== undefined && { after }) })
          shown.push(...page.items.map((gate) => gate.seller.id))
          after = page.next
          ended = after === undefined
        }
        expect([limit, shown]).toEqual([limit, expected])
      }
    })

    test('a parked seller’s next try is told, and none while one is under way', async () => {
      const [parked, tried, late] = [await aParked(), await aParked('half_open'), await aHealthy()]
      await rows.addCall(parked)
      await rows.addCall(late, { dueAt: from(-fromMinutes(2)) })

      const { items } = await views().listGates({ limit: 10 })

      const parkedSince = toIso(from(-fromMinutes(5)))
      expect(items).toMatchObject([
        {
          seller: { id: parked.sellerId },
          breaker: 'open',
          parkedSince,
          probeAt: toIso(from(fromMinutes(5))),
        },
        { seller: { id: tried.sellerId }, breaker: 'half_open', parkedSince, failures: 5 },
        {
          seller: { id: late.sellerId },
          breaker: 'closed',
          limit: 4,
          oldestDueAt: toIso(from(-fromMinutes(2))),
        },
      ])
      expect(items[1]).not.toHaveProperty('probeAt')
      expect(items[1]).not.toHaveProperty('oldestDueAt')
      expect(items[2]).not.toHaveProperty('parkedSince')
      const open = await views().listGates({ limit: 10, breaker: 'open' })
      expect(open).toEqual({ items: [items[0]] })
    })

    test('a cursor that is none is refused', async () => {
      const { sellerId } = await aHealthy()

      for (const after of [
        'closed',
        'closed~none~sel_none',
        `shut~none~${sellerId}`,
        `closed~-1~${sellerId}`,
        'a\u0000b',
      ])
        await expect(views().listGates({ limit: 1, after })).rejects.toMatchObject({
          code: 'views.cursor_malformed',
        })
    })

    test('a seller’s calls are counted by how they stand', async () => {
      const [busy, other] = [await aHealthy(), await aHealthy()]
      const first = await rows.addCall(busy, { dueAt: from(-fromMinutes(1)) })
      await rows.addCall(busy, { blockedBy: first, dueAt: from(-fromMinutes(2)) })
      await rows.addCall(busy, { dueAt: from(fromMinutes(1)), openFailure: true, tries: 1 })
      await rows.addCall(busy, { state: 'sending', tries: 1 })
      await rows.addCall(busy, { state: 'sending', tries: 1, live: true })
      await rows.addCall(busy, { state: 'stuck', tries: 1, openFailure: true })
      await rows.addCall(busy, { state: 'confirmed', tries: 1 })

      const { items } = await views().listGates({ limit: 10 })

      const none = { waiting: 0, due: 0, sending: 0, openFailures: 0, stuck: 0 }
      expect(items).toMatchObject([
        {
          seller: { id: busy.sellerId },
          waiting: 3,
          due: 1,
          oldestDueAt: toIso(from(-fromMinutes(1))),
          sending: 1,
          openFailures: 2,
          stuck: 1,
        },
        { seller: { id: other.sellerId }, ...none },
      ])
    })

    test('counting ends at a thousand', async () => {
      const party = await aParked()
      await rows.addFailing(party, 1002)

      const { items } = await views().listGates({ limit: 1 })

      expect(items[0]).toMatchObject({ waiting: 1000, due: 1000, openFailures: 1000, stuck: 0 })
      expect(await views().getCallStanding(party.sellerId)).toMatchObject({ openFailures: 1000 })
      expect(await views().getOverview()).toMatchObject({ openFailures: 1000 })
    })

    test('the overview counts parked sellers and what waits for somebody', async () => {
      const [parked, , healthy] = [await aParked(), await aParked('half_open'), await aHealthy()]
      await rows.addCall(parked, { openFailure: true, tries: 5 })
      await rows.addCall(healthy, { state: 'stuck', openFailure: true, tries: 1 })
      await rows.addCall(healthy)

      expect(await views().getOverview()).toMatchObject({ parkedSellers: 2, openFailures: 2, stuckCalls: 1 })
    })

    test('a seller is told how they stand themselves, also before their first call', async () => {
      const [parked, fresh] = [await aParked(), await aParty()]
      await rows.addCall(parked, { openFailure: true, tries: 1 })

      expect(await views().getCallStanding(parked.sellerId)).toEqual({
        openFailures: 1,
        breaker: 'open',
        parkedSince: toIso(from(-fromMinutes(5))),
        probeAt: toIso(from(fromMinutes(5))),
      })
      expect(await views().getCallStanding(fresh.sellerId)).toEqual({ openFailures: 0, breaker: 'closed' })
    })
  })

  describe('what comes next by itself', () => {
    test('calls and wake-ups by when they happen; a parked seller’s calls wait for their probe', async () => {
      const [healthy, parked] = [await aHealthy(), await aParked()]
      const pastDue = await rows.addCall(healthy, { dueAt: from(-fromMinutes(1)) })
      const late = await rows.addCall(healthy, { dueAt: from(fromMinutes(7)), kind: 'release_instance' })
      await rows.addCall(healthy, { blockedBy: pastDue })
      await rows.addCall(healthy, { state: 'confirmed' })
      const second = await rows.addCall(parked, { dueAt: from(fromMinutes(2)) })
      const first = await rows.addCall(parked, { dueAt: from(fromMinutes(1)) })
      const afterProbe = await rows.addCall(parked, { dueAt: from(fromMinutes(6)) })
      await world.platform.db.script(`insert into wakeup (kind, subject, due_at) values
        ('test.late', 'a thing', '${toIso(from(fromMinutes(8)))}'), ('test.equal', 'a thing', '${toIso(from(fromMinutes(5)))}')`)

      const coming = await views().listComing(20)

      expect(coming.map((one) => [one.callId ?? one.what, one.at])).toEqual([
        [pastDue, toIso(from(-fromMinutes(1)))],
        ['test.equal', toIso(from(fromMinutes(5)))],
        [first, toIso(from(fromMinutes(5)))],
        [second, toIso(from(fromMinutes(5)))],
        [afterProbe, toIso(from(fromMinutes(6)))],
        [late, toIso(from(fromMinutes(7)))],
        ['test.late', toIso(from(fromMinutes(8)))],
      ])
      const [call, wakeup] = coming
      const subject = 'a subject'
      expect(call).toMatchObject({
        kind: 'call',
        what: 'newInstance',
        seller: { id: healthy.sellerId },
        subject,
      })
      expect(wakeup).toEqual({
        at: toIso(from(fromMinutes(5))),
        kind: 'wakeup',
        what: 'test.equal',
        subject: 'a thing',
      })
    })

    test('the first of all are found, whoever’s they are', async () => {
      const due: { id: Id<'cal'>; minute: number }[] = []
      for (let seller = 0; seller < 5; seller += 1) {
        const party = await aHealthy()
        for (let n = 0; n < 4; n += 1) {
          const minute = (seller * 7 + n * 5) % 11
          due.push({ id: await rows.addCall(party, { dueAt: from(fromMinutes(minute)) }), minute })
        }
      }
      const expected = due
        .toSorted((one, other) => one.minute - other.minute || (one.id < other.id ? -1 : 1))
        .map(({ id }) => id)

      for (const limit of [1, 3, 7, 20])
        expect((await views().listComing(limit)).map((one) => one.callId)).toEqual(expected.slice(0, limit))
    })
  })
})
