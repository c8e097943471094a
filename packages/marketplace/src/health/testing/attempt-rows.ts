import { addMs, toIso } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import type { World } from '../../embedded/index.ts'

/** An attempt as a test wants it. */
export type GivenAttempt = {
  readonly sellerId: Id<'sel'>
  readonly productId: Id<'prd'>
  readonly kind: string
  readonly live: boolean
  readonly n: number
  readonly startedAt: Instant
  readonly verdict: { readonly code: string; readonly [value: string]: unknown } | null
  readonly durationMs: number | null
}

const text = (value: string | null): string => (value === null ? 'null' : `'${value}'`)

/** Writes attempts as the engine leaves them, each of a call of its own. */
export function createAttemptRows({ db, ids }: World['platform']) {
  async function add(attempts: readonly GivenAttempt[]): Promise<Id<'cal'>[]> {
    const rows = attempts.map((one) => ({ ...one, id: ids.next('cal') }))
    if (rows.length === 0) return []
    const calls = rows.map(({ id, sellerId, productId, kind, live, startedAt: at }) => {
      const times = [at, at, at, addMs(at, 1)].map((time) => `'${toIso(time)}'`).join(', ')
      return `('${id}', '${sellerId}', (select id from channel where seller_id = '${sellerId}' and family = 'saas'), '${productId}',
        'a subject', '{}', '${kind}', 'saas-v2', 'confirmed', ${live}, ${times}, false, 0, 1, false)`
    })
    await db.script(`
      insert into call (id, seller_id, channel_id, product_id, subject, operation, operation_kind, protocol, state, live,
        created_at, due_at, window_starts_at, window_ends_at, window_runs, parked_before_ms, fence, open_failure)
      values ${calls.join(', ')};
      insert into attempt (call_id, n, started_at, started_wall_at, request_sealed, verdict, duration_ms, late) values
      ${rows
        .map(
          ({ id, n, startedAt, verdict, durationMs }) =>
            `('${id}', ${n}, '${toIso(startedAt)}', '${toIso(startedAt)}', '', ${text(verdict && JSON.stringify(verdict))},
              ${durationMs ?? 'null'}, false)`,
        )
        .join(', ')}`)
    return rows.map(({ id }) => id)
  }

  /** The reply came after its attempt had been given up. */
  const makeLate = (id: Id<'cal'>): Promise<void> =>
    db.script(
      `update attempt set late = true, verdict = coalesce(verdict, '{"code":"late"}') where call_id = '${id}'`,
    )

  const end = (id: Id<'cal'>, verdict: GivenAttempt['verdict'], durationMs: number): Promise<void> =>
    db.script(
      `update attempt set verdict = ${text(JSON.stringify(verdict))}, duration_ms = ${durationMs} where call_id = '${id}'`,
    )

  const stop = (id: Id<'cal'>, at: Instant): Promise<void> =>
    db.script(`insert into history (subject, sequence, at, actor_kind, kind, data)
      values ('${id}', 1, '${toIso(at)}', 'system', 'call.stopped', '{"callId":"${id}","activity":"newInstance"}')`)

  const forget = (): Promise<void> =>
    db.script(
      `delete from attempt; delete from call; delete from interface_day; delete from interface_count; delete from history`,
    )

  return { add, makeLate, end, stop, forget }
}
