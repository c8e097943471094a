import { omitUndefined } from '@loggia/kernel'
import type { Clock, Instant } from '@loggia/kernel'
import { toTimestamptz, toJsonb } from './database.ts'
import type { Db } from './handles.ts'
import type { Tx } from './tx.ts'
import type { PlatformTables } from './tables.ts'

/** One thing that operators set for the whole market. Until they do, what its domain was started with holds. */
export type Setting<T> = {
  readonly name: string
  /** A kept value that does not fit any more, from another version, counts as none. */
  readonly schema: {
    safeParse(value: unknown): { success: true; data: T } | { success: false }
  }
}
/** A value with when and by whom it was set; of before this was kept, neither is known. */
export type KeptSetting = {
  readonly value: unknown
  readonly changedAt?: Instant
  readonly changedBy?: string
}
/** What is published after a setting was changed. */
export const settingsTopic = 'settings'

/** What operators have set; undefined if nothing, and then the preset holds. */
export async function findSetting<T>(db: Db, setting: Setting<T>): Promise<T | undefined> {
  const row = await db
    .withTables<PlatformTables>()
    .selectFrom('setting')
    .select('value')
    .where('name', '=', setting.name)
    .executeTakeFirst()
  return fittingValue(setting, row)
}

/** The same of all that was read. */
export const pickSetting = <T>(kept: ReadonlyMap<string, KeptSetting>, setting: Setting<T>): T | undefined =>
  fittingValue(setting, kept.get(setting.name))

function fittingValue<T>(
  { schema }: Setting<T>,
  row: { readonly value: unknown } | undefined,
): T | undefined {
  const read = row && schema.safeParse(row.value)
  return read?.success ? read.data : undefined
}

/** Everything that was set, by its name. */
export async function listSettings(db: Db): Promise<ReadonlyMap<string, KeptSetting>> {
  const rows = await db.withTables<PlatformTables>().selectFrom('setting').selectAll().execute()
  return new Map(
    rows.map(({ name, value, changed_at: changedAt, changed_by: changedBy }) => [
      name,
      { value, ...omitUndefined({ changedAt: changedAt ?? undefined, changedBy: changedBy ?? undefined }) },
    ]),
  )
}

/** Sets it for all nodes; undefined lets the preset hold again. */
export async function saveSetting<T>(
  tx: Tx,
  { name }: Setting<T>,
  change: { readonly value: T | undefined; readonly clock: Clock },
): Promise<void> {
  const tables = tx.withTables<PlatformTables>()
  if (change.value === undefined) await tables.deleteFrom('setting').where('name', '=', name).execute()
  else {
    const row = {
      value: toJsonb<unknown>(change.value),
      changed_at: toTimestamptz(change.clock.now()),
      changed_by: tx.actor.kind === 'member' ? tx.actor.name : null,
    }
    await tables
      .insertInto('setting')
      .values({ name, ...row })
      .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
      .execute()
  }
  tx.afterCommit(() => tx.changes.publish(settingsTopic))
}
