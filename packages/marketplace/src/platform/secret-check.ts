import { system } from './actor.ts'
import { toJsonb } from './database.ts'
import { runInTx } from './tx.ts'
import type { Platform } from './tx.ts'
import type { PlatformTables } from './tables.ts'

const name = 'secret_check'

/**
 * Whether the secret of this process is the one that the database was sealed with; the first process to ask settles it.
 * With another secret, keys and kept messages would fail to open one by one, long after the start.
 */
export function isSecretRight(platform: Platform): Promise<boolean> {
  const value = platform.seal.digest(name)
  return runInTx(platform, { actor: system }, async (tx) => {
    const tables = tx.withTables<PlatformTables>()
    await tables
      .insertInto('setting')
      .values({ name, value: toJsonb(value) })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute()
    const row = await tables
      .selectFrom('setting')
      .select('value')
      .where('name', '=', name)
      .executeTakeFirstOrThrow()
    return row.value === value || row.value === platform.seal.digestOnce(name)
  })
}
