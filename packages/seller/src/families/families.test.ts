import { expect, test } from 'vitest'
import { encodeNotification } from '@loggia/protocol/orders'
import { createSeller, createMemoryStore } from '../index.ts'
import type { BasicKey, HandlersByFamily, OrderPaidAsked, Seller, SellerOptions } from '../index.ts'
import type { SellerProblem, SellerSettings } from '../index.ts'
import { assertDone, assertOpened, assertRefused, createTestMarketplace } from '../testing.ts'
import type { TestMarketplace } from '../testing.ts'
import { answerTo, createPurchase, signCall, accessKey, nowMs } from '../tried-seller.ts'

const now = (): number => nowMs
const open = (): { frontEndUrl: string } => ({ frontEndUrl: 'https://app.example' })
const orderPaid = (): void => undefined

type Started = { readonly seller: Seller; readonly problems: SellerProblem[] }

type Given = Partial<SellerSettings & BasicKey & HandlersByFamily>

function start(options: Given): Started {
  const problems: SellerProblem[] = []
  const onProblem = (problem: SellerProblem): void => void problems.push(problem)
  const given = { accessKey, store: createMemoryStore({ now }), now, onProblem, ...options }
  const seller = createSeller(given as SellerOptions)
  return { seller, problems }
}
const marketOf = (seller: Seller, protocol: TestMarketplace['protocol'] = 'saas-v2'): TestMarketplace =>
  createTestMarketplace({ seller, accessKey, now, protocol })

test('a seller that only hears of orders is told of them, and refuses what is asked about instances', async () => {
  const heard: OrderPaidAsked[] = []
  const { seller, problems } = start({
    notifications: { orderPaid: (asked) => void heard.push(asked) },
  })

  assertDone(await marketOf(seller).notify())
  const refused = [await marketOf(seller).open(), await marketOf(seller, 'saas-v1').open()]

  expect(heard).toHaveLength(1)
  for (const reply of refused) assertRefused(reply, '000002')
  expect(refused.map(({ resultMsg }) => resultMsg)).toEqual([
    'SaaS V2.0 is not served here.',
    'SaaS V1.0 is not served here.',
  ])
  expect(problems).toEqual([])
  expect(await seller.find('b-1')).toBeUndefined()
  expect(await seller.opened('b-1')).toBe(false)
})

test('a seller that only hears of orders is told why one of them cannot be read', async () => {
  const { seller, problems } = start({ notifications: { orderPaid } })

  expect((await answerTo(seller, signCall(''))).resultCode).toBe('000002')
  expect((await answerTo(seller, signCall('{"activity":"orderNotify"}'))).resultCode).toBe('000002')

  expect(problems.map(({ code, detail }) => [code, detail])).toEqual([
    ['request_unreadable', 'body_empty'],
    ['request_unreadable', 'member_missing'],
  ])
})

test('a seller without notifications refuses them, and opens what is bought', async () => {
  const { seller } = start({ saas: { open } })

  const reply = assertRefused(await marketOf(seller).notify(), '000002')

  expect(reply.resultMsg).toBe('Order notifications are not served here.')
  for (const protocol of ['saas-v2', 'saas-v1'] as const)
    assertOpened(await marketOf(seller, protocol).open())
})

test('protocols takes out one of a family', async () => {
  const { seller } = start({
    saas: { open },
    notifications: { orderPaid },
    protocols: ['saas-v2', 'order-notification'],
  })

  assertOpened(await marketOf(seller).open())
  assertDone(await marketOf(seller).notify())
  assertRefused(await marketOf(seller, 'saas-v1').open(), '000002')
})

test('a notification is proved by the general key alone, also where that is one of two basic keys', async () => {
  const [current, other] = ['the key of now', accessKey]
  const { seller } = start({
    accessKey: [current, other],
    notificationKey: other,
    saas: { open },
    notifications: { orderPaid },
  })
  const order = { orderId: 'CS1', orderLineId: 'CS1-000001' }
  const body = encodeNotification({ activity: 'orderNotify', ...order, testFlag: '0' })

  expect((await answerTo(seller, signCall(body, current))).resultCode).toBe('000001')
  expect((await answerTo(seller, signCall(body, other))).resultCode).toBe('000000')
  expect((await answerTo(seller, signCall(createPurchase(1, 'b-1'), other))).resultCode).toBe('000000')
})

test('who only hears of orders needs the key of notifications alone', async () => {
  const [notificationKey, heard] = ['the general key', [] as string[]]
  const store = createMemoryStore({ now })
  const orderPaid = ({ purchase }: OrderPaidAsked): void => void heard.push(purchase.orderId)
  const onProblem = (): void => undefined
  const seller = createSeller({ notificationKey, store, now, onProblem, notifications: { orderPaid } })
  const market = createTestMarketplace({ seller, accessKey: notificationKey, now })

  assertDone(await market.notify({ orderId: 'CS1' }))
  assertRefused(await market.notify({}, { accessKey: 'another key' }), '000001')
  assertRefused(await market.open(), '000002')

  expect(heard).toEqual(['CS1'])
})

test('the types demand a family, and the key that it needs', () => {
  const store = createMemoryStore({ now })

  // @ts-expect-error No family is given.
  expect(() => createSeller({ accessKey, store })).toThrow('there are no handlers')
  // @ts-expect-error The notification key alone is not enough for SaaS.
  expect(() => createSeller({ notificationKey: accessKey, store, saas: { open } })).toThrow(
    'accessKey is missing: the access key of the basic interfaces',
  )
  // @ts-expect-error Neither key is given.
  expect(() => createSeller({ store, notifications: { orderPaid } })).toThrow(
    'notificationKey is missing: the access key of the general interface',
  )
})

test('handlers that are given in one list are refused, and each is told its place', () => {
  const making = () => start({ handlers: { open, orderPaid } } as never)

  expect(making).toThrow(TypeError)
  expect(making).toThrow(
    'handlers is not an option: put each handler in its family, open, describe, changeEnd, freeze, unfreeze, release, upgrade, checkChange in saas: {…}; issue, ',
  )
  expect(making).toThrow(', syncDepartment, syncDepartments in kit: {…}.')
  expect(making).not.toThrow('there are no handlers')
})

test.each([
  [
    {},
    'there are no handlers: pass saas: {…} or licenseV1: {…} or licenseCode: {…} or licenseOnline: {…} or notifications: {…} or kit: {…}',
  ],
  [{ saas: { open, orderPaid } }, 'saas.orderPaid is not one of its handlers: put it in notifications: {…}.'],
  [{ saas: { open }, orderPaid }, 'orderPaid is not an option: put it in notifications: {…}.'],
  [{ saas: { freeze: open } }, 'saas.open is missing: it creates an instance for a new order.'],
  [{ saas: open }, 'saas must be an object of functions.'],
  [{ saas: { open: 'https://app.example' } }, 'saas.open must be a function.'],
  [{ saas: { open, close: open } }, 'saas.close is not one of open, describe'],
  [{ saas: { open }, notifications: {} }, 'notifications.orderPaid is missing'],
  [
    { saas: { open }, protocols: [] },
    'protocols must be a list of saas-v2, saas-v1, license-online, license-code, license-v1, order-notification, kit-v2, kit-v1.',
  ],
  [{ saas: { open }, protocols: ['saas-v3'] }, 'protocols must be a list of'],
  [
    { saas: { open }, protocols: ['saas-v2', 'order-notification'] },
    'protocols contains order-notification, but notifications: {…} is missing.',
  ],
  [
    { saas: { open }, notifications: { orderPaid }, protocols: ['saas-v1'] },
    'notifications is given, but protocols contains none that calls it.',
  ],
])('%o is refused at the start', (options, fault) => {
  expect(() => start(options as never)).toThrow(fault)
})
