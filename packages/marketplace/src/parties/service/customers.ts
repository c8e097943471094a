import { createHash } from 'node:crypto'
import { defined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { Db } from '../../platform/index.ts'
import { partyProblems } from '../problems.ts'
import type { Customer } from '../schema.ts'
import * as store from '../store/index.ts'

/** 32 hexadecimal digits that stand for a buyer or a person; our own ids are not told. */
const standFor = (id: Id<'byr'> | Id<'mbr'>): string =>
  createHash('sha256').update(id).digest('hex').slice(0, 32)

/** Buyers as sellers' servers are told of them; whoever tells keeps to what the buyer has consented to (R47, R66). */
export function createCustomers() {
  /** The buyer with its contact, and the member who ordered if they still belong to it. Throws `parties.buyer_not_found`. */
  async function getCustomer(
    db: Db,
    { buyerId, memberId }: { readonly buyerId: Id<'byr'>; readonly memberId?: Id<'mbr'> },
  ): Promise<Customer> {
    const found = await store.findOrganisation(db, buyerId)
    if (!found) throw partyProblems.buyer_not_found({ buyerId })
    const member = memberId && (await store.findMember(db, { kind: 'buyer', id: buyerId }, memberId))
    return defined({
      id: standFor(buyerId),
      name: found.verified.name,
      kind: found.kind,
      isVerified: found.verified.level !== 'none',
      contact: found.contact,
      member:
        memberId && member ? { id: standFor(memberId), name: member.name, email: member.email } : undefined,
    })
  }

  return { getCustomer }
}
