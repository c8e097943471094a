import type { Handle } from './die-if-armed.ts'

type Tables = {
  instance: {
    order_id: string
    order_line_id: string
    product_id: string
    reference: string | null
    seller_id: string
    state: string
    subscription_id: string
  }
  order_line: { id: string; number: string; quantity: bigint }
  order: { id: string; number: string }
  call: { id: string; lane: string | null; operation_kind: string }
}
/** An instance whose lane gets more calls. */
export type Lane = Tables['instance'] & { readonly orderNumber: string; readonly lineNumber: string }

/** Purchases of this many are given more calls than one purchase makes: a lane with one call at a time proves nothing. */
const chosenQuantity = 3n
const most = 5

/**
 * Instances that an answer has named and whose lane has not had its additional calls, locked as their domain locks them:
 * who holds them is alone in putting calls into their lanes.
 */
export async function lockLanes(handle: Handle): Promise<Lane[]> {
  const tables = handle.withTables<Tables>()
  const rows = await tables
    .selectFrom('instance')
    .selectAll()
    .where('reference', 'is not', null)
    .where('state', 'in', ['opening', 'open'])
    .where('order_line_id', 'in', (lines) =>
      lines.selectFrom('order_line').select('id').where('quantity', '=', chosenQuantity),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('call')
            .select('call.id')
            .where('operation_kind', '=', 'upgrade_instance')
            .whereRef('call.lane', '=', 'instance.subscription_id'),
        ),
      ),
    )
    .limit(most)
    .forNoKeyUpdate()
    .skipLocked()
    .execute()
  const lanes: Lane[] = []
  for (const row of rows) {
    // Another node may have been here between the look and the lock.
    const further = await tables
      .selectFrom('call')
      .select('id')
      .where('operation_kind', '=', 'upgrade_instance')
      .where('lane', '=', row.subscription_id)
      .executeTakeFirst()
    const numbers = await tables
      .selectFrom('order_line')
      .innerJoin('order', (join) => join.on('order.id', '=', row.order_id))
      .select(['order.number as orderNumber', 'order_line.number as lineNumber'])
      .where('order_line.id', '=', row.order_line_id)
      .executeTakeFirstOrThrow()
    if (!further) lanes.push({ ...row, ...numbers })
  }
  return lanes
}
