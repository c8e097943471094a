import type { AgreementVersions } from '@loggia/protocol/console/agreements/kinds'
import {
  addMs,
  fromDays,
  omitUndefined,
  formatMoney,
  fromHours,
  fromMinutes,
  readBuyerValue,
  formatShortStamp,
  sum,
  toDecimal,
  toIso,
} from '@loggia/kernel'
import type { BuyerValueFault, Instant, Money, ProblemFactory, Zone } from '@loggia/kernel'
import { toSupervision } from '@loggia/protocol/console/catalog/draft/supervision'
import { paymentDays } from '@loggia/protocol/console/orders/kinds'
import { computeQuote, listAttributes } from '../catalog/index.ts'
import type { Catalog, Purchasable } from '../catalog/index.ts'
import type { Customer } from '../parties/index.ts'
import { orderProblems } from './problems.ts'
import type {
  ClaimedLine,
  Given,
  LineClaim,
  Offer,
  OfferedSupervision,
  Order,
  OrderLineState,
  OrderState,
  Submission,
  Text,
} from './schema.ts'

/** Whether anything of an order is counted in stock, and whether it is held for the order. */
export type TakenStock = Awaited<ReturnType<Catalog['take']>>

type OrderAction = 'pay' | 'cancel' | 'complete' | 'refund'

/** commerce.md §4.1: R60 allows cancelling only before payment. */
export const orderTransitions: Readonly<Record<OrderState, Partial<Record<OrderAction, OrderState>>>> = {
  pending_payment: { pay: 'processing', cancel: 'cancelled' },
  processing: { complete: 'completed', refund: 'refunded' },
  // A return within five days, or of a renewal that has not begun (R111, R130).
  completed: { refund: 'refunded' },
  cancelled: {},
  refunded: {},
}

/**
 * R61: seven days for year, month and one-time orders; one day if something is counted in stock, which is held for half
 * an hour.
 */
export const paymentWindowMs = fromDays(paymentDays)
export const countedWindowMs = fromHours(24)
const holdMs = fromMinutes(30)
/** R61: the most unpaid orders of one buyer at the same time. */
const mostUnpaidOfStock = 5

/** A line of a submission with its price: what the order will hold. */
export type PricedLine = {
  readonly purchasable: Purchasable
  readonly offer: Offer
  readonly quantity: number
  readonly amount: Money
  readonly given: readonly Given[]
}

/** Prices a line by the catalogue's rules and freezes the offer. */
export function priceLine(
  purchasable: Purchasable,
  { trial = false, parameters, agreements: seen, ...ask }: Submission['lines'][number],
  marketTerms: number,
): PricedLine {
  const { product, priceItem, agreementVersion } = purchasable
  const agreements = omitUndefined({ market: marketTerms, service: agreementVersion })
  if (seen) requireSeen(seen, agreements)
  const { amount } = computeQuote(purchasable, { ...ask, trial })
  const offer: Offer = {
    ...freezeOffer(purchasable, ask.periodCount, ask.discountE4),
    ...omitUndefined({
      trialDays: trial ? priceItem.trialDays : undefined,
      supervision: trial ? undefined : freezeSupervision(product),
      buyerData: product.buyerData.length > 0 ? product.buyerData : undefined,
    }),
    agreements,
  }
  const given = decideGiven(product.buyerParameters, parameters)
  return { purchasable, offer, quantity: ask.quantity, amount, given }
}

/** R65: consent is to what the buyer was shown. Throws `order.agreements_changed`. */
function requireSeen(seen: AgreementVersions, present: AgreementVersions): void {
  if (seen.market !== present.market || seen.service !== present.service)
    throw orderProblems.agreements_changed()
}

/** R102, R118: only new orders are supervised; renewals, changes and trials are not. */
function freezeSupervision(product: Purchasable['product']): OfferedSupervision | undefined {
  const supervision = toSupervision(product)
  return supervision && omitUndefined(supervision)
}

type Asked = Purchasable['product']['buyerParameters'][number]
type Values = NonNullable<Submission['lines'][number]['parameters']>

const problems: Readonly<Record<BuyerValueFault['code'], ProblemFactory>> = {
  missing: orderProblems.parameter_missing,
  not_one_line: orderProblems.parameter_not_one_line,
  too_long: orderProblems.parameter_too_long,
  not_email: orderProblems.parameter_not_email,
  not_domain: orderProblems.parameter_not_domain,
  not_ip: orderProblems.parameter_not_ip,
  not_whole: orderProblems.parameter_not_whole,
  not_offered: orderProblems.parameter_not_offered,
}

/** R47a: the values for the parameters that the product asks for now, in its order. Throws the first fault. */
export function decideGiven(asked: readonly Asked[], values: Values = []): Given[] {
  for (const [at, { name }] of values.entries()) {
    if (!asked.some((one) => one.name === name)) throw orderProblems.parameter_unknown({ name })
    if (values.findIndex((one) => one.name === name) < at) throw orderProblems.parameter_repeated({ name })
  }
  return asked.flatMap((parameter) => {
    const { name, label } = parameter
    const typed = values.find((one) => one.name === name)
    const read = readBuyerValue(parameter, typed?.value ?? '')
    if (!read.ok) throw problems[read.fault.code](detailsOf(parameter, read.fault))
    const { value } = read
    if (value === undefined) return []
    const chosen = parameter.kind === 'choice' && parameter.options.find((one) => one.value === value)
    const one = omitUndefined({ name, label, value, reads: chosen ? chosen.label : undefined })
    if (typed && !isAsAsked(one, typed)) throw orderProblems.parameter_changed({ name, label })
    return [one]
  })
}

/**
 * Whether the buyer was asked what the product asks now: the text of a parameter or value may have changed under the
 * same name.
 */
const isAsAsked = (now: Given, typed: Values[number]): boolean =>
  isSame(typed.label ?? now.label, now.label) && isSame(typed.reads ?? now.reads, now.reads)

const isSame = (a: Text | undefined, b: Text | undefined): boolean => a?.zh === b?.zh && a?.en === b?.en

/** The name, by which a page finds the field, and the label in both languages for the sentence of the refusal. */
const detailsOf = (asked: Asked, { code: _code, ...figures }: BuyerValueFault) =>
  omitUndefined({
    name: asked.name,
    label: asked.label,
    values: asked.kind === 'choice' ? asked.options.map(({ value }) => value).join(', ') : undefined,
    ...figures,
  })

/** The present offer in the form that an order stores (R54). */
export function freezeOffer(purchasable: Purchasable, periodCount: number, discountE4?: number): Offer {
  const { product, specification, sku, priceItem } = purchasable
  return omitUndefined({
    type: product.type,
    salesMode: product.salesMode,
    productName: product.name,
    logo: product.logo,
    specification: specification.name,
    unit: product.quantity?.unit,
    skuCode: sku.code,
    productCode: priceItem.code,
    unitPrice: priceItem.unitPrice,
    ...(priceItem.bands.length > 0 && {
      pricing: product.quantity?.pricing ?? 'linear',
      bands: priceItem.bands,
    }),
    attributes: product.attributes.length > 0 ? listAttributes(purchasable) : undefined,
    period: priceItem.period,
    periodCount,
    discountE4,
    fiveDayRefund: product.afterSale.fiveDayRefund || undefined,
  })
}

/** The total of a submission. Throws without consent (R65), for several currencies, and if another price was shown. */
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

/**
 * R48, R66: throws if the buyer has consented to pass on data that the market does not have: the seller could not open
 * the service.
 */
export function requireContact(
  lines: readonly Pick<PricedLine, 'offer'>[],
  { contact, member }: Pick<Customer, 'contact' | 'member'>,
): void {
  const asked = new Set(lines.flatMap(({ offer }) => offer.buyerData ?? []))
  const missing = [
    ...(asked.has('phone') && !contact?.phone ? ['phone'] : []),
    ...(asked.has('email') && !contact?.email && !member?.email ? ['email'] : []),
  ]
  if (missing.length > 0) throw orderProblems.contact_missing({ data: missing.join(', ') })
}

/** R61: until when the order can be paid, and until when stock is held for it. */
export const decideWindow = (
  createdAt: Instant,
  { counted, held }: TakenStock = { counted: false, held: false },
): { readonly payBy: Instant; readonly stockUntil?: Instant } =>
  counted
    ? {
        payBy: addMs(createdAt, countedWindowMs),
        stockUntil: held ? addMs(createdAt, holdMs) : createdAt,
      }
    : { payBy: addMs(createdAt, paymentWindowMs) }

/** R61: throws if the buyer has the most unpaid orders with counted stock; `unpaid` is how many there are. */
export function requireUnpaidLeft(unpaid: number): void {
  if (unpaid >= mostUnpaidOfStock) throw orderProblems.too_many_unpaid({ max: mostUnpaidOfStock })
}

/** R61: the window closes at `payBy`, even if the order is not cancelled yet. */
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

/**
 * The state of a paid order from its lines: refunded if all are refunded, completed if all are settled and one was
 * completed (R72).
 */
export function decideState(lines: readonly OrderLineState[]): OrderState {
  if (lines.some((state) => state === 'open')) return 'processing'
  return lines.some((state) => state === 'completed') ? 'completed' : 'refunded'
}

const numberAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/** `CS` + yyMMddHHmm in the market's zone + five of A–Z0–9; `random` gives one byte a character. */
export function createOrderNumber(now: Instant, zone: Zone, random: Uint8Array): string {
  const tail = Array.from(random.subarray(0, 5), (byte) => numberAlphabet[byte % numberAlphabet.length]).join(
    '',
  )
  return `CS${formatShortStamp(now, zone)}${tail}`
}

/** `CS…-000001` for the first line. */
export const formatLineNumber = (number: string, position: number): string =>
  `${number}-${String(position).padStart(6, '0')}`

const claimProblems = {
  refund_in_review: orderProblems.refund_in_review,
  invoice_requested: orderProblems.invoice_requested,
  invoice_issued: orderProblems.invoice_issued,
} as const
/** The claims that are in the way of each. An invoice is issued after it was applied for. */
const claimsAgainst: Readonly<Record<LineClaim, readonly LineClaim[]>> = {
  refund_in_review: ['refund_in_review', 'invoice_issued', 'invoice_requested'],
  invoice_requested: ['refund_in_review', 'invoice_issued', 'invoice_requested'],
  invoice_issued: ['refund_in_review', 'invoice_issued'],
}

/** R149, R152, R153: throws the problem of the first claim that is in the way of another. */
export function requireUnclaimed(claims: readonly Pick<ClaimedLine, 'kind'>[], kind: LineClaim): void {
  const found = claimsAgainst[kind].find((against) => claims.some((claim) => claim.kind === against))
  if (found) throw claimProblems[found]()
}

/** R47, R66: the personal data that the product asks for and the buyer has consented to pass on with this order. */
export function toConsentedData(
  { contact, member }: Pick<Customer, 'contact' | 'member'>,
  { buyerData = [] }: Pick<Offer, 'buyerData'>,
) {
  const email = contact?.email ?? member?.email
  const named = buyerData.includes('user_name') ? member : undefined
  return omitUndefined({
    userId: named?.id,
    userName: named?.name,
    phone: buyerData.includes('phone') ? contact?.phone : undefined,
    email: buyerData.includes('email') ? email : undefined,
  })
}
