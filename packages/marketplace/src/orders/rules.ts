import { addMs, days, formatMoney, hours, shortStamp, sum, toDecimal, toIso } from '@loggia/kernel'
import type { Instant, Money, Zone } from '@loggia/kernel'
import { quote } from '../catalog/index.ts'
import type { Purchasable } from '../catalog/index.ts'
import { orderProblems } from './problems.ts'
import type { Offer, Order, OrderLineState, OrderState, Submission } from './schema.ts'

type OrderAction = 'pay' | 'cancel' | 'complete' | 'refund'

/** commerce.md §4.1: R60 allows cancelling only before payment. */
export const orderTransitions: Readonly<Record<OrderState, Partial<Record<OrderAction, OrderState>>>> = {
  pending_payment: { pay: 'processing', cancel: 'cancelled' },
  processing: { complete: 'completed', refund: 'refunded' },
  // Returned within five days, or a renewal that has not begun (R111, R130).
  completed: { refund: 'refunded' },
  cancelled: {},
  refunded: {},
}

/** R61: seven days for year, month and one-time orders; a day for what others cannot buy meanwhile. */
export const paymentWindowMs = days(7)
export const reservedWindowMs = hours(24)

/** A line of a submission with its price: what the order will hold. */
export type PricedLine = {
  readonly purchasable: Purchasable
  readonly offer: Offer
  readonly quantity: number
  readonly amount: Money
}

/** Prices a line by the catalogue's rules and freezes the offer. */
export function priceLine(
  purchasable: Purchasable,
  { trial = false, ...ask }: Submission['lines'][number],
  marketTerms: number,
): PricedLine {
  const { product, priceItem, agreementVersion } = purchasable
  const { amount } = quote(purchasable, { ...ask, trial })
  const offer: Offer = {
    ...offerOf(purchasable, ask.periodCount),
    ...(trial && priceItem.trialDays !== undefined && { trialDays: priceItem.trialDays }),
    ...(product.buyerData.length > 0 && { buyerData: product.buyerData }),
    agreements: { market: marketTerms, ...(agreementVersion !== undefined && { service: agreementVersion }) },
  }
  return { purchasable, offer, quantity: ask.quantity, amount }
}

/** What is offered now, as an order freezes it (R54). */
export function offerOf(purchasable: Purchasable, periodCount: number): Offer {
  const { product, specification, sku, priceItem } = purchasable
  return {
    productName: product.name,
    ...(product.logo !== undefined && { logo: product.logo }),
    specification: specification.name,
    ...(product.quantity && { unit: product.quantity.unit }),
    skuCode: sku.code,
    productCode: priceItem.code,
    unitPrice: priceItem.unitPrice,
    ...(priceItem.bands.length > 0 && {
      pricing: product.quantity?.pricing ?? 'linear',
      bands: priceItem.bands,
    }),
    ...(product.attributes.length > 0 && { attributes: attributesOf(purchasable) }),
    period: priceItem.period,
    periodCount,
    ...(product.afterSale.fiveDayRefund && { fiveDayRefund: true }),
  }
}

/** The value of each attribute of the product that makes this sku (R20). */
export const attributesOf = ({ product, sku }: Purchasable) =>
  product.attributes.flatMap(({ name, values }, i) => {
    const value = values[sku.values[i] ?? -1]
    return value ? [{ name, value }] : []
  })

/** The total of a submission; refuses one without consent (R65), in several currencies, or at another price than was shown. */
export function decideTotal(lines: readonly PricedLine[], ask: Submission): Money {
  if (!ask.agreed) throw orderProblems.agreement_missing()
  const asked = new Set(lines.flatMap((line) => line.offer.buyerData ?? []))
  if (asked.size > 0 && !ask.dataConsent)
    throw orderProblems.data_consent_missing({ data: [...asked].join(', ') })
  const { currency } = ask.expectedTotal
  if (lines.some((line) => line.amount.currency !== currency)) throw orderProblems.currencies_mixed()
  const total = sum(
    lines.map((line) => line.amount),
    currency,
  )
  if (total.amountMinor !== ask.expectedTotal.amountMinor)
    throw orderProblems.price_changed({
      expected: formatMoney(ask.expectedTotal),
      actual: formatMoney(total),
      actualAmount: toDecimal(total),
    })
  return total
}

export const payBy = (createdAt: Instant, reserves = false): Instant =>
  addMs(createdAt, reserves ? reservedWindowMs : paymentWindowMs)

/** R61: the window is closed at `payBy`, also when nobody has looked yet. */
export function decidePayment(order: Order, now: Instant): OrderState {
  const next = orderTransitions[order.state].pay
  if (!next || order.kind !== 'new') throw orderProblems.not_payable({ state: order.state })
  if (order.payBy !== undefined && now >= order.payBy)
    throw orderProblems.payment_late({ payBy: toIso(order.payBy) })
  return next
}

export function decideCancellation(order: Order): OrderState {
  const next = orderTransitions[order.state].cancel
  if (!next) throw orderProblems.not_cancellable({ state: order.state })
  return next
}

/** The state of a paid order from its lines: refunded when all are, completed when all are settled and one was opened (R72). */
export function stateFromLines(lines: readonly OrderLineState[]): OrderState {
  if (lines.some((state) => state === 'open')) return 'processing'
  return lines.some((state) => state === 'completed') ? 'completed' : 'refunded'
}

const numberAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/** `CS` + yyMMddHHmm in the market's zone + five of A–Z0–9; `random` gives one byte a character. */
export function orderNumber(now: Instant, zone: Zone, random: Uint8Array): string {
  const tail = Array.from(random.subarray(0, 5), (byte) => numberAlphabet[byte % numberAlphabet.length]).join(
    '',
  )
  return `CS${shortStamp(now, zone)}${tail}`
}

/** `CS…-000001` for the first line. */
export const lineNumber = (number: string, position: number): string =>
  `${number}-${String(position).padStart(6, '0')}`
