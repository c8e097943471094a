import type { Id } from '@loggia/kernel'
import type { World } from '../../embedded/index.ts'
import type { Bodies } from '../../http/testing/traded-parties.ts'
import type { Marketplace } from '../../marketplace.ts'
import type { MemberActor } from '../../platform/index.ts'
import { presetHours } from '../schema.ts'

/** A ticket of this buyer about a product of this seller, for the test that requests it as another party. */
export async function makeOwned(
  { tickets }: Marketplace,
  {
    buyer,
    seller,
  }: { readonly buyer: MemberActor; readonly seller: MemberActor & { readonly sellerId: Id<'sel'> } },
  { given }: World,
): Promise<Readonly<Record<'ticketId', string>>> {
  const { productId } = await given.listedProduct('http://127.0.0.1:9/', seller)
  const orderId = await given.paidOrder(buyer, productId)
  await tickets.setDesk(seller, { ...presetHours, takes: true })
  const ask = { orderId, kind: 'question', title: 'Whose ticket?', text: 'Whose ticket is this?' } as const
  return { ticketId: await tickets.open({ actor: buyer }, ask) }
}

const text = 'Not mine.'
export const bodies: Bodies = {
  'POST /api/buyer/tickets/:ticketId/messages': { text },
  'POST /api/buyer/tickets/:ticketId/escalation': { text },
  'POST /api/seller/tickets/:ticketId/messages': { text, kind: 'answer' },
}
