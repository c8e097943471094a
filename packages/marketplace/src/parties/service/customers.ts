import { createHash } from 'node:crypto'
import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { Db } from '../../platform/index.ts'
import { partyProblems } from '../problems/index.ts'
import type { Customer } from '../schema/organisations.ts'
import * as store from '../store/index.ts'

/** The pseudonym of a buyer or a member, 32 hexadecimal digits; sellers do not see our ids. */
const standFor = (id: Id<'byr'> | Id<'mbr'>): string =>
  createHash('sha256').update(id).digest('hex').slice(0, 32)

/** A buyer and the member who ordered. */
type Ordered = { readonly buyerId: Id<'byr'>; readonly memberId?: Id<'mbr'> }

/** Buyers as sellers' servers see them. The caller sends only what the buyer has consented to (R47, R66). */
export function createCustomers() {
  /** The buyers with their contacts, and the members who ordered, if they are still members. */
  async function getCustomers(db: Db, all: readonly Ordered[]): Promise<(of: Ordered) => Customer> {
    const buyers = await store.listOrganisationsById(
      db,
      all.map(({ buyerId }) => buyerId),
    )
    const named = all.flatMap(({ buyerId, memberId }) => (memberId ? [{ buyerId, memberId }] : []))
    const members = named.length > 0 ? await store.listMembersOfBuyers(db, named) : []
    /** Throws `parties.buyer_not_found`. */
    return ({ buyerId, memberId }) => {
      const found = buyers.get(buyerId)
      if (!found) throw partyProblems.buyer_not_found({ buyerId })
      const member = members.find((one) => one.buyerId === buyerId && one.memberId === memberId)
      return omitUndefined({
        id: standFor(buyerId),
        name: found.verified.name,
        kind: found.kind,
        isVerified: found.verified.level !== 'none',
        contact: found.contact,
        member: member && { id: standFor(member.memberId), name: member.name, email: member.email },
      })
    }
  }

  /** A single customer. Throws `parties.buyer_not_found`. */
  const getCustomer = async (db: Db, of: Ordered): Promise<Customer> => (await getCustomers(db, [of]))(of)

  return { getCustomer, getCustomers }
}
