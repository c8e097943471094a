import type { Id } from '@loggia/kernel'
import type { Bodies } from '../../http/testing/traded-parties.ts'
import type { Marketplace } from '../../marketplace.ts'
import type { MemberActor } from '../../platform/index.ts'

/** A receiver of the buyer's emails, for the test that requests it as another party. */
export async function makeOwned(
  market: Marketplace,
  { buyer }: { readonly buyer: MemberActor },
): Promise<Record<string, string>> {
  const party = { kind: 'buyer', id: buyer.buyerId as Id<'byr'> } as const
  const { id } = await market.mails.addReceiver(buyer, party, {
    name: 'Team',
    email: 'team@buyer.example',
    language: 'en-US',
    topics: ['money'],
  })
  return { receiverId: id }
}

export const bodies: Bodies = {
  'PUT /api/buyer/mail-receivers/:receiverId': { name: 'theirs', topics: ['orders'] },
  'PUT /api/seller/mail-receivers/:receiverId': { name: 'theirs', topics: ['orders'] },
}
