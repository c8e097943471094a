import type { Id } from '@loggia/kernel'
import type { World } from '../../embedded/index.ts'
import type { Bodies } from '../../http/testing/traded-parties.ts'
import type { Marketplace } from '../../marketplace.ts'
import type { MemberActor } from '../../platform/index.ts'

/** A published question about a product of this seller, for the test that requests it as another party. */
export async function makeOwned(
  { feedback }: Marketplace,
  {
    buyer,
    seller,
  }: { readonly buyer: MemberActor; readonly seller: MemberActor & { readonly sellerId: Id<'sel'> } },
  { given }: World,
): Promise<Readonly<Record<'feedbackId', string>>> {
  const { productId } = await given.listedProduct('http://127.0.0.1:9/', seller)
  const operator = await given.operator()
  await feedback.ask({ actor: buyer }, productId, { text: 'Whose question is this?', language: 'en-US' })
  const open = await feedback.listModerated(operator, { show: 'open' }, { limit: 100 })
  const own = open.items.find((text) => text.product.id === productId)
  if (!own) throw new Error('Nothing waits for an operator')
  await feedback.publish(operator, [own.id])
  return { feedbackId: own.feedbackId }
}

export const bodies: Bodies = {
  'PUT /api/seller/feedback/:feedbackId/answer': { text: 'An answer of another seller.' },
  'POST /api/seller/feedback/:feedbackId/report': { reason: 'another seller' },
}
