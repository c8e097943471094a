import { omitUndefined } from '@loggia/kernel'
import { toTimestamptz, toJsonb } from '../platform/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import type { DebugCase } from './schema.ts'
import type { DebuggingTables } from './tables.ts'

type Row = DebuggingTables['debug_case']
/** Request and reply, as stored. */
export type SealedBytes = { readonly request: Uint8Array; readonly reply?: Uint8Array }

const columns = [
  'id',
  'seller_id',
  'subject',
  'scene',
  'passed',
  'made_at',
  'made_by',
  'made_by_name',
  'protocol',
  'url',
  'key_id',
  'key_bits',
  'verdict',
  'result_code',
  'reference',
  'duration_ms',
] as const

const fromRow = (row: Pick<Row, (typeof columns)[number]>): DebugCase =>
  omitUndefined({
    id: row.id,
    sellerId: row.seller_id,
    subject: row.subject,
    scene: row.scene,
    passed: row.passed,
    madeAt: row.made_at,
    madeBy: { memberId: row.made_by, name: row.made_by_name },
    connection: omitUndefined({
      protocol: row.protocol,
      url: row.url,
      keyId: row.key_id,
      keyBits: row.key_bits ?? undefined,
    }),
    verdict: row.verdict,
    resultCode: row.result_code ?? undefined,
    reference: row.reference ?? undefined,
    durationMs: row.duration_ms,
  })

/** Saves a case, replacing the earlier one with the same scene and result. */
export async function saveCase(
  tx: Tx,
  saved: DebugCase,
  sealed: SealedBytes & { readonly parameters: Uint8Array },
): Promise<void> {
  const { connection, madeBy } = saved
  const row = {
    id: saved.id,
    made_at: toTimestamptz(saved.madeAt),
    made_by: madeBy.memberId,
    made_by_name: madeBy.name,
    protocol: connection.protocol,
    url: connection.url,
    key_id: connection.keyId,
    key_bits: connection.keyBits ?? null,
    verdict: toJsonb(saved.verdict),
    result_code: saved.resultCode ?? null,
    reference: saved.reference ?? null,
    duration_ms: saved.durationMs,
    request_sealed: sealed.request,
    reply_sealed: sealed.reply ?? null,
    parameters_sealed: sealed.parameters,
  }
  await tx
    .withTables<DebuggingTables>()
    .insertInto('debug_case')
    .values({
      seller_id: saved.sellerId,
      subject: saved.subject,
      scene: saved.scene,
      passed: saved.passed,
      ...row,
    })
    .onConflict((conflict) => conflict.columns(['subject', 'scene', 'passed']).doUpdateSet(row))
    .execute()
}

/** Every case of a product, or of a seller's order notification. */
export async function listCases(db: Db, subject: DebugCase['subject']): Promise<DebugCase[]> {
  const rows = await db
    .withTables<DebuggingTables>()
    .selectFrom('debug_case')
    .select(columns)
    .where('subject', '=', subject)
    .execute()
  return rows.map(fromRow)
}

/** Whether any case of it has passed. */
export async function hasPassed(db: Db, subject: DebugCase['subject']): Promise<boolean> {
  const found = await db
    .withTables<DebuggingTables>()
    .selectFrom('debug_case')
    .select('id')
    .where('subject', '=', subject)
    .where('passed', '=', true)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** What was typed for the cases that passed, by scene; those of an earlier version have nothing. */
export async function listParameters(
  db: Db,
  subject: DebugCase['subject'],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const rows = await db
    .withTables<DebuggingTables>()
    .selectFrom('debug_case')
    .select(['scene', 'parameters_sealed'])
    .where('subject', '=', subject)
    .where('passed', '=', true)
    .execute()
  return new Map(
    rows.flatMap(({ scene, parameters_sealed: sealed }) => (sealed ? [[scene, sealed] as const] : [])),
  )
}

/** One case with its exchange. */
export async function findCase(
  db: Db,
  { subject, scene, passed }: Pick<DebugCase, 'subject' | 'scene' | 'passed'>,
): Promise<{ readonly saved: DebugCase; readonly sealed: SealedBytes } | undefined> {
  const row = await db
    .withTables<DebuggingTables>()
    .selectFrom('debug_case')
    .selectAll()
    .where('subject', '=', subject)
    .where('scene', '=', scene)
    .where('passed', '=', passed)
    .executeTakeFirst()
  if (!row) return undefined
  const { request_sealed: request, reply_sealed: reply } = row
  return { saved: fromRow(row), sealed: omitUndefined({ request, reply: reply ?? undefined }) }
}
