import { omitUndefined } from '@loggia/kernel'
import type { Clock, Instant } from '@loggia/kernel'
import { toTimestamptz, toJsonb } from './database.ts'
import type { Db } from './handles.ts'
import type { Tx } from './tx.ts'
import type { PlatformTables } from './tables.ts'

/** A setting that operators choose for the whole market. Until they do, the preset of its domain applies. */
export type Setting<T> = {
  readonly name: string
  /** A stored value that does not parse, such as one of another version, counts as not set. */
  readonly schema: {
    safeParse(value: unknown): { success: true; data: T } | { success: false }
  }
}
/** A stored value, with when and by whom it was set; both are unknown for values from before this was recorded. */
export type KeptSetting = {
  readonly value: unknown
  readonly changedAt?: Instant
  readonly changedBy?: string
}
/** The subject that is published after a setting changed. */
export const settingsTopic = 'settings'

/** The value that operators chose; undefined if none, and the preset applies. */
export async function findSetting<T>(db: Db, setting: Setting<T>): Promise<T | undefined> {
  const row = await db
    .withTables<PlatformTables>()
    .selectFrom('setting')
    .select('value')
    .where('name', '=', setting.name)
    .executeTakeFirst()
  return fittingValue(setting, row)
}

/** Like {@link findSetting}, from settings that were already read. */
export const pickSetting = <T>(kept: ReadonlyMap<string, KeptSetting>, setting: Setting<T>): T | undefined =>
  fittingValue(setting, kept.get(setting.name))

function fittingValue<T>(
  { schema }: Setting<T>,
  row: { readonly value: unknown } | undefined,
): T | undefined {
  const read = row && schema.safeParse(row.value)
  return read?.success ? read.data : undefined
}

/** All stored settings, by name. */
export async function listSettings(db: Db): Promise<ReadonlyMap<string, KeptSetting>> {
  const rows = await db.withTables<PlatformTables>().selectFrom('setting').selectAll().execute()
  return new Map(
    rows.map(({ name, value, changed_at: changedAt, changed_by: changedBy }) => [
      name,
      { value, ...omitUndefined({ changedAt: changedAt ?? undefined, changedBy: changedBy ?? undefined }) },
    ]),
  )
}

/** Stores a value for all nodes; undefined removes it, so that the preset applies again. */
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
