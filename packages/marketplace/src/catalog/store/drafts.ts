import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { emptyForm } from '@loggia/protocol/console/catalog/draft/form'
import type { PartyTables } from '../../parties/index.ts'
import { toJsonb, toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { TypedDraft } from '../schema.ts'
import type { CatalogTables } from '../tables.ts'

const fromRow = (row: CatalogTables['product_draft']): TypedDraft =>
  omitUndefined({
    productId: row.product_id,
    sellerId: row.seller_id,
    version: row.version,
    // A server of an earlier version saves a form without what is new in it.
    form: row.form ? { ...emptyForm, ...row.form } : undefined,
    base: row.base ? { ...emptyForm, ...row.base } : undefined,
    savedAt: row.saved_at,
    savedBy: { memberId: row.saved_by, name: row.saved_name },
  })

const select = (db: Db) => db.withTables<CatalogTables>().selectFrom('product_draft').selectAll()

export async function findDraft(db: Db, productId: Id<'prd'>): Promise<TypedDraft | undefined> {
  const row = await select(db).where('product_id', '=', productId).executeTakeFirst()
  return row && fromRow(row)
}

export async function lockDraft(tx: Tx, productId: Id<'prd'>): Promise<TypedDraft | undefined> {
  const row = await select(tx).where('product_id', '=', productId).forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

const unfinishedOf = (db: Db, sellerId: Id<'sel'>) =>
  select(db).where('seller_id', '=', sellerId).where('form', 'is not', null)

/** The unfinished drafts of a seller, latest saved first. */
export async function listDrafts(db: Db, sellerId: Id<'sel'>): Promise<TypedDraft[]> {
  const rows = await unfinishedOf(db, sellerId)
    .orderBy('saved_at', 'desc')
    .orderBy('product_id', 'desc')
    .execute()
  return rows.map(fromRow)
}

export async function countDrafts(db: Db, sellerId: Id<'sel'>): Promise<number> {
  const query = unfinishedOf(db, sellerId)
    .clearSelect()
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
  return Number((await query.executeTakeFirstOrThrow()).count)
}

/** While the seller is locked, nobody else begins a draft of it: its drafts can be counted. */
export async function lockSeller(tx: Tx, id: Id<'sel'>): Promise<void> {
  const query = tx.withTables<Pick<PartyTables, 'seller'>>().selectFrom('seller').select('id')
  await query.where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
}

export async function saveTypedDraft(tx: Tx, draft: TypedDraft): Promise<void> {
  const row = {
    version: draft.version,
    form: draft.form ? toJsonb(draft.form) : null,
    base: draft.base ? toJsonb(draft.base) : null,
    saved_at: toTimestamptz(draft.savedAt),
    saved_by: draft.savedBy.memberId,
    saved_name: draft.savedBy.name,
  }
  await tx
    .withTables<CatalogTables>()
    .insertInto('product_draft')
    .values({ ...row, product_id: draft.productId, seller_id: draft.sellerId })
    .onConflict((conflict) => conflict.column('product_id').doUpdateSet(row))
    .execute()
}

export async function deleteDraft(tx: Tx, productId: Id<'prd'>): Promise<void> {
  const query = tx.withTables<CatalogTables>().deleteFrom('product_draft')
  await query.where('product_id', '=', productId).execute()
}
