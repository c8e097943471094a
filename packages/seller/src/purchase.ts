import { omitUndefined } from '@loggia/kernel'

/** How the product is charged. */
export type Charging = 'period' | 'oneTime' | 'payPerUse' | 'package'

/** The kind of order. */
export type OrderKind = 'purchase' | 'trial' | 'trialToPaid' | 'renewal' | 'change' | 'unsubscription'

/** The length of a term, such as three months. */
export type Period = { readonly unit: 'year' | 'month' | 'day'; readonly count: number }

/** The buyer, as far as the marketplace tells it. Phone number and e-mail are there only if the buyer allows it. */
export type Buyer = {
  readonly customerId?: string
  readonly customerName?: string
  readonly customerRealName?: string
  /** The person within the customer's account, for products that ask for one. */
  readonly userId?: string
  readonly userName?: string
  /** Without a country code. */
  readonly mobilePhone?: string
  readonly email?: string
}

/**
 * Where the facts of a purchase come from:
 * - `order`: the order query.
 * - `message`: the request itself; SaaS V1.0 sends them along.
 * - `mock`: one of the MOCK orders for debugging, answered without a query.
 * - `ids`: nowhere; only the ids of the order are known.
 */
export type PurchaseSource = 'order' | 'message' | 'mock' | 'ids'

/**
 * What was bought, in the same form for all protocols. Members that the marketplace did not tell are absent. If
 * `source` is `ids`, only the ids of the order are there.
 */
export type Purchase = {
  readonly source: PurchaseSource
  readonly orderId: string
  /** Absent in SaaS V1.0, which has no order lines. */
  readonly orderLineId?: string
  readonly kind?: OrderKind
  readonly charging?: Charging
  /** The price item. It differs for each specification and length of period. */
  readonly productId?: string
  /** The specification. It stays the same if only the period changes. */
  readonly skuCode?: string
  readonly productName?: string
  /** The chosen quantity, such as seats, if the product has a quantity. */
  readonly quantity?: number
  /** Disk size in GB and bandwidth in Mbit/s. Only SaaS V1.0 tells them separately from the quantity. */
  readonly diskSize?: number
  readonly bandwidth?: number
  readonly period?: Period
  /**
   * When the order was placed and when the term ends, in UTC milliseconds. The marketplace's calls decide when the term
   * ends, not `expiresAtMs`.
   */
  readonly orderedAtMs?: number
  readonly expiresAtMs?: number
  /** The amount before discounts, as the marketplace writes it. The protocol does not document its unit. */
  readonly amount?: string
  readonly buyer: Buyer
  /**
   * What the buyer filled in, by the parameter names that the seller chose when publishing the product. The object has
   * no prototype, so a parameter named `constructor` that was left blank is undefined.
   */
  readonly parameters: Readonly<Record<string, string>>
}

/** Collects what a buyer filled in. If a name occurs several times, the last value counts. */
export const toParameters = (
  list: readonly { readonly name: string; readonly value?: string | null | undefined }[],
): Purchase['parameters'] =>
  withoutHeritage(Object.fromEntries(list.map(({ name, value }) => [name, value ?? ''])))

const withoutHeritage = (parameters: Purchase['parameters']): Purchase['parameters'] =>
  Object.assign(Object.create(null) as Record<string, string>, parameters)

/** Restores a purchase from a store: objects that were parsed from JSON have a prototype again. */
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
 * The purchase of an instance after another order. SaaS V1.0 sends only what changed, so missing facts are taken from
 * `before`.
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
