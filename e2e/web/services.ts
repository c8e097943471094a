import { setTimeout as pause } from 'node:timers/promises'
import type { Product } from '@loggia/protocol/console'
import type { Member } from '../harness/client.ts'

type Wanted = {
  /** The beginning of the product's English name. */
  readonly product: string
  readonly quantity?: number
  readonly period?: 'month' | 'year'
  readonly trial?: boolean
}
/** A purchased service, its order and its specification. */
export type Bought = {
  readonly orderId: string
  readonly serviceId: string
  readonly productId: string
  readonly specificationId: string
}

/**
 * Creates a buyer's services in every state that depends on time: expiring, in grace, frozen, renewing automatically,
 * on trial. They are bought one after the other, and the market's time moves in between.
 */
export async function createServices(
  buyer: Member,
  operator: Member,
): Promise<readonly [Bought, Bought, Bought, Bought, Bought]> {
  const frozen = await buy(buyer, { product: 'Chenglan Archive' })
  const renewing = await buy(buyer, { product: 'Chenglan Docs', quantity: 20, period: 'year' })
  await buyer.client.request('PUT /api/buyer/services/:serviceId/auto-renewal', {
    params: { serviceId: renewing.serviceId },
    body: { on: true, daysBefore: 5, times: 3 },
  })
  await goOn(operator, 1)
  const inGrace = await buy(buyer, { product: 'Beichuang', quantity: 6 })
  await goOn(operator, 8)
  const expiring = await buy(buyer, { product: 'Chenglan Docs', quantity: 12 })
  await renew(buyer, renewing.serviceId)
  await goOn(operator, 22.5)
  const onTrial = await buy(buyer, { product: 'Luyu Care', quantity: 3, trial: true })
  return [expiring, onTrial, renewing, inGrace, frozen]
}

/** Buys, pays, and waits until the service is open. */
export async function buy({ client }: Member, wanted: Wanted): Promise<Bought> {
  const { product, specification, item } = await find(client, wanted)
  const quantity = wanted.quantity ?? product.quantity?.min ?? 1
  const amount = wanted.trial ? '0.00' : (Number(item.unitPrice.amount) * quantity).toFixed(2)
  const key = `${product.id} ${String(performance.now())}`
  const { orderId } = await client.request(
    'POST /api/buyer/orders',
    {
      body: {
        lines: [{ priceItemId: item.id, quantity, periodCount: 1, ...(wanted.trial && { trial: true }) }],
        expectedTotal: { amount, currency: 'CNY' },
        agreed: true,
      },
    },
    { idempotencyKey: `order ${key}` },
  )
  const params = { orderId }
  const paid = await client.request('GET /api/buyer/orders/:orderId', { params })
  if (paid.state === 'pending_payment')
    await client.request(
      'POST /api/buyer/orders/:orderId/payment',
      { params },
      { idempotencyKey: `pay ${key}` },
    )
  const deadline = performance.now() + 180_000
  for (;;) {
    const { state, lines } = await client.request('GET /api/buyer/orders/:orderId', { params })
    const serviceId = lines[0]?.subscriptionId
    if (state === 'completed' && serviceId !== undefined)
      return { orderId, serviceId, productId: product.id, specificationId: specification.id }
    if (performance.now() > deadline) throw new Error('The order was not complete after three minutes')
    await pause(50)
  }
}

/** What the demo sells of this product. */
export async function find(client: Member['client'], { product: name, period = 'month', trial }: Wanted) {
  const { items } = await client.request('GET /api/products', { query: { limit: 100 } })
  const of = items.find((one) => one.name.en.startsWith(name))
  if (!of) throw new Error(`The demo has no product ${name}`)
  const product: Product = await client.request('GET /api/products/:productId', {
    params: { productId: of.id },
  })
  for (const specification of product.specifications) {
    const item = specification.skus[0]?.priceItems.find((one) =>
      trial ? one.trialDays !== undefined : one.period === period,
    )
    if (item) return { product, specification, item }
  }
  throw new Error(`${name} has no such price`)
}

/** Renews by one month, by hand. */
async function renew({ client }: Member, serviceId: string): Promise<void> {
  const { id } = await askForQuote({ client }, serviceId)
  await client.request(
    'POST /api/buyer/quotes/:quoteId/payment',
    { params: { quoteId: id } },
    { idempotencyKey: `renewal ${id}` },
  )
}

/** A quote for another month of a service. */
export async function askForQuote({ client }: Pick<Member, 'client'>, serviceId: string) {
  const params = { serviceId }
  const { choices } = await client.request('GET /api/buyer/services/:serviceId/choices', { params })
  const { quantity } = await client.request('GET /api/buyer/services/:serviceId', { params })
  const price = choices[0]?.prices.find(({ period }) => period === 'month')
  if (!price) throw new Error('The service is not sold by the month')
  return client.request('POST /api/buyer/quotes', {
    body: {
      kind: 'renewal',
      lines: [{ serviceId, priceItemId: price.priceItemId, quantity, periodCount: 1 }],
    },
  })
}

/** Moves the market's time by this many days; everything that falls due on the way happens. */
export async function goOn({ client }: Member, days: number): Promise<void> {
  const hours = Math.round(days * 24)
  await client.request('POST /api/operator/clock/moves', { body: { kind: 'by', hours } })
  const deadline = performance.now() + 180_000
  for (;;) {
    const { moving } = await client.request('GET /api/clock', {})
    if (!moving) return
    if (performance.now() > deadline) throw new Error('The clock had not arrived after three minutes')
    await pause(50)
  }
}
