import { toId } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { Marketplace } from '../../marketplace.ts'
import type { MemberActor } from '../../platform/index.ts'
import type { DemoMarkName } from './drawing/marks.ts'

/** Who buys and delivers what is supervised in the demo. */
export type DemoPeople = {
  readonly buyer: MemberActor
  readonly seller: MemberActor
  readonly products: ReadonlyMap<DemoMarkName, Id<'prd'>>
}
export type DemoPurchase = {
  readonly of: DemoMarkName
  readonly specification?: 0 | 1
  /** Which of its prices; the first by default. */
  readonly price?: number
  readonly quantity?: number
}

/** Buys a product once. */
export async function submitDemoOrder(
  { catalog, views, orders }: Pick<Marketplace, 'catalog' | 'views' | 'orders'>,
  { buyer, products }: Pick<DemoPeople, 'buyer' | 'products'>,
  { of, specification = 0, price = 0, quantity = 1 }: DemoPurchase,
): Promise<Id<'ord'>> {
  const { specifications } = await views.getProduct(toId(products.get(of), 'prd'))
  const priceItemId = toId(specifications[specification]?.skus[0]?.priceItems[price]?.id, 'pri')
  const periodCount = 1
  const { amount: expectedTotal } = await catalog.getQuote(priceItemId, { quantity, periodCount })
  const lines = [{ priceItemId, quantity, periodCount }]
  const { orderId } = await orders.submit({ actor: buyer }, { lines, expectedTotal, agreed: true })
  await orders.pay({ actor: buyer }, orderId)
  return orderId
}

/** Buys a supervised product once. Returns its delivery, with the service that it is for. */
export async function buyDemo(
  market: Marketplace,
  people: DemoPeople,
  purchase: DemoPurchase,
): Promise<{ id: Id<'spv'>; subscriptionId: Id<'sub'> }> {
  const orderId = await submitDemoOrder(market, people, purchase)
  const [supervised] = await market.supervisions.listOfOrder(people.buyer, 'buyer', orderId)
  if (!supervised) throw new Error(`The demo’s order ${orderId} is not supervised`)
  return supervised.of
}
