import { createMoney, omitUndefined, toCursor } from '@loggia/kernel'
import type { Id, PageRequest } from '@loggia/kernel'
import type { BudgetTables } from '../../budgets/index.ts'
import { fromOffer, toOffer } from '../../orders/index.ts'
import type { OrderTables } from '../../orders/index.ts'
import type { PartyTables } from '../../parties/index.ts'
import { lockName, toJsonb, toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { PurchaseRequest, PurchaseRequestList, RequestReader } from '../schema.ts'
import type { PurchaseRequestTables } from '../tables.ts'

/** Only the tables of this domain are written. */
const withTables = (db: Db) =>
  db.withTables<PurchaseRequestTables & PartyTables & BudgetTables & OrderTables>()

/** Requests of a member are filed one after the other, so that they cannot exceed the limit together. */
export const waitForTurn = (tx: Tx, memberId: Id<'mbr'>): Promise<void> =>
  lockName(tx, `purchase_request:${memberId}`)

const fromRow = (row: PurchaseRequestTables['purchase_request']): PurchaseRequest =>
  omitUndefined({
    id: row.id,
    buyerId: row.buyer_id,
    memberId: row.member_id,
    approverId: row.approver_id ?? undefined,
    state: row.state,
    priceItemId: row.price_item_id,
    productId: row.product_id,
    sellerId: row.seller_id,
    offer: fromOffer(row.offer),
    quantity: Number(row.quantity),
    amount: createMoney(row.amount_minor, row.currency),
    costCentreId: row.cost_centre_id ?? undefined,
    reason: row.reason,
    askedAt: row.asked_at,
    expiresAt: row.expires_at,
    decidedBy: row.decided_by ?? undefined,
    decidedAt: row.decided_at ?? undefined,
    decisionReason: row.decision_reason ?? undefined,
    orderId: row.order_id ?? undefined,
  })

export async function insert(
  tx: Tx,
  request: PurchaseRequest,
  parametersSealed: Uint8Array | undefined,
): Promise<void> {
  await withTables(tx)
    .insertInto('purchase_request')
    .values({
      id: request.id,
      buyer_id: request.buyerId,
      member_id: request.memberId,
      approver_id: request.approverId ?? null,
      state: request.state,
      price_item_id: request.priceItemId,
      product_id: request.productId,
      seller_id: request.sellerId,
      offer: toJsonb(toOffer(request.offer)),
      quantity: BigInt(request.quantity),
      amount_minor: request.amount.amountMinor,
      currency: request.amount.currency,
      parameters_sealed: parametersSealed ?? null,
      cost_centre_id: request.costCentreId ?? null,
      reason: request.reason,
      asked_at: toTimestamptz(request.askedAt),
      expires_at: toTimestamptz(request.expiresAt),
      decided_by: null,
      decided_at: null,
      decision_reason: null,
      order_id: null,
    })
    .execute()
}

/** Saves the decision. */
export async function save(tx: Tx, request: PurchaseRequest): Promise<void> {
  await withTables(tx)
    .updateTable('purchase_request')
    .set({
      state: request.state,
      decided_by: request.decidedBy ?? null,
      decided_at: request.decidedAt === undefined ? null : toTimestamptz(request.decidedAt),
      decision_reason: request.decisionReason ?? null,
      order_id: request.orderId ?? null,
    })
    .where('id', '=', request.id)
    .execute()
}

const withSealed = (row: PurchaseRequestTables['purchase_request']) => ({
  request: fromRow(row),
  sealed: row.parameters_sealed ?? undefined,
})

/** Loads and locks it for a change, with its sealed parameters. */
export async function lock(tx: Tx, id: Id<'prq'>) {
  const row = await withTables(tx)
    .selectFrom('purchase_request')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row && withSealed(row)
}

/** How many requests of a member wait. */
export async function countWaiting(db: Db, memberId: Id<'mbr'>): Promise<number> {
  const { count } = await withTables(db)
    .selectFrom('purchase_request')
    .select((make) => make.fn.countAll<bigint>().as('count'))
    .where('member_id', '=', memberId)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Requests with the names of what they are about. */
const select = (db: Db) =>
  withTables(db)
    .selectFrom('purchase_request as request')
    .innerJoin('member', 'member.id', 'request.member_id')
    .innerJoin('seller', 'seller.id', 'request.seller_id')
    .leftJoin('member as approver', 'approver.id', 'request.approver_id')
    .leftJoin('member as decider', 'decider.id', 'request.decided_by')
    .leftJoin('cost_centre', 'cost_centre.id', 'request.cost_centre_id')
    .leftJoin('order', 'order.id', 'request.order_id')
    .selectAll('request')
    .select(['member.name as member_name', 'approver.name as approver_name', 'decider.name as decider_name'])
    .select(['seller.name_zh as seller_zh', 'seller.name_en as seller_en', 'order.number as order_number'])
    .select(['cost_centre.code as centre_code', 'cost_centre.name as centre_name'])

type Selected = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]
const toTold = (row: Selected) => ({
  ...withSealed(row),
  names: {
    requester: row.member_name,
    approver: row.approver_name ?? undefined,
    decider: row.decider_name ?? undefined,
    orderNumber: row.order_number ?? undefined,
    costCentre:
      row.centre_code === null || row.centre_name === null
        ? undefined
        : { code: row.centre_code, name: row.centre_name },
    seller: { zh: row.seller_zh, en: row.seller_en },
  },
})
export type ToldRequest = ReturnType<typeof toTold>

export async function findTold(db: Db, id: Id<'prq'>): Promise<ToldRequest | undefined> {
  const row = await select(db).where('request.id', '=', id).executeTakeFirst()
  return row && toTold(row)
}

type Asked = RequestReader & { readonly buyerId: Id<'byr'>; readonly list: PurchaseRequestList }

/** What this reader may see of a list, unordered. */
function narrow(query: ReturnType<typeof select>, { buyerId, list, ...reader }: Asked) {
  const { memberId } = reader
  const own = query.where('request.buyer_id', '=', buyerId)
  if (list === 'mine' || !reader.mayBuy) {
    const mine = own.where('request.member_id', '=', memberId)
    // Whoever may not buy decides nothing.
    return list === 'to_decide' ? mine.where('request.id', '=', 'prq_none') : mine
  }
  if (list === 'all') return own
  const waiting = own.where('request.state', '=', 'waiting').where('request.member_id', '<>', memberId)
  return reader.isOwner
    ? waiting
    : waiting.where((eb) =>
        eb.or([eb('request.approver_id', 'is', null), eb('request.approver_id', '=', memberId)]),
      )
}

/** Newest first, one more than the limit. */
export async function list(db: Db, asked: Asked, { limit, after }: PageRequest): Promise<ToldRequest[]> {
  const all = narrow(select(db), asked)
  const rest = after === undefined ? all : all.where('request.id', '<', toCursor(after, 'prq'))
  const rows = await rest
    .orderBy('request.id', 'desc')
    .limit(limit + 1)
    .execute()
  return rows.map(toTold)
}

/** How many requests wait for this reader, counted to `most`. */
export async function countToDecide(db: Db, asked: Omit<Asked, 'list'>, most: number): Promise<number> {
  const rows = await narrow(select(db), { ...asked, list: 'to_decide' })
    .clearSelect()
    .select('request.id')
    .limit(most)
    .execute()
  return rows.length
}

export async function getMemberName(db: Db, memberId: Id<'mbr'>): Promise<string> {
  const query = withTables(db).selectFrom('member').select('name').where('id', '=', memberId)
  return (await query.executeTakeFirstOrThrow()).name
}
