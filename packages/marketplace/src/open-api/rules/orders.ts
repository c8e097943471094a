import { omitUndefined, toDecimal } from '@loggia/kernel'
import type { Id, Instant, Money } from '@loggia/kernel'
import { formatOrderTime } from '@loggia/protocol/orders'
import type { Offer, Order, OrderLine } from '../../orders/index.ts'
import type { Customer } from '../../parties/index.ts'
import type { SubscriptionWithTerms } from '../../subscriptions/index.ts'
import type { WireBuyer, WireOrder, WireOrderLine } from '../schema.ts'

/** Of an order's kinds; a new one whose lines are all trials is a trial. A renewal that changes something is a renewal. */
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

/** An order that was never paid was never bought: to a seller's server it is not there. */
export const isBought = ({ state }: Pick<Order, 'state'>): boolean =>
  state !== 'pending_payment' && state !== 'cancelled'

/** What a seller may see of an order: their own lines, or the one that is named. */
export const listLines = (
  order: Order,
  { sellerId, lineNumber }: { readonly sellerId: Id<'sel'>; readonly lineNumber: string | undefined },
): readonly OrderLine[] =>
  order.lines.filter(
    (line) => line.sellerId === sellerId && (lineNumber === undefined || line.number === lineNumber),
  )

/** What was bought with a line, with the service that came of it. */
export type BoughtLine = {
  readonly line: OrderLine
  readonly held: SubscriptionWithTerms | undefined
  /** What the buyer gave when the service was bought (R47a), also of an order that came after. */
  readonly given: WireOrderLine['extendParams']
  /** While it is being opened: the end that it would have if it opened now. */
  readonly openingEnd?: Instant
}

/**
 * Until when what was bought runs: the end of the line's own term; of a change, the service's; of a refund, the moment it ended or
 * the end that is left. What is still being opened has an end that is foreseen.
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

/** Name, specification, values of attributes, charging mode, as the wire's example has them. */
const nameOf = (offer: Offer): string =>
  [
    offer.productName.zh,
    offer.specification.zh,
    ...(offer.attributes ?? []).map(({ value }) => value.zh),
    modeWords[modeOf(offer)],
  ].join(',')

/** `100`, `99.9`: in the currency's main unit, no zeros at the end. */
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

/** R47, R66: of the contact data only what the product asks for and the buyer consented to with this order. */
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
