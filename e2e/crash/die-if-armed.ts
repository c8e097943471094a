import type { Database } from '@loggia/marketplace'
import { readArranged, disarm, sayLastWords } from './arm.ts'
import type { Arranged } from './moments.ts'

export type Handle = Parameters<Parameters<Database['transaction']>[0]>[0]
type Tables = {
  attempt: { call_id: string; verdict: { code: string } | null; xmin: string }
  call: { id: string; operation_kind: string; subject: string }
  payment: { order_id: string; xmin: string }
  order: { id: string; number: string }
  license: { order_id: string; xmin: string }
}

/** Called at the end of a transaction before its commit: only this transaction sees what it has written. */
export async function exitIfArmed(handle: Handle, folder: string): Promise<void> {
  const what = readArranged(folder)
  if (what === undefined) return
  const orderNumber = await found[what](handle)
  if (orderNumber === undefined || !disarm(folder)) return
  sayLastWords(folder, { what, orderNumber, pid: process.pid })
  process.kill(process.pid, 'SIGKILL')
}

// The transaction id of a row shows whether this transaction wrote it.
const found: Readonly<Record<Arranged, (handle: Handle) => Promise<string | undefined>>> = {
  async answer(handle) {
    const rows = await handle
      .withTables<Tables>()
      .selectFrom('attempt')
      .innerJoin('call', 'call.id', 'attempt.call_id')
      .innerJoin('order', 'order.id', 'call.subject')
      .select(['order.number', 'attempt.verdict'])
      .where('call.operation_kind', '=', 'create_instance')
      .where((eb) =>
        eb(
          eb.cast<string>('attempt.xmin', 'text'),
          '=',
          eb.cast<string>(eb.fn('pg_current_xact_id'), 'text'),
        ),
      )
      .execute()
    return rows.find(({ verdict }) => verdict?.code === 'succeeded')?.number
  },
  payment: (handle) => findOrder(handle, 'payment'),
  license: (handle) => findOrder(handle, 'license'),
}

/** The order of a row of this table that this transaction has written. */
async function findOrder(handle: Handle, table: 'payment' | 'license'): Promise<string | undefined> {
  const row = await handle
    .withTables<Tables>()
    .selectFrom(table)
    .innerJoin('order', 'order.id', `${table}.order_id`)
    .select('order.number')
    .where((eb) =>
      eb(eb.cast<string>(`${table}.xmin`, 'text'), '=', eb.cast<string>(eb.fn('pg_current_xact_id'), 'text')),
    )
    .executeTakeFirst()
  return row?.number
}
