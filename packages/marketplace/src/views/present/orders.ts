import { later, money, sum } from '@loggia/kernel'
import type {
  BalanceEntry,
  OrderLine,
  OrderSummary,
  SellerOrderSummary,
  Service,
} from '@loggia/protocol/console'
import { moneyToWire, timeToWire, unitPriceToWire } from '../../platform/index.ts'
import type { LineRow, MovementRow, OrderRow, ServiceRow } from '../store/index.ts'

export function presentLine(row: LineRow): OrderLine {
  const { offer } = row
  return {
    id: row.id,
    number: row.number,
    product: {
      id: row.product_id,
      name: offer.productName,
      ...(offer.logo !== undefined && { logo: offer.logo }),
    },
    seller: { id: row.seller_id, name: { zh: row.seller_zh, en: row.seller_en } },
    specification: offer.specification,
    skuCode: offer.skuCode,
    productCode: offer.productCode,
    unitPrice: unitPriceToWire({ ...offer.unitPrice, amountE8: BigInt(offer.unitPrice.amountE8) }),
    ...(offer.unit && { unit: offer.unit }),
    quantity: Number(row.quantity),
    period: offer.period,
    periodCount: offer.periodCount,
    ...(offer.pricing && { pricing: offer.pricing }),
    ...(offer.bands && {
      bands: offer.bands.map(({ above, unitPrice }) => ({
        above,
        unitPrice: unitPriceToWire({ ...unitPrice, amountE8: BigInt(unitPrice.amountE8) }),
      })),
    }),
    ...(offer.attributes && { attributes: [...offer.attributes] }),
    ...(offer.trialDays !== undefined && { trialDays: offer.trialDays }),
    ...(offer.buyerData && { buyerData: [...offer.buyerData] }),
    ...(offer.agreements && { agreements: offer.agreements }),
    amount: moneyToWire(money(row.amount_minor, row.currency)),
    state: row.state,
    ...(row.subscription_id !== null && { subscriptionId: row.subscription_id }),
  }
}

export const presentOrder = (row: OrderRow, lines: readonly LineRow[]): OrderSummary => ({
  id: row.id,
  number: row.number,
  kind: row.kind,
  state: row.state,
  total: moneyToWire(money(row.total_minor, row.currency)),
  createdAt: timeToWire(row.created_at),
  lines: lines.map(presentLine),
})

export const presentBuyer = (row: OrderRow) => ({
  id: row.buyer_id,
  name: { zh: row.buyer_zh, en: row.buyer_en },
})

/** A seller's total is that of their own lines. */
export function presentOrderOfSeller(row: OrderRow, lines: readonly LineRow[]): SellerOrderSummary {
  const total = sum(
    lines.map((line) => money(line.amount_minor, line.currency)),
    row.currency,
  )
  return { ...presentOrder(row, lines), total: moneyToWire(total), buyer: presentBuyer(row) }
}

/** When what, of a single order; `openingUntil` while a line is being opened (R70). */
export function presentMoments(row: OrderRow, lines: readonly LineRow[]) {
  const opening = lines.flatMap((line) =>
    line.instance_state === 'opening' && line.opening_until !== null ? [line.opening_until] : [],
  )
  const [first, ...others] = opening
  return {
    ...(row.pay_by !== null && row.state === 'pending_payment' && { payBy: timeToWire(row.pay_by) }),
    ...(row.paid_at !== null && { paidAt: timeToWire(row.paid_at) }),
    ...(row.closed_at !== null && { closedAt: timeToWire(row.closed_at) }),
    ...(first !== undefined && { openingUntil: timeToWire(others.reduce(later, first)) }),
  }
}

export const presentRelated = (row: OrderRow) => ({ id: row.id, number: row.number, kind: row.kind })

export const presentService = (row: ServiceRow): Service => ({
  id: row.id,
  state: row.state,
  product: {
    id: row.product_id,
    name: row.offer.productName,
    ...(row.offer.logo !== undefined && { logo: row.offer.logo }),
  },
  seller: { id: row.seller_id, name: { zh: row.seller_zh, en: row.seller_en } },
  specification: row.offer.specification,
  quantity: Number(row.quantity),
  ...(row.offer.unit && { unit: row.offer.unit }),
  period: row.period,
  periodCount: row.period_count,
  ...(row.starts_at !== null && { startsAt: timeToWire(row.starts_at) }),
  ...(row.ends_at !== null && { endsAt: timeToWire(row.ends_at) }),
  order: { id: row.order_id, number: row.order_number },
  ...(row.reference !== null && { instanceReference: row.reference }),
  ...(row.instance_state === 'opening' &&
    row.opening_until !== null && { openingUntil: timeToWire(row.opening_until) }),
})

export function presentMovement(row: MovementRow): BalanceEntry {
  const inCurrency = (minor: bigint) => moneyToWire(money(minor, row.currency))
  return {
    id: row.id,
    kind: row.kind,
    amount: inCurrency(row.amount_minor),
    balanceAfter: inCurrency(row.balance_after_minor ?? 0n),
    at: timeToWire(row.at),
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.order_id !== null &&
      row.order_number !== null && { order: { id: row.order_id, number: row.order_number } }),
  }
}
