import { sql } from 'kysely'
import { addMs } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import { system } from './actor.ts'
import { toTimestamptz, isDatabaseAway, isRetryable, keptPlan } from './database.ts'
import type { Db } from './handles.ts'
import { runInTx } from './tx.ts'
import type { Platform, Tx } from './tx.ts'
import type { PlatformTables } from './tables.ts'

/** Runs when a subject is due: the domain recomputes and saves it, and sets the next wake-up in doing so. */
export type WakeupHandler = (tx: Tx, subject: string, now: Instant) => Promise<void>
export type WakeupHandlers = Readonly<Record<string, WakeupHandler>>

type Wakeup = { readonly kind: string; readonly subject: string }
type PendingWakeup = Wakeup & { readonly dueAt: Instant | undefined }
const pendingWakeups = new WeakMap<Tx, Map<string, PendingWakeup>>()

/**
 * Sets, moves or (with `undefined`) removes the one wake-up of a subject, at the end of the transaction; the last
 * call wins.
 */
// oxlint-disable-next-line require-await
export async function setWakeup(
  tx: Tx,
  { kind, subject }: Wakeup,
  dueAt: Instant | undefined,
): Promise<void> {
  const known = pendingWakeups.get(tx)
  const pending = known ?? new Map<string, PendingWakeup>()
  pending.set(`${kind} ${subject}`, { kind, subject, dueAt })
  if (known) return
  pendingWakeups.set(tx, pending)
  tx.beforeCommit('wakeups', () => writePending(tx, [...pending.values()]))
}

/** Published when a wake-up is due at once. */
export const wakeupsTopic = 'wakeups'

/** Sets a wake-up that runs as soon as the transaction has ended, and not only when the queue is polled. */
export async function wakeSoon(
  { clock, changes }: Pick<Platform, 'clock' | 'changes'>,
  tx: Tx,
  wakeup: Wakeup,
): Promise<void> {
  await setWakeup(tx, wakeup, clock.now())
  tx.afterCommit(() => changes.publish(wakeupsTopic))
}

const columnOf = <K extends keyof Wakeup>(wakeups: readonly Wakeup[], name: K): Wakeup[K][] =>
  wakeups.map((wakeup) => wakeup[name])

/** Writes in a fixed order, so that two transactions that move the same wake-ups lock them in the same order. */
async function writePending(tx: Tx, wakeups: readonly PendingWakeup[]): Promise<void> {
  const removed = wakeups.filter(({ dueAt }) => dueAt === undefined)
  const due = wakeups.flatMap(({ dueAt, ...wakeup }) => (dueAt === undefined ? [] : [{ ...wakeup, dueAt }]))
  if (removed.length > 0)
    await tx.write(sql`${keptPlan}delete from wakeup where (kind, subject) in (
        select kind, subject from unnest(${columnOf(removed, 'kind')}::text[], ${columnOf(removed, 'subject')}::text[])
          as gone (kind, subject))`)
  if (due.length > 0)
    await tx.write(sql`${keptPlan}insert into wakeup (kind, subject, due_at)
        select kind, subject, to_timestamp(due_at / 1000) from unnest(${columnOf(due, 'kind')}::text[],
          ${columnOf(due, 'subject')}::text[], ${due.map(({ dueAt }) => dueAt)}::float8[]) as set (kind, subject, due_at)
        order by kind, subject
        on conflict (kind, subject) do update set due_at = excluded.due_at`)
}

/** When the next wake-up is due, of other kinds than these; undefined if there is none. */
export async function findNextWakeup(db: Db, besides: readonly string[] = []): Promise<Instant | undefined> {
  const wakeups = db.withTables<PlatformTables>().selectFrom('wakeup').select('due_at')
  const meant = besides.length === 0 ? wakeups : wakeups.where('kind', 'not in', [...besides])
  const row = await meant.orderBy('due_at').limit(1).executeTakeFirst()
  return row?.due_at
}

const pauseAfterFaultMs = 60_000

/**
 * Runs the earliest due wake-up in a transaction of its own; returns false if none is due. If its handler throws, or
 * the transaction cannot be ended, the fault is logged and the wake-up runs again in a minute; others are not held
 * up.
 */
export async function runOneWakeup(
  platform: Platform,
  handlers: WakeupHandlers,
  now: Instant,
): Promise<boolean> {
  const taken: { wakeup?: Wakeup | undefined } = {}
  try {
    await runInTx(platform, { actor: system }, async (tx) => {
      taken.wakeup = undefined
      taken.wakeup = await takeOne(tx, now)
      if (taken.wakeup) await handle(tx, handlers, { due: taken.wakeup, now })
    })
  } catch (error) {
    const { wakeup } = taken
    if (!wakeup || isRetryable(error) || isDatabaseAway(error)) throw error
    platform.log.error({ wakeup, error }, `The wake-up ${wakeup.kind} of ${wakeup.subject} failed`)
    await runInTx(platform, { actor: system }, (tx) => setWakeup(tx, wakeup, addMs(now, pauseAfterFaultMs)))
  }
  return taken.wakeup !== undefined
}

/** Deletes the wake-up before its handler runs, which may set a new one. */
async function takeOne(tx: Tx, now: Instant): Promise<Wakeup | undefined> {
  const tables = tx.withTables<PlatformTables>()
  const due = await tables
    .selectFrom('wakeup')
    .select(['kind', 'subject'])
    .where('due_at', '<=', toTimestamptz(now))
    .orderBy('due_at')
    .orderBy('kind')
    .orderBy('subject')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (due)
    await tables
      .deleteFrom('wakeup')
      .where('kind', '=', due.kind)
      .where('subject', '=', due.subject)
      .execute()
  return due
}

async function handle(
  tx: Tx,
  handlers: WakeupHandlers,
  { due, now }: { readonly due: Wakeup; readonly now: Instant },
): Promise<void> {
  const handler = handlers[due.kind]
  if (!handler) throw new Error('No domain handles wake-ups of this kind')
  await handler(tx, due.subject, now)
}
