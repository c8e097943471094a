import type { Id } from '@loggia/kernel'
import { toJsonb } from '../../platform/index.ts'
import type { Db, PlatformTables, Tx } from '../../platform/index.ts'
import type { PartyTables } from '../../parties/index.ts'

/** What the demo must find again at its next start. */
export type DemoMark = {
  readonly sellers: readonly {
    readonly sellerId: Id<'sel'>
    readonly slug: string
    readonly keyId: Id<'key'>
    /** Absent in a demo that was made before its sellers had one. */
    readonly apiKeyId?: Id<'oak'>
    /** Those that are spoken to by SaaS V1.0; absent in a demo that was made before. */
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

/** Whether nobody has an account yet. */
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
