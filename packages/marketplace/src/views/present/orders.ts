import { omitUndefined, pickLater, createMoney, sum } from '@loggia/kernel'
import type { Id, Instant, Zone } from '@loggia/kernel'
import type {
  BalanceEntry,
  Order,
  OrderLine,
  OrderSummary,
  SellerOrderSummary,
  Service,
  ServiceDetail,
} from '@loggia/protocol/console'
import { toSupervision } from '@loggia/protocol/console/catalog/draft/supervision'
import { toWireMoney, toWireTime, toWireUnitPrice } from '../../platform/index.ts'
import type { CustomerLevel } from '../../parties/index.ts'
import { computeExpectedLapse, decideTermState } from '../../subscriptions/index.ts'
import type { Term } from '../../subscriptions/index.ts'
import type { LineRow, MovementRow, OrderRow, ServiceRow } from '../store/index.ts'

function subscriptionOf({
  subscription_id: named,
  made_subscription_id: made,
}: LineRow): Pick<OrderLine, 'subscriptionId'> {
  const subscriptionId = named ?? made
  return subscriptionId === null ? {} : { subscriptionId }
}

/** R116: the freeze for a violation, as long as the service is not closed. */
function barOf({
  barred_at: at,
  barred_reason: reason,
  closed_at: closedAt,
}: Pick<LineRow, 'barred_at' | 'barred_reason' | 'closed_at'>): Pick<Service, 'barred'> {
  if (at === null || reason === null || closedAt !== null) return {}
  return { barred: { at: toWireTime(at), reason } }
}

function beforeOf({ offer: { before } }: LineRow): Pick<OrderLine, 'before'> {
  if (!before) return {}
  const { attributes, ...rest } = before
  return { before: omitUndefined({ ...rest, attributes: attributes ? [...attributes] : undefined }) }
}

/** The term that a line paid for, with its present state. */
function termOf(row: LineRow, now: Instant): Pick<OrderLine, 'term'> {
  const { term_starts_at: startsAt, term_ends_at: endsAt, refunded_at: refundedAt } = row
  if (startsAt === null) return {}
  const dates = omitUndefined({ startsAt, endsAt: endsAt ?? undefined, refundedAt: refundedAt ?? undefined })
  return {
    term: omitUndefined({
      startsAt: toWireTime(startsAt),
      endsAt: toWireTime(endsAt),
      state: decideTermState(dates, now),
    }),
  }
}

type SellerColumns = Pick<LineRow, 'seller_id' | 'seller_zh' | 'seller_en' | 'seller_logo'>
const presentSeller = (row: SellerColumns): OrderLine['seller'] =>
  omitUndefined({
    id: row.seller_id,
    name: { zh: row.seller_zh, en: row.seller_en },
    logo: row.seller_logo ?? undefined,
  })

export function presentLine(row: LineRow, now: Instant): OrderLine {
  const { offer } = row
  return omitUndefined({
    id: row.id,
    number: row.number,
    type: row.type === 'saas' ? undefined : row.type,
    supervised: toSupervision({ type: row.type, supervision: offer.supervision }) && (true as const),
    product: omitUndefined({ id: row.product_id, name: offer.productName, logo: offer.logo }),
    seller: presentSeller(row),
    specification: offer.specification,
    skuCode: offer.skuCode,
    productCode: offer.productCode,
    unitPrice: toWireUnitPrice({ ...offer.unitPrice, amountE8: BigInt(offer.unitPrice.amountE8) }),
    unit: offer.unit,
    quantity: Number(row.quantity),
    period: offer.period,
    periodCount: offer.periodCount,
    pricing: offer.pricing,
    bands: offer.bands?.map(({ above, unitPrice }) => ({
      above,
      unitPrice: toWireUnitPrice({ ...unitPrice, amountE8: BigInt(unitPrice.amountE8) }),
    })),
    attributes: offer.attributes ? [...offer.attributes] : undefined,
    trialDays: offer.trialDays,
    buyerData: offer.buyerData ? [...offer.buyerData] : undefined,
    agreements: offer.agreements,
    amount: toWireMoney(createMoney(row.amount_minor, row.currency)),
    returned:
      row.returned_minor > 0n ? toWireMoney(createMoney(row.returned_minor, row.currency)) : undefined,
    state: row.state,
    ...subscriptionOf(row),
    ...barOf(row),
    ...termOf(row, now),
    ...beforeOf(row),
  })
}

export const presentOrder = (row: OrderRow, lines: readonly LineRow[], now: Instant): OrderSummary =>
  omitUndefined({
    id: row.id,
    number: row.number,
    kind: row.kind,
    state: row.state,
    total: toWireMoney(createMoney(row.total_minor, row.currency)),
    createdAt: toWireTime(row.created_at),
    payBy: row.state === 'pending_payment' ? toWireTime(row.pay_by) : undefined,
    refunds:
      row.refunds_order_id === null || row.refunds_order_number === null
        ? undefined
        : { id: row.refunds_order_id, number: row.refunds_order_number },
    lines: lines.map((line) => presentLine(line, now)),
  })

/** R3a: the same with the cost centres, which only the buyer sees. */
export function presentOwnOrder(row: OrderRow, lines: readonly LineRow[], now: Instant): OrderSummary {
  const order = presentOrder(row, lines, now)
  return {
    ...order,
    lines: order.lines.map((line, at) => omitUndefined({ ...line, costCentre: costCentreOf(lines[at]) })),
  }
}
function costCentreOf(row: LineRow | undefined): OrderLine['costCentre'] {
  const { cost_centre_id: id, cost_centre_code: code, cost_centre_name: name } = row ?? {}
  return id && code && name ? { id, code, name } : undefined
}

export const presentBuyer = (row: OrderRow) => ({
  id: row.buyer_id,
  name: { zh: row.buyer_zh, en: row.buyer_en },
})

/** A seller's total is that of their own lines. */
export function presentOrderOfSeller(
  row: OrderRow,
  lines: readonly LineRow[],
  now: Instant,
): SellerOrderSummary {
  const total = sum(
    lines.map((line) => createMoney(line.amount_minor, line.currency)),
    row.currency,
  )
  return { ...presentOrder(row, lines, now), total: toWireMoney(total), buyer: presentBuyer(row) }
}

/** R61: until when stock is held for an order that waits for payment. */
const presentStock = ({ state, stock_until: until }: OrderRow, now: Instant): Pick<Order, 'stock'> =>
  state === 'pending_payment' && until !== null
    ? { stock: until > now ? { heldUntil: toWireTime(until) } : {} }
    : {}

/** The times of a single order; `openingUntil` while a line is being opened (R70). */
export function presentMoments(row: OrderRow, lines: readonly LineRow[], now: Instant) {
  const opening = lines.flatMap((line) =>
    line.instance_state === 'opening' && line.opening_until !== null ? [line.opening_until] : [],
  )
  const [first, ...others] = opening
  return omitUndefined({
    ...presentStock(row, now),
    paidAt: toWireTime(row.paid_at),
    closedAt: toWireTime(row.closed_at),
    openingUntil: first === undefined ? undefined : toWireTime(others.reduce(pickLater, first)),
  })
}

export const presentRelated = (row: OrderRow) => ({ id: row.id, number: row.number, kind: row.kind })

/** What the dates of a service depend on besides its row. */
export type ServiceSetting = { readonly zone: Zone; readonly level: CustomerLevel }

export const presentService = (row: ServiceRow, setting: ServiceSetting): Service =>
  omitUndefined({
    id: row.id,
    state: row.state,
    type: row.type === 'saas' ? undefined : row.type,
    product: omitUndefined({ id: row.product_id, name: row.offer.productName, logo: row.offer.logo }),
    seller: presentSeller(row),
    specification: row.offer.specification,
    attributes: row.offer.attributes ? [...row.offer.attributes] : undefined,
    quantity: Number(row.quantity),
    unit: row.offer.unit,
    period: row.period,
    periodCount: row.period_count,
    trialDays: row.trial_days ?? undefined,
    ...datesOf(row, setting),
    renewsItself: row.renews_itself,
    ...barOf(row),
    order: { id: row.order_id, number: row.order_number },
    instanceReference: row.reference ?? undefined,
    openingUntil: row.instance_state === 'opening' ? toWireTime(row.opening_until) : undefined,
  })

/** The term, and the dates that follow if nobody renews (R113). */
function datesOf(row: ServiceRow, { zone, level }: ServiceSetting) {
  const lapse = lapseOf(row, { zone, level })
  return omitUndefined({
    startsAt: toWireTime(row.starts_at),
    endsAt: toWireTime(row.ends_at),
    freezesAt: toWireTime(lapse?.graceUntil),
    releasesAt: toWireTime(lapse?.retentionUntil),
  })
}

function lapseOf(row: ServiceRow, { zone, level }: ServiceSetting) {
  if (row.grace_until !== null && row.retention_until !== null)
    return { graceUntil: row.grace_until, retentionUntil: row.retention_until }
  if (row.state !== 'active' || row.ends_at === null) return undefined
  const term = omitUndefined({ endsAt: row.ends_at, trialDays: row.trial_days ?? undefined })
  return computeExpectedLapse(term, { zone, level })
}

/** For how long an expired service continues, as if it expired now: R113, and for a trial R118. */
export function computeGrace(setting: ServiceSetting, now: Instant) {
  const countSeconds = (of: { readonly trialDays?: number }): number =>
    (computeExpectedLapse({ endsAt: now, ...of }, setting).graceUntil - now) / 1000
  return { paidSeconds: countSeconds({}), trialSeconds: countSeconds({ trialDays: 1 }) }
}

/** An order line of a service, with its order. */
export type ServiceLine = {
  readonly line: OrderLine
  readonly order: { readonly id: Id<'ord'>; readonly number: string }
  readonly kind: OrderRow['kind']
  readonly orderedAt: Instant
  readonly skuId: Id<'sku'>
}

const pickComposed = ({ specification, attributes, quantity }: OrderLine) =>
  omitUndefined({ specification, attributes, quantity })

/** R119: a change that its seller has made. */
const presentChange = ({ line, order, orderedAt }: ServiceLine): PresentedTerm['changes'][number] => ({
  at: toWireTime(orderedAt),
  before: line.before ?? pickComposed(line),
  after: pickComposed(line),
  amount: line.amount,
  order,
})

type PresentedTerm = ServiceDetail['terms'][number]

/** A term with the line that paid for it and the changes made during it. `as` says what it holds now. */
export const presentTerm = (
  term: Term,
  { line, order }: ServiceLine,
  of: {
    readonly as: Pick<OrderLine, 'specification' | 'attributes'>
    readonly changes: readonly ServiceLine[]
    readonly now: Instant
  },
): PresentedTerm =>
  omitUndefined({
    id: term.id,
    state: decideTermState(term, of.now),
    startsAt: toWireTime(term.startsAt),
    endsAt: toWireTime(term.endsAt),
    specification: of.as.specification,
    attributes: of.as.attributes,
    quantity: term.quantity,
    period: term.period,
    periodCount: term.periodCount,
    trialDays: term.trialDays,
    bought: pickComposed(line),
    amount: line.amount,
    order,
    changes: of.changes.map(presentChange),
  })

export function presentMovement(row: MovementRow): BalanceEntry {
  const inCurrency = (minor: bigint) => toWireMoney(createMoney(minor, row.currency))
  return omitUndefined({
    id: row.id,
    kind: row.kind,
    amount: inCurrency(row.amount_minor),
    balanceAfter: inCurrency(row.balance_after_minor ?? 0n),
    at: toWireTime(row.at),
    reason: row.reason ?? undefined,
    order:
      row.order_id !== null && row.order_number !== null
        ? { id: row.order_id, number: row.order_number }
        : undefined,
    request:
      row.request_id !== null && row.reference !== null
        ? { id: row.request_id, reference: row.reference }
        : undefined,
  })
}
