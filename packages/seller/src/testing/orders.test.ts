import { describe, expect, test } from 'vitest'
import { createSeller, answerLater, createMemoryStore } from '../index.ts'
import type {
  NotificationHandlers,
  OpenAsked,
  OrderQueryOptions,
  Purchase,
  SaasHandlers,
  Seller,
  SellerProblem,
} from '../index.ts'
import {
  assertDone,
  assertOpened,
  assertRefused,
  createTestClock,
  createTestMarketplace,
  scenarios,
  SellerAssertionError,
} from '../testing.ts'
import type { TestMarketplace, TestMarketplaceOptions } from '../testing.ts'

const accessKey = 'a key'
const access = { frontEndUrl: 'https://app.example.com/one' }
const protocols: readonly TestMarketplace['protocol'][] = ['saas-v2', 'saas-v1']

type Given = {
  readonly saas?: Partial<SaasHandlers>
  readonly orderPaid?: NotificationHandlers['orderPaid']
  readonly orders?: Partial<OrderQueryOptions>
  readonly market?: Partial<TestMarketplaceOptions>
}

/** A test marketplace whose orders the seller queries, as with the real marketplace. */
function openMarket({ saas = {}, orderPaid = () => undefined, orders = {}, market: how = {} }: Given) {
  const clock = createTestClock('2026-03-01T08:00:00Z')
  const problems: SellerProblem[] = []
  const market = createTestMarketplace({
    seller: (request) => seller(request),
    accessKey,
    now: clock.now,
    ...how,
  })
  const seller: Seller = createSeller({
    accessKey,
    store: createMemoryStore({ now: clock.now }),
    now: clock.now,
    orders: { ...market.orders, ...orders },
    onProblem: (problem) => void problems.push(problem),
    saas: { open: () => access, ...saas },
    notifications: { orderPaid },
  })
  return { market, seller, problems, clock }
}

test.each(protocols)(
  'what a test buys reaches the seller in %s: seats, buyer and parameters',
  async (protocol) => {
    const opened: OpenAsked[] = []
    const { market, problems } = openMarket({
      saas: { open: (asked) => (opened.push(asked), access) },
      market: { protocol },
    })

    assertOpened(
      await market.open({
        quantity: 5,
        mobilePhone: '13800138000',
        parameters: { domain: '例.example.com' },
      }),
    )

    expect(opened).toMatchObject([
      {
        purchase: {
          source: protocol === 'saas-v2' ? 'order' : 'message',
          kind: 'purchase',
          charging: 'period',
          quantity: 5,
          period: { unit: 'month', count: 1 },
          expiresAtMs: Date.parse('2026-03-31T08:00:00Z'),
          buyer: { customerName: 'a-test-customer', mobilePhone: '13800138000' },
          parameters: { domain: '例.example.com' },
        },
      },
    ])
    expect(problems).toEqual([])
  },
)

test('each order of a service is told for what it is', async () => {
  const bought: Purchase[] = []
  const take = ({ purchase }: { purchase: Purchase }): void => void bought.push(purchase)
  const { market } = openMarket({
    saas: { changeEnd: take, upgrade: take },
    orderPaid: take,
  })
  const instanceId = assertOpened(await market.open({ isTrial: true, quantity: 2 }))

  assertDone(await market.changeEnd(instanceId, { reason: 'trialToPaid' }))
  assertDone(await market.changeEnd(instanceId, { reason: 'renewalWithChange', order: { quantity: 3 } }))
  assertDone(await market.changeEnd(instanceId, { reason: 'renewalCancelled' }))
  assertDone(await market.upgrade(instanceId, { quantity: 9 }))
  assertDone(await market.notify({ quantity: 4 }))

  expect(bought.map(({ source, kind, quantity }) => [source, kind, quantity])).toEqual([
    ['order', 'trialToPaid', undefined],
    ['order', 'renewal', 3],
    ['order', 'unsubscription', undefined],
    ['order', 'change', 9],
    ['order', 'purchase', 4],
  ])
})

test('a wrong secret key is refused as at the real marketplace, and the orders for debugging are asked for too', async () => {
  const right = openMarket({})
  const wrong = openMarket({ orders: { secretKey: 'another one', tries: 1 } })
  const mock = { orderId: 'MOCKPERIODYEARNEW', orderLineId: 'MOCKPERIODYEARNEW-000001' }
  const send = (market: TestMarketplace) =>
    market.send({
      protocol: 'saas-v2',
      message: { activity: 'newInstance', businessId: 'b-1', testFlag: '1', ...mock },
    })

  assertOpened(await send(right.market))
  expect((await right.seller.find('b-1'))?.purchase).toMatchObject({ source: 'order', quantity: 50 })
  assertRefused(await send(wrong.market), '000005')
  assertRefused(await wrong.market.open({ quantity: 5 }), '000005')
  expect(wrong.problems).toMatchObject(
    Array(2).fill({ code: 'order_query_failed', detail: 'unauthenticated' }) as object[],
  )
})

test('an order that was never sold is not known', async () => {
  const { market, problems } = openMarket({})
  const { orderId, orderLineId, businessId } = market.order()

  const reply = await market.send({
    protocol: 'saas-v2',
    message: { activity: 'newInstance', orderId, orderLineId, businessId },
  })

  assertRefused(reply, '000005')
  expect(problems).toMatchObject([{ code: 'order_query_failed', detail: 'forbidden' }])
})

/** A seller that returns `answerLater()` and makes the instance afterwards, like a separate worker. */
function openLater(given: Omit<Given, 'saas'>) {
  const started = openMarket({
    ...given,
    saas: {
      open: ({ instanceId }) => {
        setTimeout(() => void started.seller.opened(instanceId, access), 25)
        return answerLater()
      },
    },
  })
  return started
}

describe.each(protocols)('a seller that returns answerLater(), in %s', (protocol) => {
  test.each(scenarios)('passes the scenario: $name', async ({ run }) => {
    const { market } = openLater({ market: { protocol, readyWithinMs: 2_000 } })

    await expect(run(market)).resolves.toBeUndefined()
  })

  test('is waited for, also when a debugging console asks', async () => {
    const { market } = openLater({ market: { protocol, readyWithinMs: 2_000 } })

    const opened = await market.open({}, { isTest: true })
    const instanceId = assertOpened(await market.ready(opened))

    expect(opened.resultCode).toBe('000004')
    assertDone(await market.describe(instanceId, { isTest: true }))
  })

  test.each([
    ['in time', 5, '000000'],
    ['too late', 60, '000004'],
  ])('that waits for its worker in V1.0 opens %s', async (_, workMs, v1Code) => {
    const started = openMarket({
      market: { protocol, readyWithinMs: 2_000 },
      saas: {
        async open({ instanceId, protocol: asked }) {
          const built = new Promise<typeof access>(
            (resolve) => void setTimeout(() => resolve(access), workMs),
          )
          const pause = new Promise<undefined>((resolve) => void setTimeout(() => resolve(undefined), 20))
          const there = asked === 'saas-v1' ? await Promise.race([built, pause]) : undefined
          if (there) return there
          void built.then((ended) => started.seller.opened(instanceId, ended))
          return answerLater()
        },
      },
    })

    const opened = await started.market.open()
    const instanceId = assertOpened(await started.market.ready(opened))

    expect(opened.resultCode).toBe(protocol === 'saas-v1' ? v1Code : '000004')
    expect(assertDone(await started.market.describe(instanceId)).instances[0]?.access).toEqual(access)
  })

  test('that never gets ready is told so, and a test that does not wait how to', async () => {
    const never = openMarket({ saas: { open: () => answerLater() }, market: { protocol, readyWithinMs: 30 } })
    const opened = await never.market.open()

    await expect(never.market.ready(opened)).rejects.toThrow(SellerAssertionError)
    expect(await openLater({ market: { protocol } }).market.ready(opened)).toBe(opened)
    const [first] = scenarios
    await expect(first?.run(openLater({ market: { protocol } }).market)).rejects.toThrow('readyWithinMs')
  })
})
