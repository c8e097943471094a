import { ApiProblem } from '@loggia/client'
import type { Member } from '../harness/client.ts'

export type Buying = {
  readonly buyer: Member
  readonly priceItemId: string
  /** Of one unit for one period, in fen. */
  readonly unitMinor: number
  readonly count: number
}
/** `allow` lets so many more purchases begin; `acknowledged` are the numbers of orders whose payment was confirmed. */
export type Purchases = {
  allow(more: number): void
  readonly done: Promise<void>
  readonly acknowledged: string[]
}

const workers = 4
const patienceMs = 30_000

/** Buys like a person whose page was lost: what got no reply is asked again under the same key until it gets one. */
export function startPurchases({ buyer, priceItemId, unitMinor, count }: Buying): Purchases {
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
  async function buy(nth: number): Promise<void> {
    const quantity = 1 + (nth % 3)
    const total = { amount: ((quantity * unitMinor) / 100).toFixed(2), currency: 'CNY' as const }
    const body = { lines: [{ priceItemId, quantity, periodCount: 1 }], expectedTotal: total, agreed: true }
    const order = await untilAnswered(() =>
      buyer.client.request('POST /api/buyer/orders', { body }, { idempotencyKey: `order-${nth}` }),
    )
    await untilAnswered(() =>
      buyer.client.request(
        'POST /api/buyer/orders/:orderId/payment',
        { params: { orderId: order.orderId } },
        { idempotencyKey: `payment-${nth}` },
      ),
    )
    acknowledged.push(order.number)
  }
  async function work(): Promise<void> {
    while (begun < count) {
      const nth = (begun += 1)
      await turn()
      await buy(nth)
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

async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + patienceMs
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      const isLost =
        error instanceof ApiProblem &&
        (error.status === 0 || error.status >= 500 || error.code === 'client.unreadable')
      if (!isLost || performance.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}
