import type { Member } from '../harness/client.ts'
import type { People } from './supervisions.ts'

/** A seller that takes tickets on every weekday. */
export async function takeTickets({ client }: Member): Promise<void> {
  const body = { takes: true, weekdays: [1, 2, 3, 4, 5], opens: '09:00', closes: '18:00' }
  await client.request('PUT /api/seller/ticket-desk', { body })
}

/** A ticket that this seller answers, and a complaint for operators, both about the order; returns the ticket. */
export async function createTickets({ buyer, seller }: People, orderId: string): Promise<string> {
  await takeTickets(seller)
  const open = (kind: 'fault' | 'complaint', title: string) =>
    buyer.client.request(
      'POST /api/buyer/tickets',
      { body: { orderId, kind, title, text: '今天上午起无法登录。 · Nobody can sign in.' } },
      { idempotencyKey: `ticket ${kind}` },
    )
  await open('complaint', '商家迟迟不处理 · no answer')
  return (await open('fault', '无法登录 · cannot sign in')).id
}
