import { omitUndefined, createMoney } from '@loggia/kernel'
import type {
  BalanceChange,
  OperatorBuyer,
  OperatorKey,
  OperatorSeller,
  RouteReply,
} from '@loggia/protocol/console'
import { toWireMoney, toWireTime } from '../../platform/index.ts'
import { marketCurrency } from '../../ledger/index.ts'
import type {
  BalanceChangeRow,
  BuyerCounts,
  BuyerRow,
  KeyProductRow,
  KeyRow,
  OperatorSellerRow,
  SellerCounts,
} from '../store/index.ts'

export const presentOperatorBuyer = (row: BuyerRow): OperatorBuyer => ({
  id: row.id,
  name: { zh: row.name_zh, en: row.name_en },
  kind: row.kind,
  country: row.country,
  verification: row.verification,
  level: row.level,
  state: row.state,
  balance: toWireMoney(createMoney(row.balance_minor, marketCurrency)),
  members: Number(row.members),
  createdAt: toWireTime(row.created_at),
})

export const presentOneBuyer = (
  row: BuyerRow,
  has: BuyerCounts,
): RouteReply<'GET /api/operator/buyers/:buyerId'> =>
  omitUndefined({
    ...presentOperatorBuyer(row),
    orders: Number(has.orders),
    services: Number(has.services),
    messages: { total: Number(has.messages), unread: Number(has.unread) },
    balanceChanges: Number(has.balance_changes),
    application:
      has.application_id !== null && has.application_state !== null
        ? { id: has.application_id, state: has.application_state }
        : undefined,
    seller:
      has.seller_id === null
        ? undefined
        : { id: has.seller_id, name: { zh: has.seller_zh ?? '', en: has.seller_en ?? '' } },
  })

export const presentOperatorSeller = (row: OperatorSellerRow): OperatorSeller =>
  omitUndefined({
    id: row.id,
    name: { zh: row.name_zh, en: row.name_en },
    logo: row.logo ?? undefined,
    registrationNumber: row.registration_number ?? undefined,
    members: Number(row.members),
    products: { total: Number(row.products), listed: Number(row.listed) },
    breaker: row.breaker,
    openFailures: Number(row.open_failures),
    suspension: row.suspension ?? undefined,
    createdAt: toWireTime(row.created_at),
  })

type OneSeller = RouteReply<'GET /api/operator/sellers/:sellerId'>
export const presentOneSeller = (
  row: OperatorSellerRow,
  has: SellerCounts,
  gate: OneSeller['gate'],
): OneSeller =>
  omitUndefined({
    ...presentOperatorSeller(row),
    orders: Number(has.orders),
    addresses: Number(has.addresses),
    keys: Number(has.keys),
    messages: { total: Number(has.messages), unread: Number(has.unread) },
    gate,
    application:
      has.application_id !== null && has.company !== null
        ? omitUndefined({
            id: has.application_id,
            company: has.company,
            decidedAt: toWireTime(has.decided_at),
          })
        : undefined,
    buyer:
      has.buyer_id === null
        ? undefined
        : { id: has.buyer_id, name: { zh: has.buyer_zh ?? '', en: has.buyer_en ?? '' } },
  })

/** Leaves out the hint: operators see nothing of the key itself, not even its last characters. */
export const presentOperatorKey = (row: KeyRow, products: readonly KeyProductRow[]): OperatorKey => ({
  id: row.id,
  interfaceClass: row.interface_class,
  createdAt: toWireTime(row.created_at),
  boundProducts: products.map(({ id, name_zh: zh, name_en: en }) => ({ id, name: { zh, en } })),
  notifiesOrders: Boolean(row.notifies_orders),
})

export const presentBalanceChange = (row: BalanceChangeRow): BalanceChange =>
  omitUndefined({
    id: row.id,
    kind: row.kind,
    state: row.state,
    buyer: { id: row.buyer_id, name: { zh: row.name_zh, en: row.name_en } },
    amount: toWireMoney(createMoney(row.amount_minor, row.currency)),
    reason: row.reason,
    balance: toWireMoney(createMoney(row.balance_minor ?? 0n, row.currency)),
    proposedBy: { id: row.proposed_by, name: row.proposer_name },
    proposedAt: toWireTime(row.proposed_at),
    decidedBy: row.decided_by === null ? undefined : { id: row.decided_by, name: row.decider_name ?? '' },
    decidedAt: toWireTime(row.decided_at),
    decisionReason: row.decision_reason ?? undefined,
    postingId: row.posting_id ?? undefined,
    request:
      row.request_id === null || row.reference === null || row.requested_minor === null
        ? undefined
        : {
            id: row.request_id,
            reference: row.reference,
            amount: toWireMoney(createMoney(row.requested_minor, row.currency)),
          },
  })
