import type { Member } from '../../harness/client.ts'
import { signInAnywhere } from './world.ts'
import type { Shop, World } from './world.ts'

/** The members of the sellers, who are signed in at their first act. */
export type SellerMembers = { memberOf(shop: Shop): Promise<Member> }

export function createSellerMembers({ nodes }: World): SellerMembers {
  const members = new Map<string, Promise<Member>>()
  return {
    memberOf(shop) {
      const member = members.get(shop.sellerId) ?? signInAnywhere(nodes, shop.seller)
      members.set(shop.sellerId, member)
      return member
    },
  }
}
