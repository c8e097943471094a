import { omitUndefined } from '@loggia/kernel'
import type { Instant, Language } from '@loggia/kernel'
import { toTimestamptz } from '../platform/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import type { HomePart, HomeWords, Selection, Versioned } from './schema.ts'
import type { HomePageTables } from './tables.ts'

const tables = (db: Db) => db.withTables<HomePageTables>()

/** Everything in one statement, because each visitor of the home page waits for it. Empty if nobody has changed it. */
export async function findSelection(db: Db): Promise<Versioned<Selection>> {
  const rows = await tables(db)
    .selectFrom('home_page as page')
    .leftJoin('home_product as product', (join) => join.onTrue())
    .select(['page.version', 'page.shown_from', 'page.shown_until'])
    .select(['product.product_id', 'product.note_zh', 'product.note_en'])
    .where('page.part', '=', 'selection')
    .orderBy('product.place')
    .execute()
  const [first] = rows
  if (!first) return { version: 0, products: [] }
  return omitUndefined({
    version: first.version,
    from: first.shown_from ?? undefined,
    until: first.shown_until ?? undefined,
    products: rows.flatMap(({ product_id, note_zh: zh, note_en: en }) => {
      if (product_id === null) return []
      const note = zh === null || en === null ? undefined : { zh, en }
      return [omitUndefined({ productId: product_id, note })]
    }),
  })
}

export async function listWords(db: Db): Promise<HomeWords> {
  const rows = await tables(db)
    .selectFrom('home_word')
    .select(['language', 'word'])
    .orderBy('language')
    .orderBy('place')
    .execute()
  const wordsIn = (language: Language): string[] =>
    rows.flatMap((row) => (row.language === language ? [row.word] : []))
  return { zh: wordsIn('zh-CN'), en: wordsIn('en-US') }
}

/** 0 if nobody has changed the part. */
export async function findVersion(db: Db, part: HomePart): Promise<number> {
  const row = await tables(db)
    .selectFrom('home_page')
    .select('version')
    .where('part', '=', part)
    .executeTakeFirst()
  return row?.version ?? 0
}

type Change = { readonly version: number; readonly at: Instant }

async function savePart(
  tx: Tx,
  { part, version, at, ...dates }: Change & { part: HomePart } & Pick<Selection, 'from' | 'until'>,
): Promise<void> {
  const row = {
    version,
    shown_from: dates.from ?? null,
    shown_until: dates.until ?? null,
    changed_at: toTimestamptz(at),
  }
  await tables(tx)
    .insertInto('home_page')
    .values({ part, ...row })
    .onConflict((conflict) => conflict.column('part').doUpdateSet(row))
    .execute()
}

export async function saveSelection(tx: Tx, { from, until, products }: Selection, to: Change): Promise<void> {
  await savePart(tx, { ...to, part: 'selection', from, until })
  await tables(tx).deleteFrom('home_product').execute()
  if (products.length === 0) return
  await tables(tx)
    .insertInto('home_product')
    .values(
      products.map(({ productId, note }, at) => ({
        place: at + 1,
        product_id: productId,
        note_zh: note?.zh ?? null,
        note_en: note?.en ?? null,
      })),
    )
    .execute()
}

export async function saveWords(tx: Tx, { zh, en }: HomeWords, to: Change): Promise<void> {
  await savePart(tx, { ...to, part: 'words' })
  await tables(tx).deleteFrom('home_word').execute()
  const toRows = (language: Language, words: readonly string[]) =>
    words.map((word, at) => ({ language, place: at + 1, word }))
  const rows = [...toRows('zh-CN', zh), ...toRows('en-US', en)]
  if (rows.length > 0) await tables(tx).insertInto('home_word').values(rows).execute()
}
