import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { DurationMs, Id, Instant } from '@loggia/kernel'
import {
  leaseIsOver,
  lockName,
  toLeaseEnd,
  toMoment,
  toTimestamptz,
  updateRows,
} from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { DialTest } from '../schema.ts'
import type { MonitoringTables } from '../tables.ts'
import { fromTest, selectTests } from './tests.ts'

/** A seller is called for one test at a time. */
const isFree = sql<boolean>`not exists (
  select 1 from dial_test r where r.seller_id = d.seller_id and r.state = 'running')`

const isNoneOf = (except: Claim['except']) => sql<boolean>`d.id <> all(${except}::text[])`

type Claim = {
  readonly now: Instant
  readonly leaseMs: DurationMs
  readonly most: number
  /** What the node still works on, though its lease was lost. */
  readonly except: readonly Id<'dlt'>[]
}

/**
 * Takes due tests, one of each seller, and counts their start; two nodes do so one after the other. Checks of repairs
 * come first, for somebody waits, then the oldest.
 */
export async function claim(tx: Tx, { now, leaseMs, most, except }: Claim): Promise<DialTest[]> {
  await lockName(tx, 'dial_tests')
  const rows = await tx.send(sql<Selectable<MonitoringTables['dial_test']>>`
    update dial_test set state = 'running', fence = fence + 1, started_at = ${toTimestamptz(now)},
      lease_until = ${toLeaseEnd(leaseMs)}
    where state = 'due' and id in (
      select id from (
        select distinct on (d.seller_id) d.id, d.due_at, d.half = 'repair' as is_repair from dial_test d
        where d.state = 'due' and d.due_at <= ${toTimestamptz(now)} and ${isFree} and ${isNoneOf(except)}
        order by d.seller_id, is_repair desc, d.due_at, d.id
      ) first order by is_repair desc, due_at, id limit ${most}
    )
    returning *`)
  return rows.map(fromTest)
}

/** When the next test but these is due that can be taken; in the past if it is due. */
export async function findNextDue(db: Db, except: Claim['except']): Promise<Instant | undefined> {
  const row = await db
    .withTables<MonitoringTables>()
    .selectFrom('dial_test as d')
    .select('d.due_at')
    .where('d.state', '=', 'due')
    .where(isFree)
    .where(isNoneOf(except))
    .orderBy('d.due_at')
    .limit(1)
    .executeTakeFirst()
  return row?.due_at
}

type Started = Pick<DialTest, 'id' | 'fence'>

/** Tests of a server that is gone are due again: those whose lease is over, or all, where there is no other server. */
export async function recover(db: Db, of: 'all' | 'over'): Promise<void> {
  const lost = db
    .withTables<MonitoringTables>()
    .updateTable('dial_test')
    .set({ state: 'due', lease_until: null })
    .where('state', '=', 'running')
  await (of === 'all' ? lost : lost.where(leaseIsOver)).execute()
}

/** Lengthens the leases of tests that a node is at, unless they were lost. */
export async function renew(db: Db, tests: readonly Started[], leaseMs: DurationMs): Promise<void> {
  const query = db.withTables<MonitoringTables>().updateTable('dial_test').where('state', '=', 'running')
  const mine = query.where((row) => row.or(tests.map(({ id, fence }) => row.and({ id, fence }))))
  if (tests.length > 0) await mine.set({ lease_until: toLeaseEnd<Instant>(leaseMs) }).execute()
}

/** Locks a test that was started; undefined if its lease was lost. */
export async function lockStarted(tx: Tx, { id, fence }: Started): Promise<DialTest | undefined> {
  const row = await selectTests(tx)
    .where('id', '=', id)
    .where('fence', '=', fence)
    .where('state', '=', 'running')
    .forUpdate()
    .executeTakeFirst()
  return row && fromTest(row)
}

/** Gives a test back that was started and says nothing. */
export async function putBack(db: Db, { id, fence }: Started, dueAt: Instant): Promise<void> {
  await db
    .withTables<MonitoringTables>()
    .updateTable('dial_test')
    .set({ state: 'due', lease_until: null, due_at: toTimestamptz(dueAt) })
    .where('id', '=', id)
    .where('fence', '=', fence)
    .where('state', '=', 'running')
    .execute()
}

export const endTest = (tx: Tx, test: DialTest): Promise<void> =>
  updateRows(tx, 'dial_test', [
    {
      id: test.id,
      state: test.state,
      lease_until: null,
      ended_at: toMoment(test.endedAt),
      skipped: test.skipped ?? null,
      calls: test.calls.all,
      passed_calls: test.calls.passed,
    },
  ])
