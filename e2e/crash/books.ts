/**
 * The two records that the judge compares, in the words of their authors: the seller's own journal and the
 * marketplace's export. They share no types with the server, so that a fault in its types cannot hide itself.
 */
export type SellerLine = {
  /** By the same clock as the times of the export. */
  readonly at: string
  readonly seller?: string
  readonly n: number
  readonly phase: string
  readonly activity: string
  readonly signature: string
  /** Unique for each request; and when the request was made, in milliseconds. */
  readonly nonce: string
  readonly signedAt: number
  readonly orderId?: string
  readonly orderLineId?: string
  readonly businessId?: string
  readonly instanceId?: string
  readonly scene?: string
  readonly expireTime?: string
  /** The code of the product after a change, or of the product that is asked about. */
  readonly productId?: string
  readonly status?: string
  /** Of an application for the license of a device: its number, and the device. */
  readonly eventId?: string
  readonly deviceFingerprint?: string
  readonly made?: string
  readonly told?: string
  readonly resultCode?: string
  readonly behaviour: string
  readonly taken?: boolean
}

export type Row = Readonly<Record<string, unknown>>
export const tables = [
  'order',
  'order_line',
  'payment',
  'quote',
  'ledger_account',
  'ledger_posting',
  'ledger_entry',
  'refund',
  'subscription',
  'subscription_term',
  'delivery',
  'supervision',
  'appeal',
  'refund_request',
  'refund_request_line',
  'instance',
  'license',
  'license_application',
  'call',
  'attempt',
  'message',
  'history',
] as const
export type TableName = (typeof tables)[number]
export type Export = Readonly<Record<TableName, readonly Row[]>>

const linesOf = (text: string): unknown[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown)

export const readSellerJournal = (text: string): SellerLine[] => linesOf(text) as SellerLine[]

/** Reads lines of `{ table, row }`. Throws if there are no orders. */
export function readExport(text: string): Export {
  const read = Object.fromEntries(tables.map((name) => [name, [] as Row[]])) as Record<TableName, Row[]>
  for (const line of linesOf(text) as { table: TableName; row: Row }[]) read[line.table]?.push(line.row)
  return read
}

/** Reads a column that must exist: a renamed column would otherwise make every comparison true. */
export function readColumn(row: Row, name: string): unknown {
  if (!(name in row)) throw new Error(`The export has no column ${name} among ${Object.keys(row).join(', ')}`)
  return row[name]
}
export function readText(row: Row, name: string): string {
  const value = readColumn(row, name)
  if (typeof value !== 'string')
    throw new Error(`The column ${name} holds ${JSON.stringify(value)} and no text`)
  return value
}
/** Milliseconds since 1970; undefined if the column is empty. */
export function readTime(row: Row, name: string): number | undefined {
  const value = readColumn(row, name)
  if (value === null) return undefined
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
  if (Number.isNaN(time)) throw new Error(`The column ${name} holds ${JSON.stringify(value)} and no time`)
  return time
}
export function readAmount(row: Row, name: string): bigint {
  const value = readColumn(row, name)
  if (typeof value !== 'string' && typeof value !== 'number')
    throw new Error(`The column ${name} holds ${JSON.stringify(value)} and no amount`)
  return BigInt(value)
}

/** Milliseconds since 1970. Throws if the column is empty. */
export function readMoment(row: Row, name: string): number {
  const time = readTime(row, name)
  if (time === undefined) throw new Error(`The column ${name} is empty`)
  return time
}

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

const indexes = new WeakMap<readonly Row[], Map<string, Map<string, Row[]>>>()

/** The rows with this value in this column. Each column is indexed once, because a long run has many rows. */
export function filterRows(rows: readonly Row[], name: string, value: string): readonly Row[] {
  const ofTable = indexes.get(rows) ?? new Map<string, Map<string, Row[]>>()
  indexes.set(rows, ofTable)
  const index = ofTable.get(name) ?? groupBy(rows, (row) => String(readColumn(row, name)))
  ofTable.set(name, index)
  return index.get(value) ?? []
}
