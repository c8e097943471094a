import { sql } from 'kysely'
import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { lockName, toMoment } from '../../platform/index.ts'
import type { Db, Seal, Tx } from '../../platform/index.ts'
import type { TestLicense } from '../schema.ts'
import type { LicenseTables } from '../tables.ts'

type Row = LicenseTables['test_license']
const formatPlace = (id: Id<'tlc'>): string => `test_license:${id}`

const fromRow = (row: Row): TestLicense =>
  omitUndefined({
    id: row.id,
    productId: row.product_id,
    sellerId: row.seller_id,
    createdAt: row.created_at,
    activatedAt: row.activated_at ?? undefined,
    checkedAt: row.checked_at ?? undefined,
  })

const select = (db: Db) => db.withTables<LicenseTables>().selectFrom('test_license').selectAll()

/** Transactions that count the codes of one product run one after the other. */
export const waitForTurn = (tx: Tx, productId: Id<'prd'>): Promise<void> =>
  lockName(tx, `test_license:${productId}`)

type Coded = { readonly code: string; readonly seal: Seal }

export async function insert(tx: Tx, of: TestLicense, { code, seal }: Coded): Promise<void> {
  await tx.write(sql`
    insert into test_license (id, product_id, seller_id, code_digest, sealed, created_at)
    values (${of.id}, ${of.productId}, ${of.sellerId}, ${seal.digest(code)}, ${seal.seal(code, formatPlace(of.id))},
      ${toMoment(of.createdAt)})`)
}

/** Removes the oldest codes of a product. */
export async function keepNewest(tx: Tx, productId: Id<'prd'>, most: number): Promise<void> {
  await tx.write(sql`
    delete from test_license where id in (
      select id from test_license where product_id = ${productId} order by id desc offset ${most})`)
}

/** The test codes of a product, oldest first. */
export async function listByProduct(
  db: Db,
  productId: Id<'prd'>,
  seal: Seal,
): Promise<(TestLicense & { readonly code: string })[]> {
  const rows = await select(db).where('product_id', '=', productId).orderBy('id').execute()
  return rows.map((row) => ({ ...fromRow(row), code: seal.open(row.sealed, formatPlace(row.id)) }))
}

/** Which of a seller's test codes these are, by digest; locked for a change, in one order. */
export async function lockByCodes(
  tx: Tx,
  sellerId: Id<'sel'>,
  digests: readonly string[],
): Promise<ReadonlyMap<string, TestLicense>> {
  const rows = await tx.send(sql<Row>`
    select * from test_license where seller_id = ${sellerId} and code_digest = any(${[...digests]}::text[])
    order by id for no key update`)
  return new Map(rows.map((row) => [row.code_digest, fromRow(row)]))
}

export async function noteUsed(
  tx: Tx,
  ids: readonly Id<'tlc'>[],
  { what, at }: { readonly what: 'activated' | 'checked'; readonly at: Instant },
): Promise<void> {
  if (ids.length === 0) return
  const column = sql.ref(`${what}_at`)
  await tx.write(sql`update test_license set ${column} = ${toMoment(at)} where id = any(${[...ids]}::text[])`)
}

/** R245: whether a test code of the product was activated, and one was queried. */
export async function isTried(db: Db, productId: Id<'prd'>): Promise<boolean> {
  const rows = await select(db).where('product_id', '=', productId).execute()
  return rows.some(({ activated_at: at }) => at !== null) && rows.some(({ checked_at: at }) => at !== null)
}
