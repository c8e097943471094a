import type { Id } from '@loggia/kernel'
import { omitUndefined, createMoney } from '@loggia/kernel'
import { fromOffer, toOffer } from '../orders/index.ts'
import { toTimestamptz, toJsonb } from '../platform/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import type { PricedLine } from '../subscriptions/index.ts'
import type { Quote } from './schema.ts'
import type { QuoteTables, StoredLine } from './tables.ts'

const toStored = ({ line, ...rest }: PricedLine): StoredLine => ({
  ...rest,
  line: {
    ...line,
    amount: { ...line.amount, amountMinor: line.amount.amountMinor.toString() },
    offer: toOffer(line.offer),
  },
})
const fromStored = ({ line, ...rest }: StoredLine): PricedLine => ({
  ...rest,
  line: {
    ...line,
    amount: createMoney(BigInt(line.amount.amountMinor), line.amount.currency),
    offer: fromOffer(line.offer),
  },
})

const fromRow = (row: QuoteTables['quote']): Quote =>
  omitUndefined({
    id: row.id,
    buyerId: row.buyer_id,
    memberId: row.member_id,
    kind: row.kind,
    lines: row.lines.map(fromStored),
    total: createMoney(row.total_minor, row.currency),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    orderId: row.order_id ?? undefined,
  })

export async function insert(tx: Tx, quote: Quote): Promise<void> {
  await tx
    .withTables<QuoteTables>()
    .insertInto('quote')
    .values({
      id: quote.id,
      buyer_id: quote.buyerId,
      member_id: quote.memberId,
      kind: quote.kind,
      lines: toJsonb(quote.lines.map(toStored)),
      total_minor: quote.total.amountMinor,
      currency: quote.total.currency,
      created_at: toTimestamptz(quote.createdAt),
      expires_at: toTimestamptz(quote.expiresAt),
      order_id: null,
    })
    .execute()
}

const select = (db: Db, id: Id<'quo'>) =>
  db.withTables<QuoteTables>().selectFrom('quote').selectAll().where('id', '=', id)

export async function find(db: Db, id: Id<'quo'>): Promise<Quote | undefined> {
  const row = await select(db, id).executeTakeFirst()
  return row && fromRow(row)
}

/** Locks a quote for payment; a second payment waits and then finds the order. */
export async function lock(tx: Tx, id: Id<'quo'>): Promise<Quote | undefined> {
  const row = await select(tx, id).forNoKeyUpdate().executeTakeFirst()
  return row && fromRow(row)
}

export async function setOrder(tx: Tx, id: Id<'quo'>, orderId: Id<'ord'>): Promise<void> {
  await tx
    .withTables<QuoteTables>()
    .updateTable('quote')
    .set({ order_id: orderId })
    .where('id', '=', id)
    .execute()
}
