import { ApiProblem } from '@loggia/client'
import type { Client } from '@loggia/client'
import { describe, expect, test } from 'vitest'
import { createPurchase, createRandomKey, withCheckoutKey } from './purchase.ts'
import type { OrderBody } from './purchase.ts'

type Sent = { readonly key: string; readonly idempotencyKey: string | undefined }

/** An API that answers in turn: an Error is a refusal; otherwise orders are created and paid. */
function setUp(refusals: Readonly<Record<number, Error>> = {}) {
  const sent: Sent[] = []
  const request = (key: string, _: unknown, options?: { idempotencyKey?: string }) => {
    sent.push({ key, idempotencyKey: options?.idempotencyKey })
    const refusal = refusals[sent.length]
    if (refusal) return Promise.reject(refusal)
    return Promise.resolve(
      key.endsWith('/payment') ? { state: 'processing' } : { orderId: `ord_${sent.length}`, number: 'CS1' },
    )
  }
  const purchase = createPurchase({ request: request as Client['request'] }, () => 'k')
  return { purchase, sent }
}
const body = (quantity: number): OrderBody => ({
  lines: [{ priceItemId: 'pri_1', quantity, periodCount: 1 }],
  expectedTotal: { amount: '1.00', currency: 'CNY' },
  agreed: true,
})
const unreachable = new ApiProblem({ status: 0, code: 'client.unreachable', detail: '' })
const insufficient = new ApiProblem({ status: 409, code: 'ledger.balance_insufficient', detail: '' })

describe('buying', () => {
  test('submits once, pays once, each with a key of its own', async () => {
    const { purchase, sent } = setUp()

    expect(await purchase.pay(body(1))).toEqual({ id: 'ord_1', number: 'CS1' })
    expect(sent).toEqual([
      { key: 'POST /api/buyer/orders', idempotencyKey: 'checkout:k' },
      { key: 'POST /api/buyer/orders/:orderId/payment', idempotencyKey: 'checkout:k:payment' },
    ])
  })

  test('a retry after a lost reply sends the same key, whatever is ordered', async () => {
    const { purchase, sent } = setUp({ 1: unreachable })
    await expect(purchase.pay(body(1))).rejects.toBe(unreachable)

    await purchase.pay(body(2))

    expect(sent.map(({ idempotencyKey }) => idempotencyKey)).toEqual([
      'checkout:k',
      'checkout:k',
      'checkout:k:payment',
    ])
  })

  test('R61: an order that is placed to be paid later is not paid, and is paid as the same order', async () => {
    const { purchase, sent } = setUp()

    expect(await purchase.place(body(1))).toEqual({ id: 'ord_1', number: 'CS1' })
    expect(await purchase.place(body(1))).toEqual({ id: 'ord_1', number: 'CS1' })
    expect(sent.map(({ key }) => key)).toEqual(['POST /api/buyer/orders'])

    await purchase.pay(body(1))
    expect(sent.map(({ key }) => key.split('/').at(-1))).toEqual(['orders', 'payment'])
  })

  test('a retry after a refused payment pays the order that is there', async () => {
    const { purchase, sent } = setUp({ 2: insufficient })
    await expect(purchase.pay(body(1))).rejects.toBe(insufficient)
    expect(purchase.submitted()).toEqual({ id: 'ord_1', number: 'CS1' })

    await purchase.pay(body(1))

    expect(sent.map(({ key }) => key.split('/').at(-1))).toEqual(['orders', 'payment', 'payment'])
    expect(sent[2]?.idempotencyKey).toBe(sent[1]?.idempotencyKey)
  })
})

describe('the key of a checkout', () => {
  const key = '0123456789abcdef0123456789abcdef'
  const at = 'https://market.example/products/prd_1/checkout'

  test('is 128 bits, never the same', () => {
    expect(createRandomKey()).toMatch(/^[0-9a-f]{32}$/)
    expect(createRandomKey()).not.toBe(createRandomKey())
  })

  test('is added to the address beside what is chosen, and stays', () => {
    const first = withCheckoutKey(`${at}?term=year-1&quantity=7`, () => key)

    expect(first).toEqual({ href: `${at}?term=year-1&quantity=7&key=${key}`, key })
    expect(withCheckoutKey(first.href)).toEqual(first)
  })

  test('is replaced if it has another form', () => {
    expect(withCheckoutKey(`${at}?key=1`, () => key)).toEqual({ href: `${at}?key=${key}`, key })
  })
})
