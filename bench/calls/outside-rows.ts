// Writes what the engine writes for a call, for the other contenders: the same tables without foreign keys, the same
// bytes sealed the same way, in as few statements as possible.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { createSeal } from '@loggia/marketplace'
import { benchSecret } from '../market/open-market.ts'
import type { SeededSeller } from '../market/seed.ts'
import { isDone, signRequest } from './signed-request.ts'
import type { Reply, SignedRequest } from './signed-request.ts'

export const outsideTables = `
  create table outside_attempt (like attempt including all);
  create table outside_history (like history including all);`

export type OutsideCall = { readonly callId: string; readonly row: string; readonly seller: SeededSeller }
type Send = (request: SignedRequest) => Promise<Reply>

const seal = createSeal(benchSecret, randomBytes)

const sealMessage = (
  place: string,
  message: { line: string; headers: readonly (readonly [string, string])[]; body: Buffer },
): Uint8Array => seal.seal(JSON.stringify({ ...message, body: message.body.toString('base64') }), place)

export function openPool(connectionString: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString, max })
  // Without listeners, a broken connection of the pool would end the process.
  const onLost = (error: Error): void => console.error(`A connection was lost: ${error.message}`)
  pool.on('error', onLost)
  pool.on('connect', (client) => client.on('error', onLost))
  return pool
}

/** Writes the attempt before it is sent, in one statement. */
async function begin(pool: pg.Pool, { callId }: OutsideCall, request: SignedRequest): Promise<void> {
  const { url, headers, body } = request
  const bytes = Buffer.from(body)
  const line = `POST ${url.pathname}${url.search} HTTP/1.1`
  const all = [['host', url.host], ...Object.entries(headers), ['content-length', String(bytes.length)]]
  const sealed = sealMessage(`attempt:${callId}:1:request`, {
    line,
    headers: all as [string, string][],
    body: bytes,
  })
  await pool.query({
    name: 'begin',
    text: `insert into outside_attempt (call_id, n, started_at, started_wall_at, request_sealed, late)
           values ($1, 1, $2, $2, $3, false)`,
    values: [callId, new Date(), sealed],
  })
}

/** Writes the result, the changed row and the history entry: three rows, one statement, one commit. */
const endAttempt = `
  with ended as (
    update outside_attempt set reply_sealed = $2, verdict = $3, duration_ms = $4 where call_id = $1 and n = 1
  ), told as (
    insert into outside_history (subject, sequence, at, actor_kind, kind, data) values ($1, 1, $5, 'system', 'call.attempted', $6)
  )
  update bench_state set status = 'frozen', changes = changes + 1 where id = $7`

async function end(
  pool: pg.Pool,
  { callId, row }: OutsideCall,
  reply: Reply,
  durationMs: number,
): Promise<void> {
  const line = `HTTP/1.1 ${reply.status} OK`
  const sealed = sealMessage(`attempt:${callId}:1:reply`, { line, headers: reply.headers, body: reply.body })
  const verdict = { code: isDone(reply) ? 'succeeded' : 'refused' }
  const told = {
    callId,
    activity: 'updateInstanceStatus',
    n: 1,
    verdict: { ...verdict, params: {}, sentence: { zh: '成功', en: 'Succeeded.' } },
    resultCode: '000000',
    durationMs,
    state: 'confirmed',
  }
  const values = [callId, sealed, JSON.stringify(verdict), durationMs, new Date(), JSON.stringify(told), row]
  await pool.query({ name: 'end', text: endAttempt, values })
}

/** Makes one call as the engine does: records it, sends it, and records the result and the change. */
export async function callAndWrite(pool: pg.Pool, send: Send, call: OutsideCall): Promise<void> {
  const request = signRequest(call.seller, call.row)
  await begin(pool, call, request)
  const from = performance.now()
  const reply = await send(request)
  await end(pool, call, reply, Math.round(performance.now() - from))
}
