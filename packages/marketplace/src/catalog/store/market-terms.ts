import { toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { Agreement } from '../schema.ts'
import { fromAgreement } from './contents.ts'
import type { CatalogTables } from '../tables.ts'

const versions = (db: Db) =>
  db.withTables<CatalogTables>().selectFrom('market_terms').selectAll().orderBy('version', 'desc')

export async function findMarketTerms(db: Db): Promise<Agreement | undefined> {
  const row = await versions(db).executeTakeFirst()
  return row && fromAgreement(row)
}

/** Newest first, only versions below `after`; one more than the limit. */
export async function listMarketTerms(
  db: Db,
  page: { readonly limit: number; readonly after?: number },
): Promise<Agreement[]> {
  const { after } = page
  const query = after === undefined ? versions(db) : versions(db).where('version', '<', after)
  return (await query.limit(page.limit + 1).execute()).map(fromAgreement)
}

export async function insertMarketTerms(
  tx: Tx,
  { version, text, at: moment }: Required<Agreement>,
): Promise<void> {
  await tx
    .withTables<CatalogTables>()
    .insertInto('market_terms')
    .values({ version, text_zh: text.zh, text_en: text.en, at: toTimestamptz(moment) })
    .execute()
}
