import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addMs, fromHours, fromMinutes, toIso } from '@loggia/kernel'
import type { DurationMs, Id, Instant } from '@loggia/kernel'
import type { CallResult, CallState } from '@loggia/protocol/console'
import { openScriptedSeller, openWorld, listRuleEngines } from '../embedded/index.ts'
import type { ScriptedSeller, World } from '../embedded/index.ts'
import { createCallRows } from './call-rows.ts'
import { createViewRoutes } from './routes/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const nobody = 'http://127.0.0.1:1/saas'
const allResults: readonly CallResult[] = [
  'succeeded',
  'under_way',
  'open_failure',
  'closed_failure',
  'not_needed',
]

describe.each(listRuleEngines(postgresUrl))('R235: the calls to sellers on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  let rows: ReturnType<typeof createCallRows>
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    rows = createCallRows(world.platform)
  })
  beforeEach(async () => {
    server = await openScriptedSeller()
  })
  afterEach(async () => {
    await server.close()
    await world.reset()
  })
  afterAll(() => world.close())

  const views = () => world.market.views
  const from = (ms: DurationMs): Instant => addMs(world.clock.now(), ms)
  const idsOf = ({ items }: { items: readonly { id: string }[] }) => items.map((item) => item.id)
  async function pagesOf<T>(
    list: (page: { limit: number; after?: string }) => Promise<{ items: readonly T[]; next?: string }>,
    limit = 2,
  ): Promise<T[]> {
    const items: T[] = []
    for (let after: string | undefined, ended = false; !ended;) {
      const page = await list({ limit, ...(after !== undefined && { after }) })
      items.push(...page.items)
      after = page.next
      ended = after === undefined
    }
    return items
  }

  describe('R250: the list of calls', () => {
    test('tells how a call to a server that opens, and one to a server that is away, stand', async () => {
      const opening = await world.given.listedProduct(server.url)
      const silent = await world.given.listedProduct(nobody)
      const buyer = await world.given.buyer()
      const opened = await world.given.paidOrder(buyer, opening.productId)
      const failing = await world.given.paidOrder(buyer, silent.productId)
      await world.settle()

      const { items } = await views().listAllCalls({ limit: 10 })

      const of = (orderId: string) => items.filter((call) => call.order?.id === orderId)
      expect(of(opened).map((call) => [call.activity, call.result, call.mayRestart])).toEqual([
        ['queryInstance', 'succeeded', false],
        ['newInstance', 'succeeded', false],
      ])
      expect(of(failing)).toMatchObject([
        { activity: 'newInstance', state: 'waiting', result: 'open_failure', mayRestart: true },
      ])
    })

    test('is found by the number of an order, however it is typed', async () => {
      const { sellerId, productId } = await world.given.listedProduct(server.url)
      const buyer = await world.given.buyer()
      const orderId = await world.given.paidOrder(buyer, productId)
      await world.given.paidOrder(buyer, productId)
      await world.settle()
      const list = (orderNumber: string) => views().listCalls(sellerId, { limit: 10, orderNumber })
      const number = (await views().listCalls(sellerId, { limit: 10, orderId })).items[0]?.order?.number ?? ''

      const expected = idsOf(await views().listCalls(sellerId, { limit: 10, orderId }))

      expect(expected).toHaveLength(2)
      for (const typed of [number, number.toLowerCase(), `  ${number} `])
        expect(idsOf(await list(typed))).toEqual(expected)
      for (const other of [number.slice(0, -1), `${number}0`, 'CS%', 'a\u0000b'])
        expect(idsOf(await list(other))).toEqual([])
      expect(idsOf(await list('  '))).toHaveLength(4)
    })

    test('is found by the whole id of its instance, whichever of its orders a call was made for', async () => {
      const { sellerId, productId } = await world.given.listedProduct(server.url)
      const other = await world.given.listedProduct(server.url)
      const buyer = await world.given.buyer()
      const orderId = await world.given.paidOrder(buyer, productId)
      await world.given.paidOrder(buyer, productId)
      await world.settle()
      const tables = world.platform.db.withTables<{
        instance: { order_id: string; reference: string | null }
      }>()
      await tables
        .updateTable('instance')
        .set({ reference: 'ab-1' })
        .where('order_id', '=', orderId)
        .execute()
      const list = (instance: string, seller = sellerId) => views().listCalls(seller, { limit: 10, instance })

      const expected = idsOf(await views().listCalls(sellerId, { limit: 10, orderId }))

      expect(expected).toHaveLength(2)
      expect(idsOf(await list(' ab-1 '))).toEqual(expected)
      expect(idsOf(await list('  '))).toHaveLength(4)
      for (const wrong of ['ab-', 'AB-1', 'a\u0000b']) expect(idsOf(await list(wrong))).toEqual([])
      expect(idsOf(await list('ab-1', other.sellerId))).toEqual([])
    })

    test('is found by when a call was made: from the first instant to before the last', async () => {
      const party = await world.given.listedProduct(server.url)
      const [first, second, third] = [
        await rows.addCall(party, { createdAt: from(0) }),
        await rows.addCall(party, { createdAt: from(fromMinutes(1)) }),
        await rows.addCall(party, { createdAt: from(fromMinutes(2)) }),
      ]
      const between = async (range: { from?: Instant; to?: Instant }) =>
        idsOf(await views().listCalls(party.sellerId, { limit: 10, ...range }))

      expect(await between({ from: from(fromMinutes(1)) })).toEqual([third, second])
      expect(await between({ to: from(fromMinutes(1)) })).toEqual([first])
      expect(await between({ from: from(fromMinutes(1)), to: from(fromMinutes(2)) })).toEqual([second])
      expect(await between({ from: from(1), to: from(1) })).toEqual([])
    })

    test.each([
      ['2026-11-24T14:33:00+08:00', '2026-11-24T14:33:00.001+08:00', 1],
      ['2026-11-24T06:33:00.001Z', '9999-12-31T23:59:59-12:00', 0],
      ['0000-01-01T00:00:00+12:00', '2026-11-24T06:33:00Z', 0],
      ['0000-01-01T00:00:00+12:00', '9999-12-31T23:59:59-12:00', 1],
    ])('takes times from %s to %s as they are written', async (first, last, found) => {
      const party = await world.given.listedProduct(server.url)
      await rows.addCall(party)
      const list = createViewRoutes(views())['GET /api/seller/calls']

      const reply = await list?.({
        actor: party.seller,
        query: { limit: 5, from: first, to: last },
        params: undefined,
        body: undefined,
        language: 'en-US',
      })

      expect(reply?.items).toHaveLength(found)
    })

    test('goes from page to page without a gap, with a filter too, and refuses a cursor that is none', async () => {
      const party = await world.given.listedProduct(server.url)
      const made: { id: Id<'cal'>; state: CallState }[] = []
      for (let n = 0; n < 9; n += 1) {
        const state = n % 2 === 0 ? 'confirmed' : 'stopped'
        made.unshift({ id: await rows.addCall(party, { state }), state })
      }
      const confirmed = made.filter(({ state }) => state === 'confirmed')

      const all = await pagesOf((page) => views().listCalls(party.sellerId, page))
      const some = await pagesOf((page) =>
        views().listCalls(party.sellerId, { ...page, result: 'succeeded' }),
      )

      expect(all.map((call) => call.id)).toEqual(made.map(({ id }) => id))
      expect(some.map((call) => call.id)).toEqual(confirmed.map(({ id }) => id))
      for (const after of ['somewhere', 'cal_none', made[0]?.id.replace('cal', 'ord')])
        await expect(
          views().listCalls(party.sellerId, { limit: 1, after: after ?? '' }),
        ).rejects.toMatchObject({ code: 'views.cursor_malformed' })
    })

    test('has every call under one result, the one that it shows, and offers a restart where one is taken', async () => {
      const party = await world.given.listedProduct(server.url)
      const states = ['waiting', 'sending', 'confirmed', 'stopped', 'superseded', 'stuck'] as const
      // A stuck call is always an open failure; confirmed and superseded calls never are.
      const flags = { confirmed: [false], superseded: [false], stuck: [true] } as Partial<
        Record<CallState, boolean[]>
      >
      for (const state of states)
        for (const openFailure of flags[state] ?? [false, true])
          for (const tries of [0, 1]) await rows.addCall(party, { state, openFailure, tries })
      for (const state of ['confirmed', 'refused', 'stopped'] as const)
        await rows.addCall(party, { state, live: true, tries: 1 })
      const { sellerId, seller } = party

      const { items } = await views().listCalls(sellerId, { limit: 50 })

      expect(items).toHaveLength(21)
      for (const result of allResults) {
        const found = await views().listCalls(sellerId, { limit: 50, result })
        expect([result, idsOf(found)]).toEqual([
          result,
          items.filter((call) => call.result === result).map((call) => call.id),
        ])
        expect(found.items.length).toBeGreaterThan(0)
      }
      for (const { id, state, result, mayRestart } of items) {
        const refused = await world.market.calls.restart(seller, id as Id<'cal'>, sellerId).then(
          () => undefined,
          (error: { code: string }) => error.code,
        )
        expect([state, result, mayRestart]).toEqual([state, result, refused !== 'call.nothing_to_restart'])
      }
    })

    test('a restarted call and the one that it became lead to each other', async () => {
      const party = await world.given.listedProduct(server.url)
      const old = await rows.addCall(party, { state: 'stopped', tries: 3 })
      const again = await rows.addCall(party)
      await world.platform.db.script(`
        update call set restarted_as = '${again}' where id = '${old}';
        update call set restarted_from = '${old}' where id = '${again}'`)

      const { items } = await views().listCalls(party.sellerId, { limit: 5 })

      expect(items).toMatchObject([
        { id: again, restartedFrom: old },
        { id: old, restartedAs: again, result: 'closed_failure', mayRestart: false },
      ])
    })

    test('says when a call’s tries end: later for as long as its seller is parked, unless it is a purchase’s or closed', async () => {
      const party = await world.given.listedProduct(server.url)
      const asked = { windowEndsAt: from(fromHours(1)), windowRuns: false, parkedBeforeMs: fromMinutes(10) }
      const ids = {
        standing: await rows.addCall(party, asked),
        running: await rows.addCall(party, { ...asked, windowRuns: true }),
        closed: await rows.addCall(party, { ...asked, state: 'stopped' }),
      }
      const ends = async () => {
        const { items } = await views().listCalls(party.sellerId, { limit: 5 })
        return Object.fromEntries(
          Object.entries(ids).map(([name, id]) => [name, items.find((call) => call.id === id)?.windowEndsAt]),
        )
      }
      const asMade = toIso(from(fromHours(1)))

      expect(await ends()).toEqual({ standing: asMade, running: asMade, closed: asMade })
      await rows.setGate(party, { parkedMs: fromMinutes(15) })
      expect(await ends()).toEqual({
        standing: toIso(from(fromMinutes(65))),
        running: asMade,
        closed: asMade,
      })
      await rows.setGate(party, {
        breaker: 'open',
        parkedMs: fromMinutes(15),
        openedAt: from(-fromMinutes(7)),
        probeAt: from(fromMinutes(1)),
      })
      expect(await ends()).toEqual({
        standing: toIso(from(fromMinutes(72))),
        running: asMade,
        closed: asMade,
      })
    })
  })

  describe('who sees which', () => {
    test('a seller sees their own calls and failures; another’s are not there', async () => {
      const mine = await world.given.listedProduct(server.url)
      const theirs = await world.given.listedProduct(server.url)
      const [own, other] = [
        await rows.addCall(mine),
        await rows.addCall(theirs, { tries: 1, openFailure: true }),
      ]

      expect(idsOf(await views().listCalls(mine.sellerId, { limit: 5 }))).toEqual([own])
      await expect(views().getCall(mine.sellerId, other)).rejects.toMatchObject({
        code: 'views.call_not_found',
      })
      expect((await views().getCallStanding(mine.sellerId)).openFailures).toBe(0)
      expect((await views().getCallStanding(theirs.sellerId)).openFailures).toBe(1)
    })

    test('an operator sees the calls to all sellers with the seller, or those to one, and opens any without secrets', async () => {
      const first = await world.given.listedProduct(server.url)
      const second = await world.given.listedProduct(server.url)
      await world.given.paidOrder(await world.given.buyer(), first.productId)
      await world.settle()
      const other = await rows.addCall(second, { openFailure: true, tries: 1 })

      const all = await views().listAllCalls({ limit: 10 })
      const ofFirst = await views().listAllCalls({ limit: 10, sellerId: first.sellerId })
      const failing = await views().listAllCalls({ limit: 10, result: 'open_failure' })
      const whole = await views().getAnyCall(ofFirst.items[0]?.id as Id<'cal'>)

      expect(all.items.map((call) => call.seller.id)).toEqual([
        second.sellerId,
        first.sellerId,
        first.sellerId,
      ])
      expect(ofFirst.items).toEqual(all.items.slice(1))
      expect(idsOf(failing)).toEqual([other])
      expect(whole).toMatchObject({
        activity: 'queryInstance',
        seller: { id: first.sellerId, name: { en: expect.stringMatching(/^Seller/) } },
        attemptList: [{ n: 1, verdict: { code: 'succeeded' } }],
      })
      expect(JSON.stringify(whole)).not.toContain('canary-initial-password')
      await expect(views().getAnyCall('cal_none')).rejects.toMatchObject({ code: 'views.call_not_found' })
    })
  })
})
