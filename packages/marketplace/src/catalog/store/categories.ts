import { omitUndefined } from '@loggia/kernel'
import type { Db, Tx } from '../../platform/index.ts'
import type { Category } from '../schema.ts'
import type { CatalogTables } from '../tables.ts'

export async function listCategories(db: Db): Promise<Category[]> {
  const rows = await db.withTables<CatalogTables>().selectFrom('category').selectAll().execute()
  return rows.map(({ code, parent, name_zh, name_en, position }) =>
    omitUndefined({ code, parent: parent ?? undefined, name: { zh: name_zh, en: name_en }, position }),
  )
}

export async function saveCategory(tx: Tx, { code, parent, name, position }: Category): Promise<void> {
  const row = { parent: parent ?? null, name_zh: name.zh, name_en: name.en, position }
  await tx
    .withTables<CatalogTables>()
    .insertInto('category')
    .values({ code, ...row })
    .onConflict((conflict) => conflict.column('code').doUpdateSet(row))
    .execute()
}

export async function deleteCategory(tx: Tx, code: string): Promise<void> {
  await tx.withTables<CatalogTables>().deleteFrom('category').where('code', '=', code).execute()
}

/** Whether the category has products, in any state. */
export async function isCategoryUsed(db: Db, code: string): Promise<boolean> {
  const query = db.withTables<CatalogTables>().selectFrom('product').select('id')
  return (await query.where('category', '=', code).limit(1).executeTakeFirst()) !== undefined
}

/** How many listed products each category has; one without is left out. */
export async function countListed(db: Db): Promise<{ readonly code: string; readonly products: number }[]> {
  const rows = await db
    .withTables<CatalogTables>()
    .selectFrom('product')
    .select((eb) => ['category as code', eb.fn.countAll<bigint>().as('products')])
    .where('state', '=', 'listed')
    .groupBy('category')
    .execute()
  return rows.map(({ code, products }) => ({ code, products: Number(products) }))
}
