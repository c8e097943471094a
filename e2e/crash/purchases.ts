import { ApiProblem } from '@loggia/client'
import type { Member } from '../harness/client.ts'
import { askUntilAnswered } from '../harness/patience.ts'

/** One line of an order. */
export type Wish = {
  readonly priceItemId: string
  readonly quantity: number
  readonly trial?: boolean
}
export type Buying = {
  readonly count: number
  /** Distinguishes several lots of purchases on one database. */
  readonly lot?: string
  buyerOf(nth: number): Member
  wishOf(nth: number): Wish
  /** Called before the nth order, counted from 1, is paid. */
  onOrder?(orderNumber: string, nth: number): Promise<void>
  /** Called when the nth order was paid; the next one is bought after it. */
  onPaid?(orderNumber: string, nth: number): Promise<void>
  /** Called with the code of each refusal; returns whether it is expected. An unexpected refusal ends the buying. */
  expects?(code: string): boolean
}
/** `allow` permits this many more purchases; `acknowledged` are the numbers of orders whose payment was confirmed. */
export type Purchases = {
  allow(more: number): void
  readonly done: Promise<void>
  readonly acknowledged: string[]
}

const workers = 4

/**
 * Buys like a person whose connection was lost: a request without a reply is repeated under the same idempotency key
 * until there is one.
 */
export function startPurchases(buying: Buying): Purchases {
  const acknowledged: string[] = []
  const waiting: (() => void)[] = []
  let allowed = 0
  let begun = 0
  const turn = (): Promise<void> | void => {
    if (allowed > 0) {
      allowed -= 1
      return
    }
    return new Promise((resolve) => waiting.push(resolve))
  }
  async function work(): Promise<void> {
    while (begun < buying.count) {
      const nth = (begun += 1)
      await turn()
      const number = await buyUnlessRefused(buying, nth)
      if (number !== undefined) acknowledged.push(number)
    }
  }
  return {
    acknowledged,
    done: Promise.all(Array.from({ length: workers }, work)).then(() => undefined),
    allow(more) {
      for (let i = 0; i < more; i += 1) {
        const next = waiting.shift()
        if (next) next()
        else allowed += 1
      }
    },
  }
}

async function buyUnlessRefused(buying: Buying, nth: number): Promise<string | undefined> {
  try {
    return await buy(buying, nth)
  } catch (error) {
    if (error instanceof ApiProblem && buying.expects?.(error.code)) return undefined
    throw error
  }
}

/** Returns the number of the paid order. */
async function buy(buying: Buying, nth: number): Promise<string> {
  const { buyerOf, onOrder, onPaid, lot = '', expects } = buying
  const { client } = buyerOf(nth)
  const { orderId, number } = await order(buying, nth)
  await onOrder?.(number, nth)
  await askUntilAnswered(
    (signal) =>
      client.request(
        'POST /api/buyer/orders/:orderId/payment',
        { params: { orderId } },
        { idempotencyKey: `payment-${lot}${nth}`, signal },
      ),
    expects,
  )
  await onPaid?.(number, nth)
  return number
}

const mostLooks = 3

/** Orders at the shown price; if it was changed in the meantime, the price is read again. */
async function order(
  buying: Buying,
  nth: number,
  look = 1,
): Promise<{ readonly orderId: string; readonly number: string }> {
  const { buyerOf, wishOf, lot = '', expects } = buying
  const { priceItemId, quantity, trial = false } = wishOf(nth)
  const { client } = buyerOf(nth)
  const shown = await askUntilAnswered(
    (signal) =>
      client.request(
        'GET /api/price-items/:priceItemId/quote',
        { params: { priceItemId }, query: { quantity } },
        { signal },
      ),
    expects,
  )
  const body = {
    lines: [{ priceItemId, quantity, periodCount: 1, ...(trial && { trial }) }],
    expectedTotal: trial ? { ...shown.amount, amount: '0.00' } : shown.amount,
    agreed: true,
  }
  const idempotencyKey = `order-${lot}${nth}-${look}`
  try {
    return await askUntilAnswered(
      (signal) => client.request('POST /api/buyer/orders', { body }, { idempotencyKey, signal }),
      expects,
    )
  } catch (error) {
    const isOutdated = error instanceof ApiProblem && error.code === 'order.price_changed'
    if (!isOutdated || look >= mostLooks) throw error
    expects?.(error.code)
    return order(buying, nth, look + 1)
  }
}
