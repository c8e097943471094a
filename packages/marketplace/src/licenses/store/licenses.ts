import { sql } from 'kysely'
import { omitUndefined, toCursor } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { keptPlan, lockName, toMoment, updateRows } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { License, LicenseState, LicenseWay } from '../schema.ts'
import type { LicenseTables } from '../tables.ts'

type Row = Omit<LicenseTables['license'], 'sealed' | 'code_digest' | 'found'> & {
  readonly is_text: boolean
}

const columns = [
  'id',
  'delivery_id',
  'order_id',
  'order_line_id',
  'subscription_id',
  'seller_id',
  'buyer_id',
  'product_id',
  'way',
  'state',
  'quantity',
  'ending',
  'file_id',
  'ready',
  'covers_until',
  'activation_asked',
  'reference',
  'issued_at',
  'collected_at',
  'collected_by',
  'collector',
  'activated_at',
  'begun_at',
  'checked_at',
  'ended_at',
] as const satisfies readonly (keyof Row)[]

const fromRow = (row: Row): License =>
  omitUndefined({
    id: row.id,
    deliveryId: row.delivery_id,
    orderId: row.order_id,
    orderLineId: row.order_line_id,
    subscriptionId: row.subscription_id,
    sellerId: row.seller_id,
    buyerId: row.buyer_id,
    productId: row.product_id,
    way: row.way,
    state: row.state,
    quantity: row.quantity,
    ending: row.ending ?? undefined,
    isText: row.is_text,
    fileId: row.file_id ?? undefined,
    ready: row.ready,
    activationAsked: row.activation_asked,
    reference: row.reference ?? undefined,
    ...momentsOf(row),
  })

const toCollector = ({ collected_by: id, collector: name }: Row): License['collectedBy'] =>
  id === null || name === null ? undefined : { id, name }

const momentsOf = (row: Row) => ({
  coversUntil: row.covers_until ?? undefined,
  issuedAt: row.issued_at ?? undefined,
  collectedAt: row.collected_at ?? undefined,
  collectedBy: toCollector(row),
  activatedAt: row.activated_at ?? undefined,
  begunAt: row.begun_at ?? undefined,
  checkedAt: row.checked_at ?? undefined,
  endedAt: row.ended_at ?? undefined,
})

/** The columns that change, apart from the content. */
const progress = (of: License) => ({
  state: of.state,
  quantity: of.quantity,
  ready: of.ready,
  covers_until: toMoment(of.coversUntil),
  activation_asked: of.activationAsked,
  reference: of.reference ?? null,
  issued_at: toMoment(of.issuedAt),
  collected_at: toMoment(of.collectedAt),
  collected_by: of.collectedBy?.id ?? null,
  collector: of.collectedBy?.name ?? null,
  activated_at: toMoment(of.activatedAt),
  begun_at: toMoment(of.begunAt),
  checked_at: toMoment(of.checkedAt),
  ended_at: toMoment(of.endedAt),
})

type New = {
  readonly found: string
  /** The code of a new license of this way. */
  readonly code?: { readonly digest: string; readonly sealed: Uint8Array }
}

export async function insert(tx: Tx, of: License, { found, code }: New): Promise<void> {
  await tx.write(sql`${keptPlan}
    insert into license (id, delivery_id, order_id, order_line_id, subscription_id, seller_id, buyer_id, product_id,
      way, state, quantity, activation_asked, code_digest, ending, sealed, found)
    values (${of.id}, ${of.deliveryId}, ${of.orderId}, ${of.orderLineId}, ${of.subscriptionId}, ${of.sellerId},
      ${of.buyerId}, ${of.productId}, ${of.way}, ${of.state}, ${of.quantity}, ${of.activationAsked}, ${code?.digest ?? null},
      ${of.ending ?? null}, ${code?.sealed ?? null}, ${found.toLowerCase()})`)
}

export const save = (tx: Tx, of: License): Promise<void> =>
  updateRows(tx, 'license', [{ id: of.id, ...progress(of) }])

/** What has come takes the place of what was there, and is to be handed over. */
export async function saveContent(
  tx: Tx,
  id: Id<'lic'>,
  content: { readonly sealed: Uint8Array } | { readonly fileId: Id<'fil'> },
): Promise<void> {
  const sealed = 'sealed' in content ? content.sealed : null
  const fileId = 'fileId' in content ? content.fileId : null
  await tx.write(
    sql`update license set sealed = ${sealed}, file_id = ${fileId}, ready = true where id = ${id}`,
  )
}

/** The license of a device has come that is to be handed over. */
export const markReady = (tx: Tx, id: Id<'lic'>): Promise<void> =>
  updateRows(tx, 'license', [{ id, ready: true }])

const select = (db: Db) =>
  db
    .withTables<LicenseTables>()
    .selectFrom('license')
    .select(columns)
    .select(sql<boolean>`sealed is not null`.as('is_text'))

export async function find(db: Db, id: Id<'lic'>): Promise<License | undefined> {
  const row = await select(db).where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

export async function findBySubscription(db: Db, id: Id<'sub'>): Promise<License | undefined> {
  const row = await select(db).where('subscription_id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

/** The sealed code or text; undefined if there is none. */
export async function findSealed(db: Db, id: Id<'lic'>): Promise<Uint8Array | undefined> {
  const query = db.withTables<LicenseTables>().selectFrom('license').select('sealed')
  return (await query.where('id', '=', id).executeTakeFirst())?.sealed ?? undefined
}

/** Locks the licenses of subscriptions, whose rows are locked already, in one order. */
export async function lockBySubscriptions(tx: Tx, ids: readonly Id<'sub'>[]): Promise<License[]> {
  const rows = await tx.send(sql<Row>`${keptPlan}
    select ${sql.join(columns.map((name) => sql.ref(name)))}, sealed is not null as is_text from license
    where subscription_id = any(${[...ids]}::text[]) order by id for no key update`)
  return rows.map(fromRow)
}

/** The licenses of the same seller that were bought with the same order, and before this one. */
export async function listEarlierOfOrder(
  db: Db,
  { id, orderId, sellerId }: Pick<License, 'id' | 'orderId' | 'sellerId'>,
): Promise<License[]> {
  const ofOrder = select(db).where('order_id', '=', orderId).where('seller_id', '=', sellerId)
  return (await ofOrder.where('id', '<', id).orderBy('id').execute()).map(fromRow)
}

/** Which of a seller's licenses have these codes, by digest. */
export async function findByCodes(
  db: Db,
  sellerId: Id<'sel'>,
  digests: readonly string[],
): Promise<ReadonlyMap<string, License>> {
  const rows = await select(db)
    .select('code_digest')
    .where('seller_id', '=', sellerId)
    .where('code_digest', 'in', [...digests])
    .execute()
  return new Map(rows.map((row) => [row.code_digest ?? '', fromRow(row)]))
}

/**
 * Another license of the seller with this id that goes on. Locks the id until this transaction ends, so that of two
 * licenses that want it at the same time the second finds the first.
 */
export async function findOtherHolder(
  tx: Tx,
  {
    sellerId,
    reference,
    subscriptionId,
  }: Pick<License, 'sellerId' | 'subscriptionId'> & { reference: string },
): Promise<License | undefined> {
  await lockName(tx, `license:${sellerId}:${reference}`)
  const row = await select(tx)
    .where('seller_id', '=', sellerId)
    .where('reference', '=', reference)
    .where('ended_at', 'is', null)
    .where('subscription_id', '<>', subscriptionId)
    .executeTakeFirst()
  return row && fromRow(row)
}

export async function noteChecked(tx: Tx, ids: readonly Id<'lic'>[], at: Instant): Promise<void> {
  if (ids.length > 0)
    await tx.write(sql`update license set checked_at = ${toMoment(at)} where id = any(${[...ids]}::text[])`)
}

export type LicenseSearch = {
  readonly sellerId: Id<'sel'>
  readonly limit: number
  readonly after?: string | undefined
  readonly way?: LicenseWay | undefined
  readonly state?: LicenseState | undefined
  /** Part of an order number or of a product's name, and the digest of the same as a code. */
  readonly q?: { readonly text: string; readonly digest: string } | undefined
}

/** A seller's licenses, newest first; one more than the limit, if there are more. */
export async function list(
  db: Db,
  { sellerId, limit, after, way, state, q }: LicenseSearch,
): Promise<License[]> {
  let found = select(db).where('seller_id', '=', sellerId)
  if (way) found = found.where('way', '=', way)
  if (state) found = found.where('state', '=', state)
  if (q)
    found = found.where(
      sql<boolean>`(position(${q.text.toLowerCase()} in found) > 0 or code_digest = ${q.digest})`,
    )
  if (after !== undefined) found = found.where('id', '<', toCursor(after, 'lic'))
  return (
    await found
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute()
  ).map(fromRow)
}
