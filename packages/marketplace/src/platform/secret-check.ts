import { system } from './actor.ts'
import { toJsonb } from './database.ts'
import { runInTx } from './tx.ts'
import type { Platform } from './tx.ts'
import type { PlatformTables } from './tables.ts'

const name = 'secret_check'

/**
 * Whether this process has the secret with which the database was sealed; the first process to ask stores its digest.
 * With another secret, keys and stored messages would fail to open one by one, long after the start.
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
