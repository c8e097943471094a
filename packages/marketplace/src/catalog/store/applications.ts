import { omitUndefined, toCursor } from '@loggia/kernel'
import type { Id, Instant, PageRequest } from '@loggia/kernel'
import { toTimestamptz, toJsonb } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { Application } from '../schema.ts'
import type { CatalogTables } from '../tables.ts'

const fromRow = (row: CatalogTables['product_application']): Application =>
  omitUndefined({
    id: row.id,
    productId: row.product_id,
    sellerId: row.seller_id,
    kind: row.kind,
    state: row.state,
    content: row.content ?? undefined,
    specificationIds: row.specification_ids ?? undefined,
    skus: row.skus ?? undefined,
    evidence: row.evidence ?? undefined,
    reason: row.reason ?? undefined,
    changesPrices: row.changes_prices,
    showsCertificates: row.shows_certificates,
    filedAt: row.filed_at,
    dueAt: row.due_at,
    openedBy: row.opened_by ?? undefined,
    openedAt: row.opened_at ?? undefined,
    secondedBy: row.seconded_by ?? undefined,
    decidedBy: row.decided_by ?? undefined,
    decidedAt: row.decided_at ?? undefined,
    decisionReason: row.decision_reason ?? undefined,
  })

const toRow = (one: Application) => ({
  id: one.id,
  product_id: one.productId,
  seller_id: one.sellerId,
  kind: one.kind,
  state: one.state,
  content: one.content ? toJsonb(one.content) : null,
  specification_ids: one.specificationIds ? toJsonb(one.specificationIds) : null,
  skus: one.skus ? toJsonb(one.skus) : null,
  evidence: one.evidence ?? null,
  reason: one.reason ?? null,
  changes_prices: one.changesPrices,
  shows_certificates: one.showsCertificates,
  filed_at: toTimestamptz(one.filedAt),
  due_at: toTimestamptz(one.dueAt),
  opened_by: one.openedBy ?? null,
  opened_at: one.openedAt === undefined ? null : toTimestamptz(one.openedAt),
  seconded_by: one.secondedBy ?? null,
  decided_by: one.decidedBy ?? null,
  decided_at: one.decidedAt === undefined ? null : toTimestamptz(one.decidedAt),
  decision_reason: one.decisionReason ?? null,
})

const select = (db: Db) => db.withTables<CatalogTables>().selectFrom('product_application').selectAll()

/** Returns false if the product already has an application in review. */
export async function insertApplication(tx: Tx, application: Application): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .withTables<CatalogTables>()
    .insertInto('product_application')
    .values(toRow(application))
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Boolean(numInsertedOrUpdatedRows)
}

export async function saveApplication(tx: Tx, application: Application): Promise<void> {
  const { id, ...row } = toRow(application)
  const query = tx.withTables<CatalogTables>().updateTable('product_application').set(row)
  await query.where('id', '=', id).execute()
}

/** Locks the application in review of a product. */
export async function lockOpenApplication(tx: Tx, productId: Id<'prd'>): Promise<Application | undefined> {
  const query = select(tx).where('product_id', '=', productId).where('state', '=', 'in_review')
  const row = await query.forNoKeyUpdate().executeTakeFirst()
  return row && fromRow(row)
}

export async function findApplication(db: Db, id: Id<'apl'>): Promise<Application | undefined> {
  const row = await select(db).where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

/** Locks the releases that a seller filed since a time. */
export async function lockReleasesSince(tx: Tx, sellerId: Id<'sel'>, since: Instant): Promise<Application[]> {
  const query = select(tx).where('seller_id', '=', sellerId).where('kind', '=', 'release')
  const rows = await query
    .where('filed_at', '>=', toTimestamptz(since))
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  return rows.map(fromRow)
}

/** The applications of a product, newest first, one more than the limit. */
export async function listApplications(
  db: Db,
  productId: Id<'prd'>,
  page: PageRequest,
): Promise<Application[]> {
  let query = select(db).where('product_id', '=', productId)
  if (page.after !== undefined) query = query.where('id', '<', toCursor(page.after, 'apl'))
  const rows = await query
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(fromRow)
}
