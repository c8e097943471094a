import type { Id } from '@loggia/kernel'
import type { PublicSeller } from '@loggia/protocol/console'
import type { Db } from '../../platform/index.ts'
import { toLikePattern } from './buyers.ts'
import { selectProducts } from './catalog.ts'
import type { ProductRow } from './catalog.ts'
import type { ViewTables } from './joined.ts'

/** These products in the order of `ids`; products that are no longer listed are left out. */
export async function listInOrder(db: Db, ids: readonly Id<'prd'>[]): Promise<ProductRow[]> {
  if (ids.length === 0) return []
  const rows = await selectProducts(db)
    .where('product.id', 'in', ids)
    .where('product.state', '=', 'listed')
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

export async function listSellers(db: Db, ids: readonly Id<'sel'>[]) {
  if (ids.length === 0) return []
  return db
    .withTables<ViewTables>()
    .selectFrom('seller')
    .select(['id', 'name_zh', 'name_en', 'logo', 'registration_number', 'profile', 'created_at'])
    .where('id', 'in', ids)
    .execute()
}
export type SellerRow = Awaited<ReturnType<typeof listSellers>>[number]

/** The ids of the sellers whose name contains a text. There are thousands of sellers, and no index serves this. */
export async function listSellersNamed(db: Db, text: string): Promise<Id<'sel'>[]> {
  const pattern = toLikePattern(text)
  const rows = await db
    .withTables<ViewTables>()
    .selectFrom('seller')
    .select('id')
    .where((where) => where.or([where('name_zh', 'ilike', pattern), where('name_en', 'ilike', pattern)]))
    .execute()
  return rows.map(({ id }) => id)
}

export async function listCategoryNames(db: Db, codes: readonly string[]) {
  if (codes.length === 0) return []
  return db
    .withTables<ViewTables>()
    .selectFrom('category')
    .select(['code', 'name_zh', 'name_en'])
    .where('code', 'in', codes)
    .execute()
}

type Support = NonNullable<PublicSeller['support']>

/** The support contact for a product: that of the product in any state, else that of its seller. */
export async function findSupportOf(
  db: Db,
  { productId, sellerId }: { productId: Id<'prd'>; sellerId: Id<'sel'> },
): Promise<Support | undefined> {
  const row = await db
    .withTables<ViewTables>()
    .selectFrom('product')
    .innerJoin('seller', 'seller.id', 'product.seller_id')
    .select(['product.support', 'seller.profile'])
    .where('product.id', '=', productId)
    .executeTakeFirst()
  return row?.support ?? row?.profile.support ?? findSupport(db, sellerId)
}

/** The support contact of the seller's newest listed product that has one. */
export async function findSupport(db: Db, sellerId: Id<'sel'>): Promise<Support | undefined> {
  const row = await db
    .withTables<ViewTables>()
    .selectFrom('product')
    .select('support')
    .where('seller_id', '=', sellerId)
    .where('state', '=', 'listed')
    .where('hidden', '=', false)
    .where('support', 'is not', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.support ?? undefined
}
