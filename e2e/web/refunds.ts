import type { Member } from '../harness/client.ts'
import { buySupervised, listPerformed } from './supervisions.ts'
import type { People } from './supervisions.ts'

/** What was asked for, and a line for which a refund may be asked. */
export type Asked = { readonly requestId: string; readonly form: string }

/** A refund request that the seller has to answer. */
export async function askForRefund(people: People): Promise<Asked> {
  const productId = await listPerformed(people, 'simplified')
  const asked = await readOrder(people.buyer, await buySupervised(people.buyer, productId))
  const { requestId } = await people.buyer.client.request(
    'POST /api/buyer/orders/:orderId/refund-requests',
    {
      params: { orderId: asked.id },
      body: {
        lineNumber: asked.lineNumber,
        amount: { amount: '3400.00', currency: 'CNY' },
        reason: '项目延误三周，希望退回一半 · three weeks late',
      },
    },
    { idempotencyKey: 'refund to look at' },
  )
  const other = await readOrder(people.buyer, await buySupervised(people.buyer, productId))
  return { requestId, form: `/buyer/refunds/new?order=${other.id}&line=${other.lineNumber}` }
}

async function readOrder({ client }: Member, supervisionId: string) {
  const params = { supervisionId }
  return (await client.request('GET /api/buyer/supervisions/:supervisionId', { params })).order
}
