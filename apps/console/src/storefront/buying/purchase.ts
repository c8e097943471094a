import type { Client, ClientInput } from '@loggia/client'

export type OrderBody = ClientInput<'POST /api/buyer/orders'>['body']
export type SubmittedOrder = { readonly id: string; readonly number: string }
export type Purchase = {
  /**
   * Submits the order if it is not submitted yet, and pays it. Returns the paid order. If it throws an ApiProblem, it
   * can be called again.
   */
  pay(body: OrderBody): Promise<SubmittedOrder>
  /** Submits the order if it is not submitted yet; it waits to be paid (R61). */
  place(body: OrderBody): Promise<SubmittedOrder>
  /** The order of the last try, if it was submitted; it may still be unpaid. */
  submitted(): SubmittedOrder | undefined
}

type Try = {
  readonly content: string
  readonly orderKey: string
  readonly paymentKey: string
  order?: SubmittedOrder
}

/**
 * A purchase that can be tried several times but happens once. While the order stays the same, a retry sends the same
 * idempotency keys, so that a lost reply causes neither a second order nor a second payment.
 */
export function createPurchase(api: Pick<Client, 'request'>, newKey: () => string): Purchase {
  let current: Try | undefined
  async function place(body: OrderBody): Promise<Required<Try>> {
    const content = JSON.stringify(body)
    if (current?.content !== content) current = { content, orderKey: newKey(), paymentKey: newKey() }
    const now = current
    now.order ??= await submit(api, body, now.orderKey)
    return { ...now, order: now.order }
  }
  return {
    async pay(body) {
      const now = await place(body)
      await api.request(
        'POST /api/buyer/orders/:orderId/payment',
        { params: { orderId: now.order.id } },
        { idempotencyKey: now.paymentKey },
      )
      return now.order
    },
    place: async (body) => (await place(body)).order,
    submitted: () => current?.order,
  }
}

async function submit(
  api: Pick<Client, 'request'>,
  body: OrderBody,
  idempotencyKey: string,
): Promise<SubmittedOrder> {
  const { orderId, number } = await api.request('POST /api/buyer/orders', { body }, { idempotencyKey })
  return { id: orderId, number }
}

/** 128 random bits; `randomUUID` does not exist if the market is not served over HTTPS. */
export function createRandomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
