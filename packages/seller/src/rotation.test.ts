import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { createNodeListener } from './adapters/node.ts'
import type { WebSeller } from './adapters/answer-call.ts'
import { createSeller, createMemoryStore } from './index.ts'
import type { OpenAsked, Seller, SellerProblem, SellerStore } from './index.ts'
import {
  assertDone,
  assertOpened,
  assertRefused,
  createTestClock,
  createTestMarketplace,
  scenarios,
} from './testing.ts'
import type { TestMarketplace } from './testing.ts'
import type { SaasSettings } from './tried-seller.ts'

const [oldKey, newKey] = ['the key of before', 'the key of now']
const [oldGeneral, newGeneral] = ['the general key of before', 'the general key of now']
const clock = createTestClock('2026-03-01T08:00:00Z')

type Started = {
  readonly seller: Seller
  readonly opened: OpenAsked[]
  readonly problems: SellerProblem[]
}

/** Restarts a product with other keys on the same store. */
function start(store: SellerStore, options: SaasSettings): Started {
  const opened: OpenAsked[] = []
  const problems: SellerProblem[] = []
  const seller = createSeller({
    accessKey: oldKey,
    store,
    now: clock.now,
    onProblem: (problem) => void problems.push(problem),
    saas: {
      open(asked) {
        opened.push(asked)
        return { frontEndUrl: 'https://app.example.com', userName: 'admin', password: 'a first one' }
      },
      upgrade: () => undefined,
    },
    notifications: { orderPaid: () => undefined },
    ...options,
  })
  return { seller, opened, problems }
}

type Signing = { readonly accessKey: string; readonly notificationKey?: string }
const marketOf = (
  seller: WebSeller | string,
  protocol: TestMarketplace['protocol'],
  signing: Signing,
): TestMarketplace => createTestMarketplace({ seller, protocol, now: clock.now, ...signing })

const protocols: readonly TestMarketplace['protocol'][] = ['saas-v2', 'saas-v1']

describe.each(protocols)('while the access key changes, in %s', (protocol) => {
  // The reply to a forged request is signed with the first key, whoever sent it.
  test.each([
    [oldKey, newKey],
    [newKey, oldKey],
  ])('every scenario passes with %s while %s is accepted too', async (accessKey, other) => {
    const { seller } = start(createMemoryStore({ now: clock.now }), { accessKey: [accessKey, other] })
    const market = marketOf(seller, protocol, { accessKey })

    for (const { run } of scenarios) await expect(run(market)).resolves.toBeUndefined()
  })

  test('no call fails from before the change until after it, and each reply has the key of its request', async () => {
    const store = createMemoryStore({ now: clock.now })
    const before = start(store, { accessKey: oldKey, encryptType: '1' })
    const order = marketOf(before.seller, protocol, { accessKey: oldKey }).order()
    const instanceId = assertOpened(
      await marketOf(before.seller, protocol, { accessKey: oldKey }).open(order),
    )
    const both = start(store, { accessKey: [newKey, oldKey], encryptType: '1' })

    for (const accessKey of [oldKey, newKey, oldKey]) {
      const market = marketOf(both.seller, protocol, { accessKey })
      expect(assertOpened(await market.open(order))).toBe(instanceId)
      assertDone(await market.changeEnd(instanceId))
      // Sealed with the key of the request; otherwise the reply could not be opened and would not be proper.
      const told = assertDone(await market.describe(instanceId))
      expect(told.instances[0]?.access).toMatchObject({ userName: 'admin', password: 'a first one' })
      assertDone(await market.notify())
    }
    const after = start(store, { accessKey: newKey, encryptType: '1' })
    const told = await marketOf(after.seller, protocol, { accessKey: newKey }).describe(instanceId)

    expect(assertDone(told).instances[0]?.access).toMatchObject({ password: 'a first one' })
    expect([...before.problems, ...both.problems, ...after.problems]).toEqual([])
    expect(both.opened).toEqual([])
  })

  test('over HTTP too', async () => {
    const { seller } = start(createMemoryStore({ now: clock.now }), { accessKey: [newKey, oldKey] })
    const server = createServer(createNodeListener(seller))
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/saas`

    try {
      for (const accessKey of [oldKey, newKey])
        assertOpened(await marketOf(url, protocol, { accessKey }).open({ mobilePhone: '13800138000' }))
    } finally {
      await new Promise((resolve) => server.close(resolve))
    }
  })

  test('the old key is refused once it is taken out, and the refusal has the key of now', async () => {
    const { seller } = start(createMemoryStore({ now: clock.now }), { accessKey: newKey })

    const reply = await marketOf(seller, protocol, { accessKey: oldKey }).open()

    expect(reply.resultCode).toBe('000001')
    assertRefused(
      await marketOf(seller, protocol, { accessKey: newKey }).open({}, { accessKey: oldKey }),
      '000001',
    )
  })
})

test('the phone number of a buyer is opened with the key that has signed it', async () => {
  const { seller, opened, problems } = start(createMemoryStore({ now: clock.now }), {
    accessKey: [newKey, oldKey],
  })

  for (const accessKey of [oldKey, newKey])
    await marketOf(seller, 'saas-v1', { accessKey }).open({ mobilePhone: '13800138000' })

  expect(opened.map(({ purchase }) => purchase.buyer.mobilePhone)).toEqual(['13800138000', '13800138000'])
  expect(problems).toEqual([])
})

test('the general key changes by itself, and each notification is answered with the key that has signed it', async () => {
  const { seller, problems } = start(createMemoryStore({ now: clock.now }), {
    accessKey: oldKey,
    notificationKey: [newGeneral, oldGeneral],
  })

  for (const notificationKey of [oldGeneral, newGeneral, oldGeneral])
    assertDone(await marketOf(seller, 'saas-v2', { accessKey: oldKey, notificationKey }).notify())
  const basic = await marketOf(seller, 'saas-v2', { accessKey: oldKey, notificationKey: oldKey }).notify()

  expect(basic.resultCode).toBe('000001')
  expect(problems.map(({ code }) => code)).toEqual(['signature_refused'])
})

test('a request that comes a second time is refused, whichever of two keys has signed it', async () => {
  const { seller } = start(createMemoryStore({ now: clock.now }), { accessKey: [newKey, oldKey] })

  for (const accessKey of [oldKey, newKey]) {
    const market = marketOf(seller, 'saas-v2', { accessKey })
    const reply = await market.open()
    assertOpened(reply)
    assertRefused(await market.replay(reply), '000002')
  }
})

test('a store that fails is answered for with the key that has signed the request', async () => {
  const store = { ...createMemoryStore(), remember: () => Promise.reject(new Error('no connection')) }
  const { seller } = start(store, { accessKey: [newKey, oldKey] })

  assertRefused(await marketOf(seller, 'saas-v2', { accessKey: oldKey }).open(), '000005')
})

test.each([
  [[], 'accessKey is missing'],
  [[newKey, undefined], 'accessKey is missing'],
  [[newKey, `${oldKey}\n`], 'accessKey has whitespace'],
  [[newKey, newKey], 'accessKey has the same key twice'],
  [['1', '2', '3'], 'accessKey must be one key, or two during a key change, not 3'],
])('a list of keys %o is refused at the start', (accessKey, fault) => {
  expect(() =>
    createSeller({ accessKey, store: createMemoryStore(), saas: { open: () => {} } } as never),
  ).toThrow(fault)
})
