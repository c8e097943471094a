import type { AuditEntry, BalanceEntry, SellerOrderSummary } from '@loggia/protocol/console'
import type { SavedFile, Table } from '../../platform/index.ts'

export const toTable = <T>(
  { name, head, rowOf }: { name: string; head: readonly string[]; rowOf(item: T): readonly string[] },
  items: AsyncIterable<T>,
): Table => {
  async function* rows() {
    for await (const item of items) yield rowOf(item)
  }
  return { name, head, rows: rows() }
}

/** The entries that the audit search finds, as a table. */
export const tabulateAudit = (entries: AsyncIterable<AuditEntry>): Table =>
  toTable(
    {
      name: 'loggia-history',
      head: ['at', 'subject', 'sequence', 'kind', 'actorKind', 'actorId', 'actorName', 'data'],
      rowOf: ({ at, subject, sequence, kind, actor, data }) => [
        at,
        subject,
        String(sequence),
        kind,
        actor.kind,
        actor.id ?? '',
        actor.name ?? '',
        JSON.stringify(data),
      ],
    },
    entries,
  )

/** The entries of a buyer's balance, as a table. */
export const tabulateBalance = (entries: AsyncIterable<BalanceEntry>): Table =>
  toTable(
    {
      name: 'loggia-balance',
      head: ['at', 'id', 'kind', 'order', 'reason', 'amount', 'balanceAfter', 'currency'],
      rowOf: ({ at, id, kind, order, reason, amount, balanceAfter }) => [
        at,
        id,
        kind,
        order?.number ?? '',
        reason ?? '',
        amount.amount,
        balanceAfter.amount,
        amount.currency,
      ],
    },
    entries,
  )

/** Orders as a table, one line each; several products of an order are separated by semicolons. */
export const tabulateOrders = (orders: AsyncIterable<SellerOrderSummary>): Table =>
  toTable(
    {
      name: 'loggia-orders',
      head: [
        'createdAt',
        'number',
        'kind',
        'state',
        'buyerId',
        'buyerZh',
        'buyerEn',
        'productsZh',
        'productsEn',
        'sellersZh',
        'sellersEn',
        'total',
        'currency',
      ],
      rowOf: ({ createdAt, number, kind, state, buyer, lines, total }) => [
        createdAt,
        number,
        kind,
        state,
        buyer.id,
        buyer.name.zh,
        buyer.name.en,
        joinNames(lines.map(({ product }) => product.name.zh)),
        joinNames(lines.map(({ product }) => product.name.en)),
        joinNames(lines.map(({ seller }) => seller.name.zh)),
        joinNames(lines.map(({ seller }) => seller.name.en)),
        total.amount,
        total.currency,
      ],
    },
    orders,
  )

const joinNames = (names: readonly string[]): string => [...new Set(names)].join('; ')

type Exported = AsyncIterable<{ readonly table: string; readonly row: unknown }>

/** One `{"table","row"}` a line (NDJSON). */
export const presentExport = (rows: Exported): SavedFile => ({
  name: 'loggia-export.ndjson',
  type: 'application/x-ndjson; charset=utf-8',
  content: linesOf(rows),
})

async function* linesOf(rows: Exported): AsyncGenerator<string> {
  for await (const row of rows)
    yield `${JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))}\n`
}
