import { omitUndefined, toDecimal } from '@loggia/kernel'
import type { Id, Instant, Money } from '@loggia/kernel'
import { formatOrderTime } from '@loggia/protocol/orders'
import type { Offer, Order, OrderLine } from '../../orders/index.ts'
import type { Customer } from '../../parties/index.ts'
import type { SubscriptionWithTerms } from '../../subscriptions/index.ts'
import type { WireBuyer, WireOrder, WireOrderLine } from '../schema.ts'

/**
 * The wire's type of each kind of order. A new order whose lines are all trials is `TRIAL`; a renewal with a change is
 * `RENEW`.
 */
const orderTypes = {
  renewal: 'RENEW',
  conversion: 'TRIAL_TO_FORMAL',
  change: 'CHANGE',
  refund: 'UNSUBSCRIBE',
} as const

function orderTypeOf({ kind }: Order, lines: readonly OrderLine[]): WireOrder['orderType'] {
  if (kind !== 'new') return orderTypes[kind]
  return lines.every(({ offer }) => offer.trialDays !== undefined) ? 'TRIAL' : 'NEW'
}

/** False for an order that was never paid: to a seller's server it does not exist. */
export const isBought = ({ state }: Pick<Order, 'state'>): boolean =>
  state !== 'pending_payment' && state !== 'cancelled'

/** The lines that a seller may see: their own, or only the one that is named. */
export const listLines = (
  order: Order,
  { sellerId, lineNumber }: { readonly sellerId: Id<'sel'>; readonly lineNumber: string | undefined },
): readonly OrderLine[] =>
  order.lines.filter(
    (line) => line.sellerId === sellerId && (lineNumber === undefined || line.number === lineNumber),
  )

/** A line with the service that it created. */
export type BoughtLine = {
  readonly line: OrderLine
  readonly held: SubscriptionWithTerms | undefined
  /** The buyer's parameters at the first purchase of the service (R47a), also for later orders. */
  readonly given: WireOrderLine['extendParams']
  /** While the service is being opened: its end if it opened now. */
  readonly openingEnd?: Instant
}

/**
 * The end shown for a line: of its own term; for a change, of the service; for a refund, the time the service was
 * closed, or its remaining end. For a service being opened it is the expected end.
 */
export function computeEnd(kind: Order['kind'], { line, held, openingEnd }: BoughtLine): Instant | undefined {
  if (!held) return undefined
  const { subscription, terms } = held
  if (kind === 'refund') return subscription.closedAt ?? subscription.endsAt
  if (kind === 'change') return subscription.endsAt
  const own = terms.find((term) => term.orderLineId === line.id)
  return own ? own.endsAt : (openingEnd ?? subscription.endsAt)
}

const modeWords = { PERIOD: '包周期', ONE_TIME: '一次性' } as const
const modeOf = ({ period }: Offer): keyof typeof modeWords => (period === 'one_time' ? 'ONE_TIME' : 'PERIOD')

function periodOf({ period, periodCount, trialDays }: Offer) {
  if (trialDays !== undefined) return { periodType: 'day', periodNumber: trialDays } as const
  return period === 'one_time' ? {} : ({ periodType: period, periodNumber: periodCount } as const)
}

/** Name, specification, values of attributes and charging mode, as in the wire's example. */
const nameOf = (offer: Offer): string =>
  [
    offer.productName.zh,
    offer.specification.zh,
    ...(offer.attributes ?? []).map(({ value }) => value.zh),
    modeWords[modeOf(offer)],
  ].join(',')

/** `100`, `99.9`: an amount in the main unit of the currency, without trailing zeros. */
const amountText = (amount: Money): string => toDecimal(amount).replace(/\.?0+$/, '')

export function presentLine({ line, given }: BoughtLine, endsAt: Instant | undefined): WireOrderLine {
  const { offer, quantity, amount, number } = line
  return omitUndefined({
    orderLineId: number,
    chargingMode: modeOf(offer),
    ...periodOf(offer),
    expireTime: endsAt === undefined ? undefined : formatOrderTime(endsAt),
    productInfo: [
      omitUndefined({
        productId: offer.productCode,
        skuCode: offer.skuCode,
        linearValue: offer.unit ? quantity : undefined,
        productName: nameOf(offer),
      }),
    ],
    extendParams: given.map(({ name, value }) => ({ name, value })),
    currency: amountText(amount),
    currencyAfterDiscount: amountText(amount),
  })
}

/** R47, R66: contact data only as far as the product asks for them and the buyer consented with this order. */
export function presentBuyer(customer: Customer, lines: readonly OrderLine[]): WireBuyer {
  const allowed = new Set(lines.flatMap(({ offer }) => offer.buyerData ?? []))
  const { id: customerId, name, kind, isVerified, contact, member } = customer
  return {
    mobilePhone: (allowed.has('phone') && contact?.phone) || null,
    email: (allowed.has('email') && (contact?.email ?? member?.email)) || null,
    customerId,
    customerName: name.zh,
    customerRealName: isVerified ? name.zh : null,
    customerType: kind === 'personal' ? 0 : 1,
    userId: (allowed.has('user_name') && member?.id) || null,
    userName: (allowed.has('user_name') && member?.name) || null,
  }
}

export function presentOrder(order: Order, bought: readonly BoughtLine[], customer: Customer): WireOrder {
  const lines = bought.map(({ line }) => line)
  return {
    orderId: order.number,
    orderType: orderTypeOf(order, lines),
    createTime: formatOrderTime(order.createdAt),
    orderLine: bought.map((one) => presentLine(one, computeEnd(order.kind, one))),
    buyerInfo: presentBuyer(customer, lines),
    extendParams: [],
  }
}
