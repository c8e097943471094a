import type { Id } from '@loggia/kernel'
import { toJsonb } from '../../platform/index.ts'
import type { Db, PlatformTables, Tx } from '../../platform/index.ts'
import type { AppTables } from '../../apps/index.ts'
import type { DebuggingTables } from '../../debugging/index.ts'
import type { PartyTables } from '../../parties/index.ts'

/** What the demo needs at its next start. */
export type DemoMark = {
  /** Only in a template: the time at which it was made. */
  readonly template?: string
  /** Whether it was just unpacked from a template. */
  readonly isNew?: true
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
    /** Where its server was registered last. */
    readonly origin?: string
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

/** The address at which people open an app, and to which they come back from their sign-in. */
export const toCallback = (appUrl: string): string => `${appUrl}/callback`

/** An app has moved, unless its seller gave it other addresses meanwhile. Returns where companies use it. */
export async function moveApp(
  tx: Tx,
  { like, to }: { readonly like: string; readonly to: string },
): Promise<Id<'cap'>[]> {
  const db = tx.withTables<AppTables>()
  const credentials = await db
    .updateTable('app_credential')
    .set({ callback_url: toCallback(to), login_url: to })
    .where('callback_url', 'like', toCallback(like))
    .where('login_url', 'like', like)
    .returning('id')
    .execute()
  const ids = credentials.map(({ id }) => id)
  if (ids.length === 0) return []
  const apps = await db
    .updateTable('connected_app')
    .set({ login_url: to })
    .where('credential_id', 'in', ids)
    .where('state', 'in', ['connecting', 'connected'])
    .returning('id')
    .execute()
  return apps.map(({ id }) => id)
}

/** Forgets how test calls of a product went. */
export async function deleteCases(db: Db, productId: Id<'prd'>): Promise<void> {
  await db.withTables<DebuggingTables>().deleteFrom('debug_case').where('subject', '=', productId).execute()
}
