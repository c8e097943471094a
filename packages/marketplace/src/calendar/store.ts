import type { Db, Tx } from '../platform/index.ts'
import type { CalendarDay, DateRange } from './schema.ts'
import type { CalendarTables } from './tables.ts'

const toDay = ({ date, kind, name_zh: zh, name_en: en }: CalendarTables['calendar_day']): CalendarDay => ({
  date,
  kind,
  name: { zh, en },
})

/** By date. */
export async function listDays(db: Db, { from, to }: Partial<DateRange> = {}): Promise<CalendarDay[]> {
  let query = db.withTables<CalendarTables>().selectFrom('calendar_day').selectAll()
  if (from !== undefined) query = query.where('date', '>=', from)
  if (to !== undefined) query = query.where('date', '<=', to)
  return (await query.orderBy('date').execute()).map(toDay)
}

export async function listDaysOf(db: Db, dates: readonly string[]): Promise<CalendarDay[]> {
  const rows = await db
    .withTables<CalendarTables>()
    .selectFrom('calendar_day')
    .selectAll()
    .where('date', 'in', dates)
    .execute()
  return rows.map(toDay)
}

export async function saveDays(tx: Tx, days: readonly CalendarDay[]): Promise<void> {
  await tx
    .withTables<CalendarTables>()
    .insertInto('calendar_day')
    .values(days.map(({ date, kind, name }) => ({ date, kind, name_zh: name.zh, name_en: name.en })))
    .onConflict((conflict) =>
      conflict.column('date').doUpdateSet({
        kind: (row) => row.ref('excluded.kind'),
        name_zh: (row) => row.ref('excluded.name_zh'),
        name_en: (row) => row.ref('excluded.name_en'),
      }),
    )
    .execute()
}

/** Returns what it deleted. */
export async function deleteDays(tx: Tx, { from, to }: DateRange): Promise<CalendarDay[]> {
  const rows = await tx
    .withTables<CalendarTables>()
    .deleteFrom('calendar_day')
    .where('date', '>=', from)
    .where('date', '<=', to)
    .returningAll()
    .execute()
  return rows.map(toDay).toSorted((a, b) => (a.date < b.date ? -1 : 1))
}
