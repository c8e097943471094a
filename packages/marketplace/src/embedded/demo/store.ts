import type { Id } from '@loggia/kernel'
import { toJsonb } from '../../platform/index.ts'
import type { Db, PlatformTables, Tx } from '../../platform/index.ts'
import type { DebuggingTables } from '../../debugging/index.ts'
import type { PartyTables } from '../../parties/index.ts'

/** What the demo needs at its next start. */
export type DemoMark = {
  readonly sellers: readonly {
    readonly sellerId: Id<'sel'>
    readonly slug: string
    readonly keyId: Id<'key'>
    /** Absent in a demo that was seeded before sellers had one. */
    readonly apiKeyId?: Id<'oak'>
    /** The key of the joint kit, of a seller with a joint product; absent in a demo that was seeded before there was one. */
    readonly kitKeyId?: Id<'key'>
    /** Products called with SaaS V1.0; absent in a demo that was seeded before there were any. */
    readonly oldProducts?: readonly Id<'prd'>[]
  }[]
}

const name = 'demo'

export async function findMark(db: Db): Promise<DemoMark | undefined> {
  const row = await db
    .withTables<PlatformTables>()
    .selectFrom('setting')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.value as DemoMark | undefined
}

export async function insertMark(tx: Tx, mark: DemoMark): Promise<void> {
  await tx
    .withTables<PlatformTables>()
    .insertInto('setting')
    .values({ name, value: toJsonb(mark) })
    .execute()
}

export async function saveMark(tx: Tx, mark: DemoMark): Promise<void> {
  await tx
    .withTables<PlatformTables>()
    .updateTable('setting')
    .set({ value: toJsonb(mark) })
    .where('name', '=', name)
    .execute()
}

/** Whether the database has no account yet. */
export async function isEmpty(db: Db): Promise<boolean> {
  return (
    (await db
      .withTables<Pick<PartyTables, 'member'>>()
      .selectFrom('member')
      .select('id')
      .limit(1)
      .executeTakeFirst()) === undefined
  )
}

/** Forgets how test calls of a product went. */
export async function deleteCases(db: Db, productId: Id<'prd'>): Promise<void> {
  await db.withTables<DebuggingTables>().deleteFrom('debug_case').where('subject', '=', productId).execute()
}
