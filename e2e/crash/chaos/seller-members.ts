import type { Member } from '../../harness/client.ts'
import type { SeededSeller } from '../seeded.ts'
import { signInAnywhere } from './world.ts'
import type { World } from './world.ts'

export type AnySeller = Pick<SeededSeller, 'sellerId' | 'seller'>
/** The members of the sellers, who are signed in at their first act. */
export type SellerMembers = { memberOf(of: AnySeller): Promise<Member> }

export function createSellerMembers({ nodes }: World): SellerMembers {
  const members = new Map<string, Promise<Member>>()
  return {
    memberOf({ sellerId, seller }) {
      const member = members.get(sellerId) ?? signInAnywhere(nodes, seller)
      members.set(sellerId, member)
      return member
    },
  }
}
