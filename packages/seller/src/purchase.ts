import { omitUndefined } from '@loggia/kernel'

/** How a product is charged for. */
export type Charging = 'period' | 'oneTime' | 'payPerUse' | 'package'

/** What kind of order this is. */
export type OrderKind = 'purchase' | 'trial' | 'trialToPaid' | 'renewal' | 'change' | 'unsubscription'

/** The length of a term, such as three months. */
export type Period = { readonly unit: 'year' | 'month' | 'day'; readonly count: number }

/** Who bought, as far as the marketplace tells it: a phone number and an address only if the buyer allows that. */
export type Buyer = {
  readonly customerId?: string
  readonly customerName?: string
  readonly customerRealName?: string
  /** The person within the customer's account, of products that ask for one. */
  readonly userId?: string
  readonly userName?: string
  /** Without a country code. */
  readonly mobilePhone?: string
  readonly email?: string
}

/**
 * Where what is known of a purchase comes from: `order` the order query, `message` the request itself (SaaS V1.0 sends it
 * along), `mock` one of the orders for debugging, answered here, `ids` nothing beyond the ids of the order is known.
 */
export type PurchaseSource = 'order' | 'message' | 'mock' | 'ids'

/**
 * What was bought, the same whatever protocol told it. Members that the marketplace did not tell are absent: with
 * `source` `ids` that is everything but the ids of the order.
 */
export type Purchase = {
  readonly source: PurchaseSource
  readonly orderId: string
  /** SaaS V1.0 knows no order lines. */
  readonly orderLineId?: string
  readonly kind?: OrderKind
  readonly charging?: Charging
  /** The price item: another one for each specification and length of period. */
  readonly productId?: string
  /** The specification; it stays when only the period changes. */
  readonly skuCode?: string
  readonly productName?: string
  /** The chosen quantity, such as seats, if the product has one. */
  readonly quantity?: number
  /** The disk in GB and the bandwidth in Mbit/s, which only SaaS V1.0 tells apart from the quantity. */
  readonly diskSize?: number
  readonly bandwidth?: number
  readonly period?: Period
  /** When the order was placed and when the term ends, UTC milliseconds. The marketplace's calls decide on the end, not this. */
  readonly orderedAtMs?: number
  readonly expiresAtMs?: number
  /** As the marketplace writes it, before discounts; its unit is not documented. */
  readonly amount?: string
  readonly buyer: Buyer
  /**
   * What the buyer filled in, by the names that the seller gave when publishing the product. The object inherits nothing, so
   * that a name such as `constructor` that was left blank is undefined.
   */
  readonly parameters: Readonly<Record<string, string>>
}

/** What a buyer filled in, of several values under a name the last. */
export const toParameters = (
  list: readonly { readonly name: string; readonly value?: string | null | undefined }[],
): Purchase['parameters'] =>
  withoutHeritage(Object.fromEntries(list.map(({ name, value }) => [name, value ?? ''])))

const withoutHeritage = (parameters: Purchase['parameters']): Purchase['parameters'] =>
  Object.assign(Object.create(null) as Record<string, string>, parameters)

/** A purchase as a store kept it: what was JSON inherits again. */
export const toKeptPurchase = (purchase: Purchase): Purchase =>
  Object.getPrototypeOf(purchase.parameters) === null
    ? purchase
    : { ...purchase, parameters: withoutHeritage(purchase.parameters) }

/** A purchase of which only the ids are known. */
export const createPurchaseOfIds = (orderId: string, orderLineId?: string): Purchase =>
  omitUndefined({
    source: 'ids',
    orderId,
    orderLineId,
    buyer: {},
    parameters: toParameters([]),
  })

/**
 * What an instance stands for after another order: that order's facts, and of what its request did not tell (SaaS V1.0 tells
 * only what changed) what was known before.
 */
export function mergeOrder(before: Purchase, told: Purchase): Purchase {
  if (told.source === 'ids') return before
  if (told.source !== 'message') return told
  const isEmpty = (object: object): boolean => Object.keys(object).length === 0
  return {
    ...before,
    ...told,
    buyer: isEmpty(told.buyer) ? before.buyer : told.buyer,
    parameters: isEmpty(told.parameters) ? before.parameters : told.parameters,
  }
}
