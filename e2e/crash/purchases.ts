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
  /** Another one for each of several lots of purchases on one database. */
  readonly lot?: string
  buyerOf(nth: number): Member
  wishOf(nth: number): Wish
  /** Before the nth order, counted from 1, is paid. */
  onOrder?(orderNumber: string, nth: number): Promise<void>
  /** Told of each refusal; whether it may come of what else happens. One that is not expected ends the buying. */
  expects?(code: string): boolean
}
/** `allow` lets so many more purchases begin; `acknowledged` are the numbers of orders whose payment was confirmed. */
export type Purchases = {
  allow(more: number): void
  readonly done: Promise<void>
  readonly acknowledged: string[]
}

const workers = 4

/** Buys like a person whose page was lost: what got no reply is asked again under the same key until it gets one. */
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

/** Gives the number of the order that was paid. */
async function buy(buying: Buying, nth: number): Promise<string> {
  const { buyerOf, onOrder, lot = '', expects } = buying
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
  return number
}

const mostLooks = 3

/** At the price that the page shows; it is looked at again if it was changed meanwhile. */
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
