import type { Id, Instant } from '@loggia/kernel'
import type { KnownSellerData, PublicSeller } from '@loggia/protocol/console'
import type { Db } from '../../platform/index.ts'
import { selectProducts } from './catalog.ts'
import type { ProductRow } from './catalog.ts'

type SellerTable = {
  seller: {
    id: Id<'sel'>
    name_zh: string
    name_en: string
    logo: string | null
    registration_number: string | null
    profile: KnownSellerData
    created_at: Instant
  }
}
type CategoryTable = { category: { code: string; name_zh: string; name_en: string } }

/** These products in the order of their ids here; one that is not listed any more is left out. */
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
    .withTables<SellerTable>()
    .selectFrom('seller')
    .select(['id', 'name_zh', 'name_en', 'logo', 'registration_number', 'profile', 'created_at'])
    .where('id', 'in', ids)
    .execute()
}
export type SellerRow = Awaited<ReturnType<typeof listSellers>>[number]

export async function listCategoryNames(db: Db, codes: readonly string[]) {
  if (codes.length === 0) return []
  return db
    .withTables<CategoryTable>()
    .selectFrom('category')
    .select(['code', 'name_zh', 'name_en'])
    .where('code', 'in', codes)
    .execute()
}

type SupportTable = {
  product: { id: Id<'prd'>; seller_id: Id<'sel'>; state: string; hidden: boolean; support: Support | null }
}
type Support = NonNullable<PublicSeller['support']>

/** Whom a buyer of this product may ask: what the product says, on sale or not, else its seller. */
export async function findSupportOf(
  db: Db,
  { productId, sellerId }: { productId: Id<'prd'>; sellerId: Id<'sel'> },
): Promise<Support | undefined> {
  const row = await db
    .withTables<SupportTable & SellerTable>()
    .selectFrom('product')
    .innerJoin('seller', 'seller.id', 'product.seller_id')
    .select(['product.support', 'seller.profile'])
    .where('product.id', '=', productId)
    .executeTakeFirst()
  return row?.support ?? row?.profile.support ?? findSupport(db, sellerId)
}

/** What the seller's newest listed product that says any says of support. */
export async function findSupport(db: Db, sellerId: Id<'sel'>): Promise<Support | undefined> {
  const row = await db
    .withTables<SupportTable>()
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
