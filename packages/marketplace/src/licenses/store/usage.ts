import { sql } from 'kysely'
import type { Id } from '@loggia/kernel'
import type { Db, Tx } from '../../platform/index.ts'
import type { LicenseUsage } from '../schema.ts'
import type { LicenseTables } from '../tables.ts'

/** More clients of a license on one day are not told apart, so that no software fills the table. */
const mostClients = 10_000

type Reported = {
  readonly licenseId: Id<'lic'>
  /** The digest of a client's id; empty for a number of clients. */
  readonly client: string
  readonly active: number
}

/**
 * Adds what was reported on a day. A number replaces a smaller one; a client counts once. The clients of a license are
 * counted once for all its reports, and only if one of them is new.
 */
export async function add(tx: Tx, day: string, reports: readonly Reported[]): Promise<void> {
  const column = <T>(of: (one: Reported) => T): T[] => reports.map(of)
  await tx.write(sql`
    with given as materialized (
      select license_id, client, max(active) as active
      from unnest(${column(({ licenseId }) => licenseId)}::text[], ${column(({ client }) => client)}::text[],
        ${column(({ active }) => active)}::int[]) as report (license_id, client, active)
      group by license_id, client),
    fresh as materialized (
      select license_id, client, row_number() over (partition by license_id order by client) as place
      from given where client <> '' and not exists (select from license_usage as known
        where (known.license_id, known.day, known.client) = (given.license_id, ${day}, given.client))),
    room as materialized (
      select license_id, ${mostClients} - (select count(*) from license_usage as kept
        where kept.license_id = counted.license_id and kept.day = ${day} and kept.client <> '') as places
      from (select distinct license_id from fresh) as counted)
    insert into license_usage (license_id, day, client, active)
    select license_id, ${day}, client, active from given where client = ''
    union all
    select license_id, ${day}, client, 1 from fresh join room using (license_id) where place <= places
    order by 1, 3
    on conflict (license_id, day, client) do update set active = greatest(license_usage.active, excluded.active)`)
}

/** Removes what is older than is kept. */
export async function removeBefore(tx: Tx, licenseIds: readonly Id<'lic'>[], day: string): Promise<void> {
  await tx.write(
    sql`delete from license_usage where license_id = any(${[...licenseIds]}::text[]) and day < ${day}`,
  )
}

/** By day, newest first: the number that was reported, or how many clients were, whichever is more. */
export async function listDays(db: Db, licenseId: Id<'lic'>, most: number): Promise<LicenseUsage[]> {
  return db
    .withTables<LicenseTables>()
    .selectFrom('license_usage')
    .select([
      'day',
      sql<number>`greatest(count(*) filter (where client <> ''), coalesce(max(active) filter (where client = ''), 0))::int`.as(
        'active',
      ),
    ])
    .where('license_id', '=', licenseId)
    .groupBy('day')
    .orderBy('day', 'desc')
    .limit(most)
    .execute()
}
