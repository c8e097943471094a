import type { Member } from '../harness/client.ts'
import { untilAnswered } from '../harness/patience.ts'

/** One line of an order. */
export type Wish = {
  readonly priceItemId: string
  /** Of one unit for one period, in fen. */
  readonly unitMinor: number
  readonly quantity: number
}
export type Buying = {
  readonly buyer: Member
  readonly count: number
  /** Another one for each of several lots of purchases on one database. */
  readonly lot?: string
  wishOf(nth: number): Wish
  /** Before the nth order, counted from 1, is paid. */
  onOrder?(orderNumber: string, nth: number): Promise<void>
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
      acknowledged.push(await buy(buying, nth))
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

/** Gives the number of the order that was paid. */
async function buy({ buyer, wishOf, onOrder, lot = '' }: Buying, nth: number): Promise<string> {
  const { priceItemId, unitMinor, quantity } = wishOf(nth)
  const total = { amount: ((quantity * unitMinor) / 100).toFixed(2), currency: 'CNY' as const }
  const body = { lines: [{ priceItemId, quantity, periodCount: 1 }], expectedTotal: total, agreed: true }
  const { orderId, number } = await untilAnswered((signal) =>
    buyer.client.request(
      'POST /api/buyer/orders',
      { body },
      { idempotencyKey: `order-${lot}${nth}`, signal },
    ),
  )
  await onOrder?.(number, nth)
  await untilAnswered((signal) =>
    buyer.client.request(
      'POST /api/buyer/orders/:orderId/payment',
      { params: { orderId } },
      { idempotencyKey: `payment-${lot}${nth}`, signal },
    ),
  )
  return number
}
