import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { CaseCall } from '../../debugging/index.ts'
import { toJsonb, toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { DialCall } from '../schema.ts'
import type { MonitoringTables } from '../tables.ts'

export async function insertCalls(tx: Tx, dialTestId: Id<'dlt'>, calls: readonly CaseCall[]): Promise<void> {
  if (calls.length === 0) return
  const rows = calls.map((call, n) => ({
    dial_test_id: dialTestId,
    n,
    scene: call.scene,
    activity: call.activity,
    needed: call.isNeeded,
    passed: call.passed,
    slow: call.slow,
    verdict: toJsonb(call.verdict),
    result_code: call.resultCode ?? null,
    duration_ms: Math.round(call.durationMs),
    at: toTimestamptz(call.at),
    protocol: call.connection.protocol,
    url: call.connection.url,
    request_sealed: call.sealed.request,
    reply_sealed: call.sealed.reply ?? null,
  }))
  await tx.withTables<MonitoringTables>().insertInto('dial_call').values(rows).execute()
}

/** A call with its bytes, which are sealed. */
type KeptCall = { readonly call: DialCall; readonly sealed: CaseCall['sealed'] }

export async function listCalls(db: Db, dialTestId: Id<'dlt'>): Promise<KeptCall[]> {
  const rows = await db
    .withTables<MonitoringTables>()
    .selectFrom('dial_call')
    .selectAll()
    .where('dial_test_id', '=', dialTestId)
    .orderBy('n')
    .execute()
  return rows.map((row) => ({
    call: omitUndefined({
      scene: row.scene,
      activity: row.activity,
      isNeeded: row.needed,
      passed: row.passed,
      slow: row.slow,
      verdict: row.verdict,
      resultCode: row.result_code ?? undefined,
      durationMs: row.duration_ms,
      at: row.at,
      protocol: row.protocol,
      url: row.url,
    }),
    sealed: omitUndefined({ request: row.request_sealed, reply: row.reply_sealed ?? undefined }),
  }))
}
