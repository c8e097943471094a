import { afterEach, beforeEach, expect, test } from 'vitest'
import { encodeNotification } from '@loggia/protocol/orders'
import { encodeRequest } from '@loggia/protocol/saas/v1'
import { signSaasV1 } from '@loggia/signing'
import type { OpenAsked, OrderPaidAsked, SaasHandlers, Seller } from './index.ts'
import { accessKey, address, answerTo, nowMs, signCall, trySeller } from './tried-seller.ts'
import type { Reply, SaasSettings } from './tried-seller.ts'

const notificationKey = 'a-key-of-the-general-interface'

let seller: Seller
let opened: OpenAsked[]
let heard: [string, object][]

const hear = (name: string) => (asked: object) => void heard.push([name, asked])

function start(saas: Partial<SaasHandlers> = {}, options: SaasSettings = {}): void {
  const notifications = { orderPaid: hear('orderPaid') }
  const tried = trySeller(saas, { notificationKey, notifications, ...options })
  seller = tried.seller
  opened = tried.opened
}

beforeEach(() => {
  heard = []
  start()
})
afterEach(() => seller.close())

const reply = (request: Request, key = accessKey): Promise<Reply> => answerTo(seller, request, key)
const notify = (body: string, key = notificationKey): Request => signCall(body, key)
const paid = (testFlag: '0' | '1', orderId = 'CS1'): string =>
  encodeNotification({ activity: 'orderNotify', orderId, orderLineId: `${orderId}-000001`, testFlag })
const { query: saasV1Query } = signSaasV1({
  accessKey,
  parameters: encodeRequest({
    activity: 'newInstance',
    customerId: 'c-1',
    customerName: '华为云商店测试客户',
    businessId: 'b-1',
    orderId: 'CS1',
    skuCode: 's-1',
    productId: 'OFFI1',
  }),
  timeStampMs: nowMs,
})

test('a paid order is told once for each line, and answered with the key of the general interface', async () => {
  const replies = [
    await reply(notify(paid('0')), notificationKey),
    await reply(notify(paid('0')), notificationKey),
  ]

  expect(replies.map(({ resultCode }) => resultCode)).toEqual(['000000', '000000'])
  expect(heard).toMatchObject([
    [
      'orderPaid',
      {
        protocol: 'order-notification',
        isTest: false,
        purchase: { orderId: 'CS1', orderLineId: 'CS1-000001' },
      },
    ],
  ])
})

test('a debugging call is told what the order for debugging holds', async () => {
  await reply(notify(paid('1', 'MOCKMONTYRENEW')), notificationKey)

  const [, asked] = heard[0] as [string, OrderPaidAsked]
  expect(asked).toMatchObject({
    isTest: true,
    purchase: { source: 'mock', kind: 'renewal', charging: 'period' },
  })
})

test('neither key is taken for the other', async () => {
  const basic = '{"activity":"newInstance","businessId":"b-1","orderId":"CS1","orderLineId":"CS1-000001"}'

  expect((await reply(notify(paid('0'), accessKey), notificationKey)).resultCode).toBe('000001')
  expect((await reply(notify(basic, notificationKey))).resultCode).toBe('000001')
  expect([heard, opened]).toEqual([[], []])
})

test('what the general key has signed and is no notification cannot be read', async () => {
  const bodies = ['', 'coffee', '[]', '{"orderId":"CS1"}', '{"activity":"makeCoffee"}']

  const replies = await Promise.all(bodies.map((body) => reply(notify(body), notificationKey)))

  expect(replies.map(({ resultCode }) => resultCode)).toEqual(bodies.map(() => '000002'))
})

test('who takes no notifications refuses them', async () => {
  start({}, { notifications: undefined })
  expect((await reply(notify(paid('0')), notificationKey)).resultCode).toBe('000002')

  start({}, { protocols: ['saas-v2'], notifications: undefined })
  expect((await reply(notify(paid('0')), notificationKey)).resultCode).toBe('000002')
  expect((await reply(new Request(`${address}?${saasV1Query}`))).resultCode).toBe('000002')
  expect([heard, opened]).toEqual([[], []])
})

test('a handler that threw is asked again', async () => {
  let fails = true
  const orderPaid = (asked: OrderPaidAsked): void => {
    if (fails) throw new Error('not now')
    hear('orderPaid')(asked)
  }
  start({}, { notifications: { orderPaid } })

  expect((await reply(notify(paid('0')), notificationKey)).resultCode).toBe('000005')
  fails = false
  expect((await reply(notify(paid('0')), notificationKey)).resultCode).toBe('000000')
  expect(heard).toHaveLength(1)
})
