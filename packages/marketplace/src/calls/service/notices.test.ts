import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fromHours, fromMinutes, toIso } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { openWorld, listRuleEngines } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import type { Verdict } from '@loggia/protocol/wire'
import { runInTx, notify, system } from '../../platform/index.ts'
import type { MemberActor, Party, Tx } from '../../platform/index.ts'
import type { Call } from '../schema.ts'
import { tellFailing, tellRecovered } from './tell.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('notices of failing calls on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterEach(() => world.reset())
  afterAll(() => world.close())

  const messagesTo = async (party: Party) =>
    (await world.market.notifications.list(party, { limit: 50 })).items
  const within = (work: (tx: Tx) => Promise<void>) => runInTx(world.platform, { actor: system }, work)

  type Failure = {
    readonly tries?: number
    readonly verdict?: Verdict
    readonly isOver?: boolean
    readonly of?: Partial<Call>
  }

  /** An unpaid order, which makes no calls of its own, with functions that report outcomes of a call for it. */
  async function given(callId: Id<'cal'> = 'cal_1') {
    const buyer = await world.given.buyer()
    const { seller, sellerId, productId } = await world.given.listedProduct('http://127.0.0.1:1/produce')
    const orderId = await world.given.submittedOrder(buyer, productId)
    const order = await world.market.orders.get(world.platform.db, orderId)
    const party: Party = { kind: 'seller', id: sellerId }
    const now = world.clock.now()
    const call: Call = {
      id: callId,
      sellerId,
      productId,
      channelId: 'chn_1',
      subject: orderId,
      operation: {
        kind: 'release_instance',
        reference: 'i-77',
        purchase: { orderNumber: order.number, lineNumber: '1' },
      },
      protocol: 'saas-v2',
      state: 'waiting',
      live: false,
      createdAt: now,
      dueAt: now,
      windowStartsAt: now,
      windowEndsAt: now,
      windowRuns: false,
      parkedBeforeMs: 0,
      fence: 1,
      openFailure: true,
    }
    const context = { ...world.platform, orders: world.market.orders }
    const failing = ({ tries = 1, verdict = { code: 'http_status', status: 502 }, ...more }: Failure = {}) =>
      within((tx) =>
        tellFailing(context, tx, {
          call: { ...call, ...more.of },
          n: tries,
          outcome: { kind: 'unreachable', verdict },
          next: more.isOver ? { state: 'stopped' } : { state: 'waiting', dueAt: world.clock.now() },
        }),
      )
    const recovered = (state: Parameters<typeof tellRecovered>[3], tries: number) =>
      within((tx) => tellRecovered(context, tx, { ...call, fence: tries }, state))
    const read = async (actor: MemberActor = seller) => {
      for (const { id } of await messagesTo(party)) await world.market.notifications.read(actor, party, id)
    }
    return { order, seller, sellerId, party, failing, recovered, read }
  }

  test('R236, R262: a failing call is told once, with what is known of it', async () => {
    const { failing, party, order } = await given()

    await failing({ tries: 1 })

    expect(await messagesTo(party)).toMatchObject([
      {
        kind: 'call_failing',
        subject: 'cal_1',
        data: {
          callId: 'cal_1',
          operation: 'release_instance',
          activity: 'releaseInstance',
          reference: 'i-77',
          orderId: order.id,
          orderNumber: order.number,
          product: order.lines[0]?.offer.productName,
          tries: 1,
          state: 'waiting',
          mayRestart: false,
          nextAt: toIso(world.clock.now()),
          triedAt: toIso(world.clock.now()),
          verdict: {
            code: 'http_status',
            params: { status: 502 },
            sentence: { zh: expect.stringContaining('502'), en: expect.stringContaining('502') },
          },
        },
      },
    ])
  })

  test('a further failure brings the notice up to date and to the top, with its time; it stays read', async () => {
    const { failing, party, read, sellerId } = await given()
    await failing({ tries: 1 })
    await read()
    await within((tx) =>
      notify(
        tx,
        'address_decided',
        { kind: 'seller', id: sellerId },
        { subject: 'adr_1', data: { url: 'https://saas.example/produce', approved: true } },
      ),
    )
    const [, before] = await messagesTo(party)
    await world.advance(fromMinutes(2))

    await failing({ tries: 2, verdict: { code: 'connection_refused' } })

    const [notice, older, ...more] = await messagesTo(party)
    expect(older?.kind).toBe('address_decided')
    expect(notice).toMatchObject({ data: { tries: 2, verdict: { code: 'connection_refused', params: {} } } })
    expect(notice?.at).toBe(world.clock.now())
    expect(notice?.readAt).toBe(before?.readAt)
    expect(notice?.readAt).toBeDefined()
    expect(more).toEqual([])
  })

  test('R243a: tries that are over and wait for the seller are raised anew, unread and on top', async () => {
    const { failing, party, read } = await given()
    await failing({ tries: 1 })
    await read()
    await world.advance(fromHours(1))

    await failing({ tries: 31, isOver: true })

    const [notice, ...more] = await messagesTo(party)
    expect(notice).toMatchObject({ data: { state: 'stopped', mayRestart: true, tries: 31 } })
    expect(notice?.data).not.toHaveProperty('nextAt')
    expect(notice?.at).toBe(world.clock.now())
    expect(notice?.readAt).toBeUndefined()
    expect(more).toEqual([])
  })

  test('tries that are over with nothing left to do stay read: what came of them is told', async () => {
    const { failing, party, read } = await given()
    await failing({ of: { windowRuns: true } })
    await read()

    await failing({ of: { windowRuns: true }, tries: 91, isOver: true })

    expect(await messagesTo(party)).toMatchObject([
      { data: { state: 'stopped', tries: 91 }, readAt: expect.any(Number) },
    ])
  })

  test('a call whose only try was its last is told of only if it may be started again', async () => {
    const first = await given('cal_1')
    const second = await given('cal_2')

    await first.failing({ of: { windowRuns: true }, isOver: true })
    await second.failing({ isOver: true })

    expect(await messagesTo(first.party)).toEqual([])
    expect(await messagesTo(second.party)).toMatchObject([{ subject: 'cal_2', data: { state: 'stopped' } }])
  })

  test.each(['confirmed', 'superseded', 'expired', 'restarted'] as const)(
    'a call that is %s says so in its notice, with the time of that; it stays read',
    async (state) => {
      const { failing, recovered, party, read } = await given()
      await failing({ tries: 3 })
      await read()
      const [before] = await messagesTo(party)
      await world.advance(fromMinutes(2))

      await recovered(state, 4)

      const [notice, ...more] = await messagesTo(party)
      expect(notice?.data).toMatchObject({
        state,
        tries: 4,
        mayRestart: false,
        recoveredAt: toIso(world.clock.now()),
      })
      expect(Object.keys(notice?.data ?? {})).not.toEqual(expect.arrayContaining(['nextAt']))
      expect(notice).toEqual({ ...before, id: notice?.id, at: world.clock.now(), data: notice?.data })
      expect(more).toEqual([])
    },
  )

  test('a call that recovers without ever having been told of needs no word', async () => {
    const { recovered, party } = await given()

    await recovered('confirmed', 2)

    expect(await messagesTo(party)).toEqual([])
  })
})
