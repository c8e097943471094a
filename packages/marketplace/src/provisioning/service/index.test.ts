import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fromHours, fromMinutes, fromSeconds, toIso } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { listRuleEngines, openAtOnce, openScriptedSeller, openWorld } from '../../embedded/index.ts'
import type { ScriptedSeller, SellerReply, SellerRequest, World } from '../../embedded/index.ts'
import { listHistory } from '../../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

type Failure = readonly [what: string, reply: () => SellerReply]
const failures: readonly Failure[] = [
  ['refuses', () => ({ resultCode: '000100', resultMsg: 'no resource' })],
  ['answers 500', () => (response) => void response.writeHead(500).end()],
  [
    'answers wrong JSON',
    () => (response) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end('{"resultCode":'),
  ],
  [
    'answers HTML',
    () => (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
  ],
  ['answers success without an id', () => ({ resultCode: '000000' })],
  ['accepts without an id', () => ({ resultCode: '000004' })],
  ['resets', () => (response) => void response.destroy()],
  [
    'sends us elsewhere',
    () => (response) => void response.writeHead(302, { location: 'https://elsewhere.example/' }).end(),
  ],
]

describe.each(listRuleEngines(postgresUrl))('opening what was bought, on %s', (engine) => {
  let world: World
  let seller: ScriptedSeller
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl, calls: { timeLimitMs: 1500 } })
  })
  afterEach(async () => {
    await seller.close()
    await world.reset()
  })
  afterAll(() => world.close())

  /** A buyer with ¥100.00 has paid ¥10.00 for one seat and one month. */
  async function paid(script: (request: SellerRequest) => SellerReply | Promise<SellerReply> = openAtOnce) {
    seller = await openScriptedSeller()
    seller.answer(script)
    const { productId, sellerId } = await world.given.listedProduct(seller.url)
    const buyer = await world.given.buyer(10_000n)
    const orderId = await world.given.paidOrder(buyer, productId)
    const order = () => world.market.orders.get(world.platform.db, orderId)
    const line = (await order()).lines[0]
    const lineId = line?.id as Id<'orl'>
    const subscription = () => world.market.subscriptions.findByLine(world.platform.db, lineId)
    const balance = async () =>
      (await world.market.ledger.getBalance(world.platform.db, buyer.buyerId as Id<'byr'>, 'CNY')).amountMinor
    const kinds = async () => (await listHistory(world.platform.db, orderId)).map((entry) => entry.kind)
    return { buyer, orderId, sellerId, order, line, subscription, balance, kinds }
  }

  test('R74: newInstance answered with success and an id completes the order, and the term starts then', async () => {
    const bought = await paid()
    const startsAt = world.clock.now()

    await world.settle()

    expect((await bought.order()).state).toBe('completed')
    expect(await bought.subscription()).toMatchObject({ state: 'active', startsAt })
    expect(toIso((await bought.subscription())?.endsAt ?? 0).slice(5, 10)).toMatch(/-24$/)
    expect(seller.of('newInstance')).toHaveLength(1)
    expect(await bought.balance()).toBe(9000n)
  })

  test('the seller is told the published numbers, and another businessId on every request', async () => {
    let refusals = 2
    const bought = await paid((request) =>
      request.activity === 'newInstance' && (refusals -= 1) >= 0
        ? { resultCode: '000005' }
        : openAtOnce(request),
    )

    await world.advance(fromMinutes(10))

    const { number } = await bought.order()
    const sent = seller.of('newInstance').map((request) => request.members)
    expect(sent).toHaveLength(3)
    expect(
      sent.every((members) => members.orderId === number && members.orderLineId === `${number}-000001`),
    ).toBe(true)
    expect(new Set(sent.map((members) => members.businessId)).size).toBe(3)
    expect((await bought.order()).state).toBe('completed')
  })

  test('queryInstance follows for the access data; they are stored nowhere', async () => {
    const bought = await paid()

    await world.settle()

    expect(seller.of('queryInstance')[0]?.members.instanceId).toBe(`i-${bought.line?.number}`)
    expect(JSON.stringify(await listHistory(world.platform.db, bought.orderId))).not.toContain(
      'canary-initial-password',
    )
  })

  test('R71: 000004 keeps the order processing until a query finds the instance', async () => {
    let ready = false
    const bought = await paid((request) =>
      request.activity === 'newInstance'
        ? { resultCode: '000004', instanceId: 'i-async' }
        : ready
          ? {
              resultCode: '000000',
              info: [{ instanceId: 'i-async', appInfo: { frontEndUrl: 'https://app.seller.example' } }],
            }
          : { resultCode: '000000', info: [] },
    )
    await world.advance(fromMinutes(1))
    expect((await bought.order()).state).toBe('processing')
    ready = true

    await world.advance(fromMinutes(1))

    expect((await bought.order()).state).toBe('completed')
    expect(seller.of('newInstance')).toHaveLength(1)
    expect(await bought.kinds()).toEqual([
      'order.submitted',
      'order.paid',
      'opening.started',
      'call.attempted',
      'instance.accepted',
      ...seller.of('queryInstance').map(() => 'call.attempted'),
      'instance.opened',
      'order.completed',
    ])
  })

  test.each(failures)(
    'R70, R157: a seller that %s for three hours: the order is refunded in full and says that an instance may stand',
    async (_name, reply) => {
      const bought = await paid(reply)

      await world.advance(fromHours(3) - fromSeconds(1))
      expect((await bought.order()).state).toBe('processing')
      await world.advance(fromSeconds(2))

      expect((await bought.order()).state).toBe('refunded')
      expect(await bought.balance()).toBe(10_000n)
      expect(await bought.subscription()).toMatchObject({ state: 'cancelled' })
      expect(await bought.kinds()).toContain('instance.orphan_possible')
      expect(seller.of('releaseInstance')).toHaveLength(0)
      // One call every two minutes; a parked server is probed more often at first.
      const tries = seller.of('newInstance').length
      expect(tries).toBeGreaterThanOrEqual(91)
      expect(tries).toBeLessThanOrEqual(95)
      expect(await world.market.calls.engine.nextDue()).toBeUndefined()
    },
  )

  test.each([
    ['a NUL', 'no \u0000 resource'],
    ['half of a surrogate pair', `${'x'.repeat(254)}\u{1F600}`],
  ])('a refusal whose message holds %s is told and tried again like any other', async (_name, resultMsg) => {
    const bought = await paid(() => ({ resultCode: '000100', resultMsg }))

    await world.advance(fromHours(4))

    expect((await bought.order()).state).toBe('refunded')
    expect(await bought.balance()).toBe(10_000n)
  })

  test.each(['i-\u0000', 'i,1', 'i-\n'])(
    'an id that could not be sent back (%j) is a faulty answer',
    async (instanceId) => {
      const bought = await paid(() => ({ resultCode: '000000', instanceId }))

      await world.settle()

      const attempts = (await listHistory(world.platform.db, bought.orderId)).filter(
        (entry) => entry.kind === 'call.attempted',
      )
      expect(attempts[0]?.data).toMatchObject({
        verdict: { code: 'member_value', params: { name: 'instanceId' } },
      })
    },
  )

  test('a seller that hangs is given up by the time limit and tried again', async () => {
    let hanging = 1
    const bought = await paid((request) =>
      request.activity === 'newInstance' && (hanging -= 1) >= 0 ? () => undefined : openAtOnce(request),
    )
    await world.settle()
    expect((await bought.order()).state).toBe('processing')

    await world.advance(fromMinutes(2))

    expect((await bought.order()).state).toBe('completed')
    const attempts = (await listHistory(world.platform.db, bought.orderId)).filter(
      (entry) => entry.kind === 'call.attempted',
    )
    expect(attempts[0]?.data).toMatchObject({
      n: 1,
      state: 'waiting',
      verdict: { code: 'timed_out', params: { phase: 'headers', ms: 1500 } },
    })
  })

  test('a seller that drips its answer is given up by the time limit', async () => {
    let dripping = 1
    const bought = await paid((request) => {
      if (request.activity !== 'newInstance' || (dripping -= 1) < 0) return openAtOnce(request)
      return (response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders()
        const drip = setInterval(() => response.write(' '), 40)
        response.once('close', () => clearInterval(drip))
      }
    })

    await world.advance(fromMinutes(2))

    expect((await bought.order()).state).toBe('completed')
    const attempts = (await listHistory(world.platform.db, bought.orderId)).filter(
      (entry) => entry.kind === 'call.attempted',
    )
    expect(attempts[0]?.data).toMatchObject({ verdict: { code: 'timed_out', params: { phase: 'body' } } })
  })

  test('R70: accepted but never there: refunded after three hours, and the release names the refund order', async () => {
    const bought = await paid((request) => {
      if (request.activity === 'newInstance') return { resultCode: '000004', instanceId: 'i-never' }
      return { resultCode: request.activity === 'queryInstance' ? '000003' : '000000' }
    })

    await world.advance(fromHours(3))

    expect((await bought.order()).state).toBe('refunded')
    expect(await bought.balance()).toBe(10_000n)
    const [release] = seller.of('releaseInstance')
    expect(release?.members.instanceId).toBe('i-never')
    expect(release?.members.orderId).toMatch(/^CS\d{10}[A-Z0-9]{5}$/)
    expect(release?.members.orderId).not.toBe((await bought.order()).number)
    expect(release?.members.orderLineId).toBe(`${release?.members.orderId}-000001`)
    expect(await bought.kinds()).toContain('instance.released')
    expect(await bought.kinds()).not.toContain('instance.orphan_possible')
  })

  test('the access data of an open service never come: the order stays complete, the seller is told', async () => {
    const bought = await paid((request) =>
      request.activity === 'newInstance' ? openAtOnce(request) : { resultCode: '000005' },
    )

    await world.advance(fromHours(4))

    expect((await bought.order()).state).toBe('completed')
    const messages = await world.platform.db
      .withTables<{ message: { kind: string; party_id: string } }>()
      .selectFrom('message')
      .selectAll()
      .where('kind', 'not like', 'order_%')
      .execute()
    expect(messages).toMatchObject([{ kind: 'call_failing', party_id: bought.sellerId }])
  })

  test('R299: the buyer’s page asks the seller live; another buyer finds no such service', async () => {
    const bought = await paid()
    await world.settle()
    const subscription = await bought.subscription()
    const id = subscription?.id as Id<'sub'>

    const answer = await world.market.provisioning.askAccess(bought.buyer, id)

    expect(answer.outcome).toMatchObject({
      kind: 'confirmed',
      data: { access: { [answer.reference]: { password: 'canary-initial-password' } } },
    })
    await expect(world.market.provisioning.askAccess(await world.given.buyer(), id)).rejects.toMatchObject({
      code: 'provisioning.service_not_found',
    })
  })

  test('a live question to a seller that is down says so and changes nothing', async () => {
    const bought = await paid()
    await world.settle()
    seller.answer(() => (response) => void response.destroy())

    const answer = await world.market.provisioning.askAccess(
      bought.buyer,
      (await bought.subscription())?.id as Id<'sub'>,
    )

    expect(answer.outcome).toEqual({ kind: 'unreachable', verdict: { code: 'connection_reset' } })
    expect((await bought.order()).state).toBe('completed')
  })
})
