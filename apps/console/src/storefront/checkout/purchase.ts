import type { Client, ClientInput } from '@loggia/client'
import { checkoutKeyPattern, toOrderKey, toPaymentKey } from '@loggia/protocol/console/orders/kinds'

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
  /** The order, once it was submitted; it may still be unpaid. */
  submitted(): SubmittedOrder | undefined
}

/**
 * A purchase that can be tried several times but happens once. All tries of a checkout send its idempotency keys, also
 * after a reload and in another tab, so that a lost reply causes neither a second order nor a second payment. Another
 * order with the same key is refused with `request.key_reused`.
 */
export function createPurchase(api: Pick<Client, 'request'>, getKey: () => string): Purchase {
  let order: SubmittedOrder | undefined
  const place = async (body: OrderBody): Promise<SubmittedOrder> =>
    (order ??= await submit(api, body, toOrderKey(getKey())))
  return {
    async pay(body) {
      const placed = await place(body)
      await api.request(
        'POST /api/buyer/orders/:orderId/payment',
        { params: { orderId: placed.id } },
        { idempotencyKey: toPaymentKey(getKey()) },
      )
      return placed
    },
    place,
    submitted: () => order,
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

/** The address of a checkout with its key, and the key: the one that it has, otherwise a new one. */
export function withCheckoutKey(
  href: string,
  createKey = createRandomKey,
): { readonly href: string; readonly key: string } {
  const url = new URL(href)
  const found = url.searchParams.get('key')
  if (found !== null && checkoutKeyPattern.test(found)) return { href, key: found }
  const key = createKey()
  url.searchParams.set('key', key)
  return { href: url.href, key }
}

/** The key of the checkout that is open, which its address gets if it has none. */
export function readCheckoutKey(): string {
  const { href, key } = withCheckoutKey(location.href)
  if (href !== location.href) history.replaceState(history.state, '', href)
  return key
}
