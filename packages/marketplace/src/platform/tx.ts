import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { defineProblems, toIso } from '@loggia/kernel'
import type { Clock, Ids, Stopwatch, Wall, Zone } from '@loggia/kernel'
import type { Logger } from 'pino'
import type { Actor, MemberActor } from './actor.ts'
import type { ChangeFeed } from './changes.ts'
import { isRetryable, toJsonb } from './database.ts'
import type { Database } from './database.ts'
import type { TransactionDb } from './handles.ts'
import type { Metrics } from './metrics.ts'
import type { Seal } from './seal.ts'
import type { PlatformTables } from './tables.ts'

/** The dependencies of every domain; created only by `main.ts` and tests. */
export type Platform = {
  readonly db: Database
  readonly clock: Clock
  readonly wall: Wall
  readonly stopwatch: Stopwatch
  readonly ids: Ids
  readonly randomBytes: (length: number) => Uint8Array
  readonly seal: Seal
  readonly zone: Zone
  readonly log: Logger
  readonly bus: EventBus
  readonly changes: ChangeFeed
  readonly metrics: Metrics
}

/** Something that has happened, in the past tense: `{ type: 'order.paid', … }`. */
export type DomainEvent = { readonly type: string }
/** Runs when an event is dispatched, in the transaction in which it happened. */
export type EventHandler = (tx: Tx, event: never) => Promise<void>
export type EventHandlers = Readonly<Record<string, EventHandler>>

/** Event handlers, called in the order of the domains. */
export type EventBus = {
  dispatch(tx: Tx, event: DomainEvent): Promise<void>
  /** Called once before anything runs, with the lists in the order of the domains. */
  register(lists: readonly EventHandlers[]): void
}

/**
 * The kinds of writes that a transaction makes at its end, in their order. All transactions use this order, so that
 * they lock such rows alike. Gates come first, since settling an answer or taking an attempt locks gates earlier.
 */
const lastWorks = ['gates', 'wakeups', 'history'] as const
type LastWork = (typeof lastWorks)[number]

/** An open transaction, with its actor and the work to do at its end. */
export type Tx = TransactionDb & {
  readonly actor: Actor
  readonly bus: EventBus
  readonly changes: ChangeFeed
  /** The market's time. */
  readonly clock: Clock
  /** Adds work for the end of the transaction, still inside it, done in the order of {@link lastWorks}. */
  beforeCommit(kind: LastWork, work: () => Promise<void>): void
  /** Runs after the commit, never after a rollback; must not throw. */
  afterCommit(work: () => void): void
}

type Json = string | number | boolean | null | { readonly [key: string]: Json | undefined } | readonly Json[]

/** The actor, and the `Idempotency-Key` with its input, if any. */
export type TxRequest = {
  readonly actor: Actor
  readonly idempotency?: { readonly key: string; readonly input: unknown }
}
/** A member's request: services take it whole, so that the key cannot get lost on the way to the transaction. */
export type MemberRequest = TxRequest & { readonly actor: MemberActor }

export const requestProblems = defineProblems('request', {
  key_reused: {
    kind: 'conflict',
    zh: '此 Idempotency-Key 已用于另一个请求，请为新请求换一个值。',
    en: 'This Idempotency-Key has been used for another request. Use a new value for each new request.',
  },
})

const attemptsOnConflict = 6

/**
 * Runs `work` in exactly one transaction, and again after a serialisation failure or a deadlock; so `work` has no
 * effect outside `tx`. With an idempotency key, a repeated request gets the first answer, and two concurrent ones run
 * one after the other. Throws `request.key_reused` if the key was used with another input.
 */
export async function runInTx<T>(
  platform: Platform,
  request: TxRequest,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(platform, request, work)
    } catch (error) {
      if (!isRetryable(error) || attempt === attemptsOnConflict) throw error
    }
  }
}

async function once<T>(platform: Platform, request: TxRequest, work: (tx: Tx) => Promise<T>): Promise<T> {
  const last = new Map<LastWork, (() => Promise<void>)[]>(lastWorks.map((kind) => [kind, []]))
  const afterwards: (() => void)[] = []
  const answer = await transaction(platform, async (handle) => {
    const tx: Tx = {
      withTables: handle.withTables,
      send: handle.send,
      write: handle.write,
      flush: handle.flush,
      actor: request.actor,
      bus: platform.bus,
      changes: platform.changes,
      clock: platform.clock,
      beforeCommit: (kind, atEnd) => void last.get(kind)?.push(atEnd),
      afterCommit: (later) => void afterwards.push(later),
    }
    const worked = request.idempotency
      ? await answerOnce(platform, { ...request, idempotency: request.idempotency }, { tx, work })
      : await work(tx)
    for (const works of last.values()) for (const atEnd of works) await atEnd()
    return worked
  })
  for (const later of afterwards) later()
  return answer
}

async function transaction<T>(platform: Platform, work: (handle: TransactionDb) => Promise<T>): Promise<T> {
  const elapsed = platform.stopwatch.start()
  let committed = false
  try {
    const answer = await platform.db.transaction(work)
    committed = true
    return answer
  } finally {
    platform.metrics.transactionEnded({ ms: elapsed(), committed })
  }
}

/** The hash in rows that were written before hashes were keyed. */
const bareHash = ({ idempotency }: Required<TxRequest>): string =>
  createHash('sha256').update(JSON.stringify(idempotency.input)).digest('hex')

async function answerOnce<T>(
  platform: Platform,
  request: Required<TxRequest>,
  run: { tx: Tx; work: (tx: Tx) => Promise<T> },
): Promise<T> {
  const table = run.tx.withTables<PlatformTables>()
  const input = JSON.stringify(request.idempotency.input)
  const row = {
    actor: request.actor.kind === 'member' ? request.actor.memberId : request.actor.kind,
    key: request.idempotency.key,
    // Keyed: the input may be sealed where it is stored, and a bare hash of it would let guesses be verified.
    request_hash: platform.seal.digest(input),
  }
  // A second request with the same key waits here until the first has committed or rolled back.
  const { numInsertedOrUpdatedRows } = await table
    .insertInto('idempotency')
    .values({
      ...row,
      answer: toJsonb(null),
      created_wall_at: sql`${toIso(platform.wall.now())}::timestamptz`,
    })
    .onConflict((conflict) => conflict.columns(['actor', 'key']).doNothing())
    .executeTakeFirst()
  const mine = table.selectFrom('idempotency').where('actor', '=', row.actor).where('key', '=', row.key)
  if (!numInsertedOrUpdatedRows) {
    const first = await mine.select(['request_hash', 'answer']).executeTakeFirstOrThrow()
    const known = [row.request_hash, platform.seal.digestOnce(input), bareHash(request)]
    if (!known.includes(first.request_hash)) throw requestProblems.key_reused()
    return first.answer as T
  }
  const answer = await run.work(run.tx)
  await table
    .updateTable('idempotency')
    .set({ answer: toJsonb(answer as Json) })
    .where('actor', '=', row.actor)
    .where('key', '=', row.key)
    .execute()
  return answer
}

/** The answer to a member's request with this idempotency key, whatever it was; undefined if there was none. */
export async function findAnswer(
  { db }: Pick<Platform, 'db'>,
  of: { readonly memberId: MemberActor['memberId']; readonly key: string },
): Promise<unknown> {
  const found = await db
    .withTables<PlatformTables>()
    .selectFrom('idempotency')
    .where('actor', '=', of.memberId)
    .where('key', '=', of.key)
    .select('answer')
    .executeTakeFirst()
  return found?.answer ?? undefined
}
