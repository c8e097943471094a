import { sql } from 'kysely'
import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { Db, HistoryEntry, PlatformTables } from '../../platform/index.ts'

/** Of what an entry is about: the rest is only counted. */
const mostShown = 5

type Row = Omit<PlatformTables['history'], 'actor_id'> & { readonly count: number | null }

const fromRow = ({ actor_kind: kind, actor_name: name, count, ...row }: Row): HistoryEntry => ({
  ...row,
  actor: omitUndefined({ kind, name: name ?? undefined }),
  data: count === null ? row.data : { ...row.data, count },
})

/**
 * The newest entries of an enterprise's record, newest first. An entry may be about a thousand people or departments:
 * its data have the first of them, and `count` says how many there are.
 */
export async function listNewest(
  db: Db,
  of: {
    readonly enterpriseId: Id<'ent'>
    /** Only those that are about this person. */
    readonly personId?: Id<'per'> | undefined
    readonly limit: number
  },
): Promise<HistoryEntry[]> {
  const isAbout = of.personId && sql`and data ? 'personIds' and data -> 'personIds' ? ${of.personId}`
  const { rows } = await sql<Row>`
    select subject, sequence, at, actor_kind, actor_name, kind,
      (select coalesce(jsonb_object_agg(key, case
          when key in ('personIds', 'departmentIds', 'names', 'from') and jsonb_typeof(value) = 'array'
          then jsonb_path_query_array(value, ${`$[0 to ${mostShown - 1}]`}::jsonpath) else value end), '{}')
        from jsonb_each(data)) as data,
      jsonb_array_length(coalesce(data -> 'personIds', data -> 'departmentIds')) as count
    from history where subject = ${of.enterpriseId} ${isAbout ?? sql``}
    order by sequence desc limit ${of.limit}`.execute(db.withTables<PlatformTables>())
  return rows.map(fromRow)
}
